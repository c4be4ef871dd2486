// The search box as a combobox (ARIA 1.2, list autocomplete): grouped suggestions while one writes. The form works
// without it, and keeps working when the service is slow or silent.
(() => {
  "use strict";
  const input = document.querySelector("input[data-suggest]");
  if (!input) return;
  const PAUSE = 150;
  const groups = JSON.parse(input.dataset.groups);
  const list = document.createElement("div");
  let options = [];
  let active = -1;
  let timer = 0;
  let running = null;

  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  input.parentElement.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value);

  function element(role, text, parent) {
    const made = document.createElement(role === "name" ? "span" : "div");
    if (role !== "name") made.setAttribute("role", role);
    made.textContent = text;
    parent.append(made);
    return made;
  }

  function show(suggestions) {
    list.replaceChildren();
    options = [];
    for (const kind of new Set(suggestions.map((suggestion) => suggestion.kind))) {
      const members = suggestions.filter((suggestion) => suggestion.kind === kind);
      const group = element("group", "", list);
      element("name", groups[kind], group).setAttribute("aria-hidden", "true");
      group.setAttribute("aria-label", groups[kind]);
      for (const suggestion of members) options.push(option(suggestion, group));
    }
    active = -1;
    open(options.length > 0);
    const said = options.length ? input.dataset.heard.replace("%", options.length) : input.dataset.none;
    document.getElementById("announce").textContent = said;
  }

  function option(suggestion, group) {
    const made = element("option", "", group);
    made.id = `suggestion-${options.length}`;
    made.setAttribute("aria-selected", "false");
    element("name", suggestion.text, made);
    if (suggestion.kind !== "title") {
      const count = element("name", suggestion.count, made);
      count.className = "count";
      count.setAttribute("aria-hidden", "true");
    }
    made.suggestion = suggestion;
    return made;
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    if (!yes) activate(-1);
  }

  function close() {
    clearTimeout(timer);
    running?.abort();
    open(false);
  }

  function activate(number) {
    options[active]?.setAttribute("aria-selected", "false");
    active = number;
    const chosen = options[active];
    if (!chosen) return void input.removeAttribute("aria-activedescendant");
    chosen.setAttribute("aria-selected", "true");
    chosen.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", chosen.id);
  }

  function pick({ suggestion }) {
    close();
    if (suggestion.kind !== "phrase") {
      const url = new URL(suggestion.url, location.href);
      for (const [name, value] of new FormData(input.form)) {
        if (["lesson", "lessons", "title"].includes(name)) url.searchParams.append(name, value);
      }
      return void location.assign(url);
    }
    input.value = suggestion.text;
    input.form.requestSubmit();
  }

  async function ask() {
    const words = input.value.trim();
    if (words.length < 2) return close();
    running?.abort();
    running = new AbortController();
    const url = new URL(input.dataset.suggest, location);
    const chosen = new URLSearchParams(location.search).get("lang");
    if (chosen) url.searchParams.set("lang", chosen);
    url.searchParams.set("q", words);
    try {
      const answer = await fetch(url, { signal: running.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).suggestions);
    } catch {
      open(false);
    }
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("compositionend", () => {
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (event.altKey && event.key === "ArrowUp") return open(false);
      if (list.hidden) return options.length ? open(true) : void ask();
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 && step < 0 ? last : active + step > last ? -1 : active + step);
    } else if (event.key === "Enter" && !list.hidden && options[active]) {
      event.preventDefault();
      pick(options[active]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) pick(chosen);
  });
})();
