// Keys on every page: / goes to the search box, j and k and the arrows through the results, ? tells the keys.
// Letters and signs do nothing while one types, and can be switched off in the list of keys (WCAG 2.1.4).

const OFF = "juanzong.keys.off";
const keys = document.getElementById("keys");
const letters = keys.querySelector("[data-letters]");
const opener = document.querySelector("[data-keys]");

letters.checked = !stored();
letters.addEventListener("change", () => store(!letters.checked));
opener.hidden = false;
opener.addEventListener("click", () => keys.showModal());

/** Tell whether the reader has switched the keys off; a browser may keep nothing. */
function stored() {
  try {
    return localStorage.getItem(OFF) !== null;
  } catch {
    return false;
  }
}

function store(off) {
  try {
    if (off) localStorage.setItem(OFF, "");
    else localStorage.removeItem(OFF);
  } catch {
    // it then holds for this page
  }
}

const isTyping = (on) => on.matches("input:not([type=checkbox], [type=radio]), textarea, select") || on.isContentEditable;

/** Return the hit to which a step leads from where the focus is: from none, to the first that is in view. */
function stepped(hits, on, step) {
  const at = hits.indexOf(on);
  if (at >= 0) return hits[at + step] ?? on;
  const inView = hits.find((hit) => hit.getBoundingClientRect().top >= 0);
  return step > 0 ? (inView ?? hits.at(-1)) : (hits[hits.indexOf(inView) - 1] ?? hits[0]);
}

function lettered(key, on, hits) {
  if (key === "/") return document.querySelector("form.search [name=q]");
  const step = { j: 1, k: -1 }[key];
  return step && hits.length ? stepped(hits, on, step) : null;
}

function arrowed(key, on, hits) {
  const box = document.querySelector("form.search [name=q]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const at = hits.indexOf(on);
  if (!step || (at < 0 && !(on === box && step > 0))) return null;
  return hits[at + step] || (at + step < 0 ? box : on);
}

addEventListener("keydown", (event) => {
  const { key, isComposing, metaKey, ctrlKey, altKey } = event;
  if (isComposing || metaKey || ctrlKey || altKey || keys.open) return;
  const on = document.activeElement;
  const hits = [...document.querySelectorAll("main [data-hit]")];
  const isFree = letters.checked && !isTyping(on);
  if (isFree && key === "?") {
    event.preventDefault();
    return keys.showModal();
  }
  const next = arrowed(key, on, hits) ?? (isFree ? lettered(key, on, hits) : null);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
