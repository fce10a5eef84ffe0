// The menu of the forms in which a unit is copied, at every link [data-copies]. The server's page stays the source: the
// link leads to a page with the forms, which is fetched for the menu; without a script it is read there.

const menu = Object.assign(document.createElement("div"), { id: "copies", className: "copies-menu" });
menu.setAttribute("role", "menu");
menu.popover = "auto";
const told = Object.assign(document.createElement("p"), { className: "hidden" });
told.setAttribute("role", "status");
document.body.append(menu, told);
let opener = null;

dress(document);
new MutationObserver(() => dress(document)).observe(document.querySelector("main"), { childList: true });

/** Tell readers of the screen that the links open a menu. */
function dress(page) {
  for (const link of page.querySelectorAll("a[data-copies]:not([role])")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-haspopup", "menu");
    link.setAttribute("aria-expanded", "false");
  }
}

document.addEventListener("click", (event) => {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  const take = target.closest("[data-take]");
  if (take) return copy(take.closest("[data-form]"), take);
  const link = target.closest("a[data-copies]");
  if (!link || button || metaKey || ctrlKey || shiftKey || altKey || !menu.showPopover) return;
  event.preventDefault();
  open(link);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches("a[data-copies]")) return;
  event.preventDefault();
  open(event.target);
});

/** Show the forms of a unit below its link; the first gets the focus. */
async function open(link) {
  if (opener === link) return menu.hidePopover();
  try {
    const response = await fetch(link.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const forms = [...page.querySelectorAll("[data-form]")];
    if (!forms.length) throw Error(link.href);
    menu.replaceChildren(...forms.map((form) => item(form, link)), similar(page), whole(page, link));
  } catch {
    return location.assign(link.href);
  }
  menu.setAttribute("aria-label", link.getAttribute("aria-label") || link.textContent);
  menu.lang = document.documentElement.lang;
  if (menu.matches(":popover-open")) menu.hidePopover();
  menu.showPopover();
  opener = link;
  link.setAttribute("aria-expanded", "true");
  beside(link);
  menu.firstElementChild.focus({ preventScroll: true });
}

function item(form, link) {
  const one = document.createElement("button");
  one.type = "button";
  one.tabIndex = -1;
  one.setAttribute("role", "menuitem");
  const said = form.dataset.text.length > 90 ? `${form.dataset.text.slice(0, 90)}…` : form.dataset.text;
  one.append(form.querySelector("h2").firstChild.textContent.trim());
  one.append(Object.assign(document.createElement("small"), { textContent: said }));
  one.addEventListener("click", () => copy(form, link).then(() => close(link)));
  return one;
}

/** The last entry leads to the page itself, where the forms are seen whole. */
function whole(page, link) {
  const one = Object.assign(document.createElement("a"), { href: link.href, tabIndex: -1 });
  one.setAttribute("role", "menuitem");
  one.textContent = page.querySelector("[data-whole]").dataset.whole;
  return one;
}

/** The entry before it leads to the units that are similar. */
function similar(page) {
  const { textContent, href } = page.querySelector("[data-similar]");
  const one = Object.assign(document.createElement("a"), { textContent, href, tabIndex: -1 });
  one.setAttribute("role", "menuitem");
  return one;
}

function close(link) {
  menu.hidePopover();
  link.focus({ preventScroll: true });
}

menu.addEventListener("toggle", (event) => {
  if (event.newState === "open") return;
  opener?.setAttribute("aria-expanded", "false");
  opener = null;
});

menu.addEventListener("keydown", (event) => {
  const items = [...menu.children];
  const at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Tab") close(opener);
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(to + items.length) % items.length].focus();
});

function beside(link) {
  const [at, size] = [link.getBoundingClientRect(), menu.getBoundingClientRect()];
  const below = at.bottom + size.height + 8 < innerHeight;
  menu.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${Math.max(8, below ? at.bottom + 4 : at.top - size.height - 4)}px`;
}

addEventListener("scroll", () => opener && menu.hidePopover(), { passive: true });

/** Copy a form as plain text and as HTML; a program takes what it can use. */
async function copy(form, by) {
  const box = form.querySelector(".form [hidden]") || form.querySelector(".form");
  const kinds = { "text/plain": form.dataset.text, "text/html": box.innerHTML };
  try {
    const blobs = Object.entries(kinds).map(([type, text]) => [type, new Blob([text], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  } catch {
    if (!written(kinds)) return;
  }
  told.textContent = `${form.dataset.done}: ${form.dataset.text}`;
  by.dataset.done = "";
  setTimeout(() => delete by.dataset.done, 2000);
}

/** Copy where the clipboard is closed to scripts, as it is without HTTPS. */
function written(kinds) {
  const write = (event) => {
    for (const [type, text] of Object.entries(kinds)) event.clipboardData.setData(type, text);
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  document.addEventListener("copy", write, { capture: true, once: true });
  return document.execCommand("copy");
}
