// Two versions side by side with a script: what corresponds to the word under the pointer is marked in the other
// version, and so are the sentences around both. On the number of a paragraph, ← and → go from word to word. What
// corresponds is asked for paragraph by paragraph, when it is first pointed at.

const text = document.getElementById("text");
const answers = new Map();
const WAIT = 80;
const ROW = ".unit[id], h2[id], h3[id], h4[id], h5[id], h6[id]";
const APART = "sup, .steps, .number, .cite-this, .speaker, a[aria-label]";
let present = null;
let timer = 0;

if (CSS.highlights && (document.caretPositionFromPoint || document.caretRangeFromPoint)) begin();

function begin() {
  const told = document.createElement("p");
  told.className = "hidden";
  told.setAttribute("role", "status");
  document.body.append(told);
  text.querySelector("[data-aligned-help]").hidden = false;
  const point = (event) => {
    clearTimeout(timer);
    const { clientX, clientY } = event;
    timer = setTimeout(() => pointed(clientX, clientY), WAIT);
  };
  text.addEventListener("pointermove", point, { passive: true });
  text.addEventListener("pointerdown", point, { passive: true });
  text.addEventListener("pointerleave", () => {
    clearTimeout(timer);
    if (!text.querySelector(".number:focus-visible")) clear();
  });
  text.addEventListener("focusin", ({ target }) => {
    if (target.matches(".number:focus-visible")) step(target.closest(ROW), 0, told);
  });
  text.addEventListener("focusout", clear);
  text.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Escape: 0 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (!event.target.matches(".number")) return;
    event.preventDefault();
    if (by) step(event.target.closest(ROW), by, told);
    else clear();
  });
}

/** Mark what corresponds to the word at a point of the window. */
async function pointed(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y);
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  const [node, offset] = [caret?.offsetNode ?? range?.startContainer, caret?.offset ?? range?.startOffset];
  const row = node?.parentElement?.closest(ROW);
  if (!row || !row.closest(".pair")) return clear();
  const at = new Shown(row).offset(node, offset);
  const pairs = await aligned(row);
  const found = pairs.map((pair) => pair.at(at)).find((one) => one.sentence);
  if (found) mark(found);
  else clear();
}

/** Mark the next or the previous word of a paragraph that corresponds to one of the other version, and tell it. */
async function step(row, by, told) {
  if (!row) return;
  const pairs = await aligned(row);
  const all = pairs.flatMap((pair) => pair.steps());
  if (!all.length) return clear();
  const same = present?.row === row ? all.findIndex((one) => one.word === present.word && one.sentence === present.sentence) : -1;
  const chosen = all[same < 0 ? 0 : (same + by + all.length) % all.length];
  mark(chosen);
  told.textContent = chosen.told();
}

function mark(found) {
  if (found.same(present)) return;
  present = found;
  CSS.highlights.set("aligned-sentence", new Highlight(...found.ranges(found.sentence)));
  CSS.highlights.set("aligned-word", new Highlight(...found.ranges(found.word)));
}

function clear() {
  present = null;
  CSS.highlights.clear();
}

/** Return what corresponds in a row of the page and its partners; nothing where it cannot be had. */
function aligned(row) {
  const link = row.querySelector("a[data-copies]");
  if (!link) return Promise.resolve([]);
  if (!answers.has(row)) answers.set(row, asked(row, new URL(link.href).searchParams));
  return answers.get(row);
}

async function asked(row, parameters) {
  const address = new URL(text.dataset.aligned, location.href);
  for (const name of ["symbol", "language", "part", "paragraph"]) address.searchParams.set(name, parameters.get(name));
  try {
    const response = await fetch(address);
    if (!response.ok) throw Error(response.status);
    const answer = await response.json();
    return answer.translations.map((one) => new Pair(row, answer, one)).filter((pair) => pair.fits);
  } catch {
    answers.delete(row); // asked for again when it is next pointed at
    return [];
  }
}

/** A row and one that says the same in the other version. */
class Pair {
  constructor(row, answer, translation) {
    const [part, locator] = translation.id.split(":").slice(-2);
    const prefix = row.parentElement.matches(":first-child") ? `${translation.language}-` : "";
    const other = document.getElementById(`${prefix}${part}-${locator}`);
    this.row = row;
    this.ours = new Shown(row, answer.text);
    this.theirs = other && new Shown(other, translation.text);
    this.fits = Boolean(this.ours.fits && this.theirs?.fits);
    this.sentences = translation.sentences;
    this.words = translation.words;
  }

  /** What corresponds at a place of our text, in code points. */
  at(place) {
    const holding = (found) => found.find((one) => one.text[0] <= place && place < one.text[1]);
    return new Found(this, holding(this.sentences), holding(this.words));
  }

  /** Every word in order; where a pair has none, its sentences. */
  steps() {
    if (!this.words.length) return this.sentences.map((one) => new Found(this, one));
    return this.words.map((word) => new Found(this, this.at(word.text[0]).sentence, word));
  }
}

/** A sentence and a word of a pair; either may be missing. */
class Found {
  constructor(pair, sentence, word) {
    Object.assign(this, { pair, row: pair.row, sentence, word });
  }

  same(other) {
    return other?.pair === this.pair && other.sentence === this.sentence && other.word === this.word;
  }

  ranges(stretch) {
    if (!stretch) return [];
    return [...this.pair.ours.ranges(...stretch.text), ...this.pair.theirs.ranges(...stretch.translation)];
  }

  told() {
    const stretch = this.word ?? this.sentence;
    return `${this.pair.ours.slice(...stretch.text)} – ${this.pair.theirs.slice(...stretch.translation)}`;
  }
}

/** The text of a row as the page shows it, without marks of footnotes and buttons, by offsets in code points. */
class Shown {
  constructor(row, expected) {
    this.nodes = [];
    let at = 0;
    const blocks = row.matches(".unit") ? row.querySelectorAll(":scope > p:not(.speaker)") : [row];
    for (const [number, block] of [...blocks].entries()) {
      if (number) at += 1; // a line feed
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentElement.closest(APART)) continue;
        const size = [...node.data].length;
        this.nodes.push({ node, start: at, end: at + size });
        at += size;
      }
    }
    this.letters = expected === undefined ? [] : [...expected];
    this.fits = this.nodes.every(({ node, start, end }) => this.slice(start, end) === node.data);
  }

  slice(start, end) {
    return this.letters.slice(start, end).join("");
  }

  /** The offset of a place in a text node; -1 where it is not of the text. */
  offset(node, units) {
    const found = this.nodes.find((one) => one.node === node);
    return found ? found.start + [...node.data.slice(0, units)].length : -1;
  }

  /** The pieces of a stretch: one for each text node, so that no mark of a footnote is in them. */
  ranges(start, end) {
    const pieces = this.nodes.filter((one) => one.start < end && start < one.end);
    return pieces.map(({ node, start: from }) => {
      const units = (place) => [...node.data].slice(0, Math.max(0, place - from)).join("").length;
      const range = document.createRange();
      range.setStart(node, units(start));
      range.setEnd(node, units(end));
      return range;
    });
  }
}
