// The search page without reloading. The server's page stays the source: the same address is fetched as HTML and its
// <main> put in place of ours. The hooks in the markup are listed in templates/search_macros.html.

const WAIT = 200; // milliseconds without a keystroke

const form = document.querySelector("form.search");
const box = form.elements.q;
const main = document.querySelector("main");
const told = document.createElement("p");
told.className = "hidden";
told.role = "status";
main.after(told);

const here = () => location.pathname + location.search;
let shown = here();
let asking = new AbortController();
let timer;
let typing = false; // this spell of typing has its entry in the history

// Show a page; false where another was asked for meanwhile. Throws where it cannot take the place of ours.
async function show(url, record) {
  asking.abort();
  const { signal } = (asking = new AbortController());
  main.ariaBusy = true;
  try {
    const response = await fetch(url, { signal });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector("main ~ footer") || page.querySelector("main form.search")) throw Error(url);
    record(response.url);
    shown = here();
    put(page);
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    if (!signal.aborted) main.ariaBusy = null;
  }
  return true;
}

function put(page) {
  if (main.contains(form)) lift();
  const fresh = page.querySelector("main");
  for (const { dataset, open } of main.querySelectorAll("[data-keep]")) {
    const same = fresh.querySelector(`[data-keep=${dataset.keep}]`);
    if (same) same.open = open;
  }
  document.title = page.title;
  main.className = fresh.className;
  main.replaceChildren(...fresh.childNodes);
  document.querySelector(".languages").replaceWith(page.querySelector(".languages"));
  for (const old of form.querySelectorAll("[type=hidden], .to-hits")) old.remove();
  form.append(...page.querySelectorAll("form.search [type=hidden]"));
  box.after(...page.querySelectorAll("form.search .to-hits"));
  if (!typing) box.value = page.querySelector("form.search [name=q]").value;
  told.textContent = (main.querySelector("[data-count]") || main.querySelector("h1")).textContent;
}

// On the first page the box stands within the text: take it out, and keep the caret.
function lift() {
  const { selectionStart, selectionEnd } = box;
  const [had, was] = [document.activeElement === box, typing];
  main.before(form);
  if (had) box.focus();
  box.setSelectionRange(selectionStart, selectionEnd);
  typing = was;
}

function push(url) {
  history.replaceState(scrollY, "");
  history.pushState(0, "", url);
}

// --- answers as one types

function asked() {
  const url = new URL(form.action);
  for (const [name, value] of new FormData(form)) if (value.trim()) url.searchParams.append(name, value);
  return url.href;
}

const nothing = () => !/[?&](?!lang=|group=)/.test(asked());

function type() {
  clearTimeout(timer);
  if (nothing() || asked() === new URL(shown, location).href) return asking.abort();
  return show(asked(), (url) => {
    if (typing) history.replaceState(0, "", url);
    else push(url);
    typing = true;
  }).catch(() => {});
}

function later({ isComposing }) {
  clearTimeout(timer);
  if (!isComposing) timer = setTimeout(type, WAIT);
}

form.addEventListener("input", later);
form.addEventListener("compositionend", () => later({}));
form.addEventListener("submit", (event) => {
  if (nothing()) return;
  event.preventDefault();
  type();
});
box.addEventListener("blur", () => (typing = false));

// --- links to other answers, and the way back

async function follow(url, key) {
  clearTimeout(timer);
  typing = false;
  if (!(await show(url, push).catch(() => location.assign(url)))) return;
  const same = key && main.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!same) scrollTo(0, 0);
  (same || main.querySelector("h1")).focus({ preventScroll: true });
}

addEventListener("popstate", async ({ state }) => {
  if (here() === shown) return; // only what follows # has changed
  clearTimeout(timer);
  typing = false;
  if (await show(here(), () => {}).catch(() => location.reload())) scrollTo(0, state || 0);
});

document.addEventListener("click", (event) => {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (target.closest("[data-copy]")) return copy(target.closest("[data-copy]"));
  const link = target.closest("main.answer a[href]:not([download])");
  if (!link || button || metaKey || ctrlKey || shiftKey || altKey) return;
  const url = new URL(link.getAttribute("href"), location);
  if (url.origin + url.pathname !== form.action) return;
  event.preventDefault();
  follow(url.href, link.dataset.key);
});

// --- a filter within a long facet

document.addEventListener("input", ({ target }) => {
  if (!target.matches("[data-filter]")) return;
  const facet = target.closest("section");
  const wanted = target.value.trim().toLowerCase();
  if (wanted) facet.querySelector("details").open = true;
  for (const one of facet.querySelectorAll("[data-value]")) {
    one.hidden = !one.querySelector("span").textContent.toLowerCase().includes(wanted);
  }
});

// --- citations

async function copy(button) {
  const { copy: text, done } = button.dataset;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return prompt(button.title, text); // no clipboard where the address is not https
  }
  button.firstElementChild.textContent = done;
  told.textContent = `${done} ${text}`;
}

// What is copied from a digest, or from what was corrected, says so.
addEventListener("copy", (event) => {
  const selection = getSelection();
  const signed = [...main.querySelectorAll("[data-signed]")].filter((one) => selection.containsNode(one, true));
  if (!signed.length) return;
  event.clipboardData.setData("text/plain", [selection, ...signed.map((one) => one.dataset.signed)].join("\n"));
  event.preventDefault();
});
