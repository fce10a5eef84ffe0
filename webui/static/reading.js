// The reading page with a script: the outline follows, what is cited is told in place,
// and n and N step through what was found. Without it every link leads to the same.

const text = document.getElementById("text");
const outline = document.getElementById("outline");

follow();
text.addEventListener("copy", sign);
text.addEventListener("click", peek);
step();

/** Mark in the outline the section that is being read, and name it where the outline is folded. */
function follow() {
  const links = new Map();
  for (const link of outline.querySelectorAll("a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  const targets = [...links.keys()];
  const side = outline.closest(".side");
  const current = outline.querySelector(".current");
  let marked = null;

  const mark = () => {
    const line = window.innerHeight / 3;
    const above = targets.filter((target) => target.getBoundingClientRect().top < line);
    const link = links.get(above.at(-1) ?? targets[0]);
    if (!link || link === marked) return;
    marked?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "true");
    current.textContent = link.textContent;
    marked = link;
    show(link);
  };
  const show = (link) => {
    const [inner, outer] = [link.getBoundingClientRect(), side.getBoundingClientRect()];
    if (inner.top < outer.top) side.scrollTop -= outer.top - inner.top + 40;
    if (inner.bottom > outer.bottom) side.scrollTop += inner.bottom - outer.bottom + 40;
  };

  // The margin above holds all that has been read: whatever crosses the line, also in one leap, is seen.
  const observer = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
  for (const target of targets) observer.observe(target);
  outline.dataset.follows = "";
  outline.addEventListener("click", (event) => {
    if (event.target.closest("a")) outline.open = false;
  });
}

/** What is copied from a digest says where it stands, and that it is one. */
function sign(event) {
  const selection = document.getSelection();
  if (!text.dataset.mark || selection.isCollapsed) return;
  const unit = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest(".unit, tr[id]");
  const [first, last] = [unit(selection.anchorNode), unit(selection.focusNode)];
  const source = (first && first === last && first.querySelector("a.number")?.title) || text.dataset.mark;
  const held = document.createElement("div");
  for (let at = 0; at < selection.rangeCount; at += 1) held.append(selection.getRangeAt(at).cloneContents());
  for (const button of held.querySelectorAll(".cite-this, .steps")) button.remove();
  held.append(Object.assign(document.createElement("p"), { textContent: `[${source}]` }));
  event.clipboardData.setData("text/plain", `${selection}\n[${source}]`);
  event.clipboardData.setData("text/html", held.innerHTML);
  event.preventDefault();
}

/** Tell beside a symbol that is not held what the list of documents cited tells of it. */
function peek(event) {
  const link = event.target.closest("a.absent");
  const entry = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!entry || !HTMLElement.prototype.showPopover) return;
  event.preventDefault();
  document.getElementById("peek")?.remove();
  const box = Object.assign(document.createElement("div"), { id: "peek", className: "peek", popover: "auto" });
  box.lang = document.documentElement.lang;
  box.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  link.after(box);
  box.showPopover();
  const [at, size] = [link.getBoundingClientRect(), box.getBoundingClientRect()];
  const below = at.bottom + size.height + 8 < window.innerHeight;
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - size.width - 8))}px`;
  box.style.top = `${below ? at.bottom + 4 : at.top - size.height - 4}px`;
  box.querySelector("a").focus({ preventScroll: true });
  const top = window.scrollY;
  const leave = () => {
    if (Math.abs(window.scrollY - top) < 100) return;
    box.hidePopover();
    window.removeEventListener("scroll", leave);
  };
  window.addEventListener("scroll", leave);
}

/** Step through what was found, also with n and N while the focus is on the links that do. */
function step() {
  const bar = document.getElementById("found");
  const links = bar?.querySelectorAll("[data-step]");
  if (!links?.length) return;
  const total = text.querySelectorAll("mark[id]").length;
  const counter = bar.querySelector("[data-at]");
  const present = () => Number(/^#match-(\d+)$/.exec(location.hash)?.[1] ?? 0);
  const numbered = (by) => ((present() - 1 + by + total) % total) + 1;
  const update = () => {
    for (const link of links) link.hash = `match-${present() ? numbered(Number(link.dataset.step)) : link.dataset.step > 0 ? 1 : total}`;
    counter.textContent = present() ? `${present()} / ` : "";
  };
  bar.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (!link) return;
    event.preventDefault();
    go(link);
  });
  bar.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[nN]$/.test(event.key)) return;
    event.preventDefault();
    go(links[event.shiftKey || event.key === "N" ? 0 : 1]);
  });
  // Going to an anchor takes the focus there: it comes back, so that the next n is heard.
  const focus = (link) => setTimeout(() => link.focus({ preventScroll: true }));
  const go = (link) => {
    location.replace(link.hash);
    focus(link);
  };
  window.addEventListener("hashchange", update);
  update();
  if (document.readyState === "complete") focus(links[1]);
  else window.addEventListener("load", () => focus(links[1]));
}
