// Suggestions while one types in the search box: a combobox with a list, as the ARIA Authoring Practices tell it.
// Nothing is asked for while an input method composes. Texts come from the server and are set as text.

const WAIT = 60; // milliseconds without a keystroke
const HAN = /\p{Script=Han}/u;

const form = document.querySelector("form.search");
const box = form?.querySelector("[data-suggest]");
const list = Object.assign(document.createElement("ul"), { id: "suggestions", className: "suggestions", hidden: true });
const told = Object.assign(document.createElement("p"), { className: "hidden" });
let asking = new AbortController();
let timer;
let active = -1;

if (box) begin();

function begin() {
  list.role = "listbox";
  list.ariaLabel = box.dataset.label;
  told.role = "status";
  form.append(list, told);
  box.role = "combobox";
  box.ariaAutoComplete = "list";
  box.ariaExpanded = "false";
  box.setAttribute("aria-controls", list.id);
  box.addEventListener("input", (event) => event.isComposing || wait());
  box.addEventListener("compositionstart", close);
  box.addEventListener("compositionend", wait);
  box.addEventListener("keydown", pressed);
  box.addEventListener("blur", () => setTimeout(() => document.activeElement === box || close())); // it may be moved
  form.addEventListener("submit", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });
}

function wait() {
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
}

// An answer that a later keystroke has overtaken is given up. Without an answer the box works as before.
async function ask() {
  asking.abort();
  if (!box.value.trim()) return close();
  const { signal } = (asking = new AbortController());
  const address = new URL(box.dataset.suggest, location);
  address.searchParams.set("q", box.value);
  try {
    const response = await fetch(address, { signal });
    const [, texts, lines, urls] = await response.json();
    if (document.activeElement === box && !signal.aborted) show(texts, lines, urls);
  } catch {
    if (!signal.aborted) close();
  }
}

function show(texts, lines, urls) {
  list.replaceChildren(...texts.map((text, at) => option(at, text, lines[at], urls[at])));
  mark(-1);
  list.hidden = !texts.length;
  box.ariaExpanded = String(!list.hidden);
  told.textContent = texts.length ? box.dataset.many.replace("{n}", texts.length) : "";
}

function option(at, text, line, url) {
  const made = Object.assign(document.createElement("li"), { id: `suggestion-${at}` });
  const said = Object.assign(document.createElement("span"), { textContent: text, lang: HAN.test(text) ? "zh" : "en" });
  const about = Object.assign(document.createElement("span"), { textContent: line, className: "about" });
  made.role = "option";
  made.ariaSelected = "false";
  made.dataset.url = url;
  made.append(said, " ", about);
  return made;
}

function close() {
  clearTimeout(timer);
  asking.abort();
  mark(-1);
  list.hidden = true;
  box.ariaExpanded = "false";
  told.textContent = "";
}

/** Mark one option as the active one; -1 for none. */
function mark(at) {
  const options = [...list.children];
  active = at;
  options.forEach((one, place) => (one.ariaSelected = String(place === at)));
  if (at < 0) return box.removeAttribute("aria-activedescendant");
  box.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

/** Return the place to which a key leads; -1 is the box itself, undefined a key that leads nowhere. */
function led(key) {
  const last = list.children.length - 1;
  if (key === "ArrowDown") return active === last ? -1 : active + 1;
  if (key === "ArrowUp") return active < 0 ? last : active - 1;
  if (active >= 0 && key === "Home") return 0;
  if (active >= 0 && key === "End") return last;
  return undefined;
}

function pressed(event) {
  const { key, isComposing, altKey, ctrlKey, metaKey } = event;
  if (isComposing || ctrlKey || metaKey || altKey || list.hidden) return;
  const place = led(key);
  if (place !== undefined) mark(place);
  else if (key === "Escape") close();
  else if (key === "Enter" && active >= 0) choose(list.children[active]);
  else return;
  event.preventDefault();
  event.stopPropagation(); // the arrows lead into the results only where no list is open
}

/** Go to the document, or ask the question with the filters that the form keeps. */
function choose(one) {
  const url = new URL(one.dataset.url, location);
  close();
  if (url.pathname !== new URL(form.action).pathname) return location.assign(url);
  box.value = one.firstChild.textContent;
  form.requestSubmit();
}
