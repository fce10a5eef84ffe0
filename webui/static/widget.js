/* A search box with its hits inside another site's page:
 *
 *   <script src="https://host/static/widget.js" data-language="zh" defer></script>
 *
 * data-api       where the API stands; else beside this script, at ../api/v1
 * data-language  zh or en, the language of the box; else that of the page
 * data-target    a CSS selector of the element that takes the box; else it stands where the script does
 * data-filter    filters of every question, as in an address: year=2019&state=CHL
 *
 * No cookies, nothing stored, nothing inline: all that the page's policy must allow is this script and
 * connections to the API. Texts are set as text, never as markup. */
(() => {
  "use strict";

  const TEXTS = {
    zh: {
      label: "检索联合国文件",
      hint: "词语、文号、国家、日期",
      search: "检索",
      busy: "正在检索…",
      none: "没有找到。",
      total: (n) => `共${n}条结果`,
      relaxed: (m, n) => `没有内容包含全部${n}个词；所示结果至少包含其中${m}个。`,
      more: "显示更多",
      failed: "目前无法检索，请稍后再试。",
      suggestions: "提示",
      source: "卷宗并非联合国的服务。引用请以联合国正式文件为准。",
    },
    en: {
      label: "Search United Nations documents",
      hint: "Words, a symbol, a State, a date",
      search: "Search",
      busy: "Searching…",
      none: "Nothing was found.",
      total: (n) => (n === "1" ? "1 hit" : `${n} hits`),
      relaxed: (m, n) => `Nothing, or too little, has all ${n} words. Shown is what has ${m} of them or more.`,
      more: "Show more",
      failed: "The search cannot be reached now. Try again later.",
      suggestions: "Suggestions",
      source: "Juanzong is no service of the United Nations. Quote from the official documents only.",
    },
  };

  // Colours and fonts are the page's own, so that the box suits a light page and a dark one.
  const STYLE = `
    :host { display: block; font: inherit; color: inherit; line-height: 1.6; overflow-wrap: anywhere; }
    * { box-sizing: border-box; font: inherit; color: inherit; }
    form { display: flex; gap: 0.5em; max-width: 46em; position: relative; }
    ul {
      position: absolute; inset-inline: 0; top: 100%; z-index: 1; margin: 0.25em 0 0; padding: 0; list-style: none;
      border: 1px solid #767676; background: Canvas; color: CanvasText;
    }
    [role=option] { padding: 0.35em 0.75em; border: 0; cursor: pointer; }
    [aria-selected=true] { background: Highlight; color: HighlightText; }
    label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    input { flex: 1; min-width: 0; }
    input, button {
      padding: 0.5em 0.75em; border: 1px solid currentColor; border-radius: 4px; background: transparent;
    }
    button { white-space: nowrap; cursor: pointer; }
    ::placeholder { color: inherit; opacity: 0.75; }
    :focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
    ol { list-style: none; margin: 0; padding: 0; max-width: 46em; }
    li { padding: 0.75em 0; border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
    p { margin: 0.35em 0 0; }
    .status { margin: 0.75em 0; }
    .place { font-weight: 600; }
    .path, .source { font-size: 0.875em; }
    mark { background: #ffe98a; color: #1d1d1b; }
    [hidden] { display: none; }
  `;

  const script = document.currentScript;
  const api = new URL(`${(script.dataset.api || "../api/v1").replace(/\/+$/, "")}/`, script.src);
  const wanted = script.dataset.language || document.documentElement.lang;
  const language = wanted.toLowerCase().startsWith("zh") ? "zh" : "en";
  const texts = TEXTS[language];
  const grouped = (number) =>
    number.toLocaleString("en").replaceAll(",", language === "zh" ? "\u00a0" : ",");

  const joined = (...sentences) => sentences.filter(Boolean).join(language === "zh" ? "" : " ");

  const element = (name, properties = {}, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const input = element("input", {
    type: "search", id: "q", name: "q", required: true, maxLength: 10000, autocomplete: "off",
    placeholder: texts.hint,
  });
  const form = element(
    "form", {},
    element("label", { htmlFor: "q", textContent: texts.label }),
    input,
    element("button", { textContent: texts.search }),
  );
  form.setAttribute("role", "search");
  const choices = element("ul", { id: "choices", role: "listbox", ariaLabel: texts.suggestions, hidden: true });
  form.append(choices);
  Object.assign(input, { role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false" });
  input.setAttribute("aria-controls", choices.id);
  const status = element("p", { className: "status" });
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");
  const list = element("ol");
  const more = element("button", { type: "button", textContent: texts.more, hidden: true });
  const source = element("p", { className: "source", textContent: texts.source, hidden: true });

  let asking = new AbortController();
  let following = null;
  let suggesting = new AbortController();
  let timer;
  let active = -1;

  // --- suggestions; nothing is asked for while an input method composes

  const on = (what, act) => input.addEventListener(what, act);
  on("input", (event) => event.isComposing || later());
  on("compositionstart", close);
  on("compositionend", later);
  on("blur", close);
  on("keydown", pressed);
  choices.addEventListener("pointerdown", (event) => event.preventDefault());
  choices.addEventListener("click", ({ target }) => choose(target));

  function later() {
    clearTimeout(timer);
    timer = setTimeout(suggest, 80);
  }

  async function suggest() {
    suggesting.abort();
    const { signal } = (suggesting = new AbortController());
    const address = new URL("suggest", api);
    address.searchParams.set("q", input.value);
    try {
      const response = await fetch(address, { signal, credentials: "omit", referrerPolicy: "no-referrer" });
      offer((await response.json()).items.filter((one) => one.kind !== "document"));
    } catch {
      // without suggestions the box works as well
    }
  }

  function offer(items) {
    choices.replaceChildren(...items.map(({ text, translation }, at) => element("li", {
      id: `choice-${at}`, role: "option", title: text,
      textContent: text + (translation ? ` → ${translation.text}` : ""),
    })));
    mark(-1);
    choices.hidden = !items.length;
    input.ariaExpanded = String(!choices.hidden);
  }

  function close() {
    clearTimeout(timer);
    suggesting.abort();
    offer([]);
  }

  function mark(at) {
    active = at;
    [...choices.children].forEach((one, place) => (one.ariaSelected = String(place === at)));
    input.setAttribute("aria-activedescendant", at < 0 ? "" : `choice-${at}`);
  }

  function pressed(event) {
    const { key, isComposing } = event;
    const last = choices.children.length - 1;
    if (isComposing || last < 0) return;
    const to = { ArrowDown: active < last ? active + 1 : -1, ArrowUp: active < 0 ? last : active - 1 }[key];
    if (to !== undefined) mark(to);
    else if (key === "Escape") close();
    else if (key === "Enter" && active >= 0) choose(choices.children[active]);
    else return;
    event.preventDefault();
  }

  function choose(option) {
    input.value = option.title;
    form.requestSubmit();
  }

  // --- hits

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    close();
    const address = new URL("search", api);
    address.search = script.dataset.filter || "";
    address.searchParams.set("q", input.value);
    address.searchParams.set("per_page", "10");
    list.replaceChildren();
    ask(address);
  });
  more.addEventListener("click", () => ask(following));

  // An answer that a later question has overtaken is given up.
  async function ask(address) {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    more.hidden = true;
    status.textContent = texts.busy;
    try {
      const response = await fetch(address, {
        signal, headers: { "Accept-Language": language }, credentials: "omit", referrerPolicy: "no-referrer",
      });
      const answer = await response.json();
      if (response.ok) show(answer);
      else status.textContent = joined(answer.detail, answer.advice) || texts.failed;
    } catch (error) {
      if (!signal.aborted) status.textContent = texts.failed;
    }
  }

  function show(answer) {
    const shown = list.children.length;
    const { relaxed, notices } = answer.query;
    const said = [answer.total ? texts.total(grouped(answer.total)) : texts.none];
    if (relaxed) said.push(texts.relaxed(relaxed.matched, relaxed.of));
    said.push(...notices.map((notice) => notice[language]));
    status.textContent = joined(...said);
    list.append(...answer.hits.map(item));
    source.hidden = !list.children.length;
    following = answer.next && new URL(answer.next, api);
    more.hidden = !following;
    if (shown) list.children[shown]?.querySelector("a").focus();
  }

  // A digest's citation says that it is one. The API writes whole addresses where it knows its public one.
  function item(hit) {
    const lang = hit.script === "Latn" ? "en" : `zh-${hit.script}`;
    const link = element("a", { href: new URL(hit.url, api).href, textContent: hit.citation[language] });
    const pieces = hit.snippet.map((piece) =>
      piece.match ? element("mark", { textContent: piece.text }) : piece.text);
    const children = [element("p", { className: "place" }, link)];
    if (hit.section.length) {
      children.push(element("p", { className: "path", lang, textContent: hit.section.join(" › ") }));
    }
    children.push(element("p", { lang }, ...pieces));
    return element("li", {}, ...children);
  }

  const host = element("div", { lang: language === "zh" ? "zh-Hans" : "en-GB" });
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(form, status, list, more, source);
  const target = script.dataset.target && document.querySelector(script.dataset.target);
  if (target) target.append(host);
  else script.after(host);
})();
