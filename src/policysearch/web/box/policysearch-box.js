// <policysearch-box>: see /embed/setup of the site that serves this file.
(() => {
  const FACETS = ["experience", "theme", "year", "country", "partner", "funder", "language"];
  const LANGUAGES = ["en", "es", "pt", "fr"];
  const WORDS = {
    label: ["Search policy lessons", "Buscar lecciones de política pública", "Buscar lições de política pública",
      "Rechercher des leçons"],
    search: ["Search", "Buscar", "Buscar", "Rechercher"],
    heard: ["Suggestions: ", "Sugerencias: ", "Sugestões: ", "Suggestions : "],
    slow: ["Still searching…", "Buscando…", "Buscando…", "Recherche en cours…"],
    failed: ["No answer just now.", "Sin respuesta por ahora.", "Sem resposta por ora.", "Pas de réponse."],
    found: ["Results: ", "Resultados: ", "Resultados: ", "Résultats : "],
    closest: ["Not all the words; the closest:", "No todas las palabras; lo más cercano:",
      "Nem todas as palavras; o mais próximo:", "Pas tous les mots ; le plus proche :"],
    missing: ["No result has: ", "Ningún resultado tiene: ", "Nenhum resultado tem: ", "Aucun résultat n’a : "],
    instead: ["instead of", "en lugar de", "em vez de", "au lieu de"],
    close: ["Close in meaning:", "De sentido cercano:", "De sentido próximo:", "Proche par le sens :"],
    previous: ["Previous", "Anterior", "Anterior", "Précédent"],
    next: ["Next", "Siguiente", "Próxima", "Suivant"],
    title: ["Workshops", "Talleres", "Oficinas", "Ateliers"],
    experience: ["Experience from", "Experiencia de", "Experiência de", "Expérience de"],
    theme: ["Theme", "Tema", "Tema", "Thème"],
    year: ["Year", "Año", "Ano", "Année"],
    country: ["Country", "País", "País", "Pays"],
    partner: ["Partner", "Socio", "Parceiro", "Partenaire"],
    funder: ["Funder", "Financiador", "Financiador", "Bailleur"],
    language: ["Language", "Idioma", "Idioma", "Langue"],
  };
  const STYLE = `
:host { display: block }
:host([hidden]), [hidden] { display: none }
:host([scheme=light]) .root { color-scheme: light }
:host([scheme=dark]) .root { color-scheme: dark }
:host([scheme=auto]) .root { color-scheme: light dark }
.root { all: initial; display: block; visibility: inherit; pointer-events: inherit; color-scheme: inherit;
  --accent: var(--policysearch-accent, light-dark(#12435c, #8cc7e4));
  --ink: var(--policysearch-text, light-dark(#1c262e, #e8e6e1));
  --paper: var(--policysearch-background, light-dark(#fff, #182228));
  --soft: color-mix(in srgb, var(--ink) 78%, var(--paper));
  --line: color-mix(in srgb, var(--ink) 16%, var(--paper));
  --border: 1px solid var(--policysearch-border, color-mix(in srgb, var(--ink) 55%, var(--paper)));
  --radius: var(--policysearch-radius, 6px);
  color: var(--ink); font-family: var(--policysearch-font, inherit); font-size: clamp(15px, 1em, 20px); line-height: 1.5 }
* { box-sizing: border-box; overflow-wrap: anywhere }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; z-index: 1 }
button, input, select { margin: 0; font: inherit; color: inherit; border: var(--border); padding: .65em .9em }
button { border-color: var(--accent); border-radius: var(--radius); background: var(--accent); cursor: pointer;
  color: lch(from var(--accent) calc((50 - l) * infinity) 0 0) }
button:hover { filter: brightness(1.15) }
form { display: flex; flex-wrap: wrap; position: relative; anchor-name: --box }
[name=q], select { background: var(--paper); border-radius: var(--radius); min-width: 0 }
select { flex: 1 9em; padding: .45em }
[name=q] { flex: 1 8em; border-radius: var(--radius) 0 0 var(--radius); appearance: none }
form button { border-radius: 0 var(--radius) var(--radius) 0; font-weight: 600 }
::placeholder { color: var(--soft); opacity: 1 }
.list { position: var(--policysearch-list, absolute); top: 100%; width: 100%; z-index: 9999; max-height: max(60vh, 22em); overflow: auto;
  margin: 4px 0; padding: .4em 0; color: inherit; background: var(--paper); border: var(--border); border-radius: var(--radius) }
.list:popover-open { position: fixed; inset: auto; position-anchor: --box; position-area: bottom; width: anchor-size(width) }
.list div > * { display: block; padding: .55em 1em; cursor: pointer }
.list [aria-selected=true], .list div > div:hover { outline: 2px solid var(--accent); outline-offset: -2px; background: var(--line) }
.soft { color: var(--soft); font-size: .9em }
.heard { position: absolute; top: 0; clip-path: inset(50%) }
.card:has(:not(:empty)) { padding: .3em 1.1em; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius) }
form + .card { margin-top: 4px }
.row { display: flex; flex-wrap: wrap; gap: .6em }
p, ol, ul { margin: 0; padding: 0; list-style: none }
:is(p, ol, .said):not(:empty) { margin: .6em 0 }
.card li { padding: .8em 0 }
li + li { border-top: 1px solid var(--line) }
.card ul li { padding: 0 0 0 .8em; margin-top: .5em; border: 0 solid var(--line); border-left-width: 3px }
.title { font-weight: 600 }
a { color: var(--ink); text-decoration-color: var(--accent); text-underline-offset: .2em }
li a:not(:hover) { text-decoration: none }
mark { background: light-dark(#ffe6a3, #6a5112); color: inherit }
[aria-busy=true] { opacity: .55 }`;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  const base = document.currentScript?.src && new URL("..", document.currentScript.src).href;

  // Attributes without a value are left out; "on…" is a listener.
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value != null) made.setAttribute(name, value);
    }
    made.append(...children.flat(9).filter(Boolean));
    return made;
  }

  // Ctrl or ⌘, with a key or a click, asks for a new tab.
  const apart = (event) => event?.ctrlKey || event?.metaKey;
  const click = (element, event) => element.dispatchEvent(new MouseEvent("click", event));

  // `marks` are [start, end) in code points of `text`, of which the part from `last` to `stop` is taken.
  function marked({ text, marks }, last = 0, stop = Infinity) {
    const points = [...text];
    const cut = (end) => points.slice(last, (last = Math.max(last, Math.min(end, stop)))).join("");
    return [marks.map(([start, end]) => [cut(start), start < stop && end > last && make("mark", {}, cut(end))]), cut(stop)];
  }

  class PolicysearchBox extends HTMLElement {
    static observedAttributes =
      ["host", "lang", "mode", "view", "sort", "q", "limit", "placeholder", "target", "accent", ...FACETS];
    // By path, the AbortController of the newest question.
    #asking = {};
    #options = [];
    #active = -1;
    #base; #lang; #mode; #asked; #pause; #root; #input; #list; #heard; #said; #found;

    connectedCallback() {
      if (!this.#root) this.#draw();
    }

    // An element that is moved goes and comes in one task: what it has and asks for stays.
    disconnectedCallback() {
      queueMicrotask(() => this.isConnected || this.#halt());
    }

    attributeChangedCallback(name, old, value) {
      if (this.#root && old !== value) this.#draw(name === "q");
    }

    #halt() {
      this.#stop("suggest");
      this.#stop("search");
    }

    search(words, event) {
      this.#go({ q: (this.#input.value = words) }, event);
    }

    // What the reader typed and searched stays, unless the page gives other words.
    #draw(anew = !this.#root) {
      this.#halt();
      const host = this.getAttribute("host");
      this.#base = host ? (host.includes("//") ? host : `https://${host}`).replace(/\/*$/, "/") : base;
      if (!this.#base) throw Error("policysearch-box needs a host");
      this.#lang = LANGUAGES.find((lang) => this.matches(`:lang(${lang})`)) ?? "en";
      this.#mode = ["results", "list"].find((mode) => mode === this.getAttribute("mode"));

      const label = this.getAttribute("placeholder") ?? this.#word("label");
      this.#input = make("input", {
        name: "q", type: "search", value: anew ? this.getAttribute("q") : this.#input.value, placeholder: label, enterkeyhint: "search",
        role: "combobox", "aria-label": label, "aria-autocomplete": "list", "aria-controls": "list", autocomplete: "off",
        oninput: (event) => event.isComposing || this.#typed(), oncompositionend: () => this.#typed(),
        onkeydown: (event) => event.isComposing || this.#pressed(event), onblur: () => this.#close(),
      });
      // Enter clicks it too, even where a frame may not submit forms.
      const button = make("button", {
        onclick: (event) => (event.preventDefault(), this.search(this.#input.value)),
      }, this.#word("search"));
      // On top of everything, where the browser can hold it at its field; in a frame it makes the frame grow.
      const free = CSS.supports("position-area", "top") && !getComputedStyle(this).getPropertyValue("--policysearch-list");
      this.#list = make("div", {
        popover: free ? "manual" : null, id: "list", class: "list", role: "listbox", "aria-label": label,
        onmousedown: (event) => event.preventDefault(), // the focus stays where one types
      });
      const form = make("form", { role: "search", "aria-label": label }, this.#input, button, this.#list);
      this.#heard = make("div", { class: "heard", role: "status" });
      this.#said = make("div", { class: "said", role: "status" });
      this.#found = make("div", {}, this.#mode === "list" && make("slot", {}));
      this.#root = make("div", { class: "root", dir: "ltr", lang: this.#lang, onclick: (event) => this.#clicked(event) },
        this.#mode !== "list" && form, make("div", { class: "card" }, this.#said, this.#found), this.#heard);
      this.#root.style.setProperty("--policysearch-accent", this.getAttribute("accent"));
      const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet];
      shadow.replaceChildren(this.#root);
      this.#open(false);
      if (anew) this.#asked = { q: this.#input.value, filters: {}, offset: 0 };
      if (this.#mode) this.#pause = setTimeout(() => this.#show());
    }

    #word(name) {
      return (WORDS[name] ?? WORDS.search)[LANGUAGES.indexOf(this.#lang)];
    }

    // Names of partners and funders have spaces.
    #fixed() {
      const values = (name) => this.getAttribute(name)?.split(name.endsWith("er") ? ";" : /[\s,;]+/) ?? [];
      const pairs = [...FACETS, "view", "sort"].flatMap((name) => values(name).map((value) => [name, value.trim()]));
      return [...pairs.filter((pair) => pair[1]), ["lang", this.#lang]];
    }

    #stop(path) {
      clearTimeout(this.#pause);
      this.#asking[path]?.abort();
    }

    // Undefined: no answer, or overtaken by a newer question.
    async #ask(path, query) {
      this.#stop(path);
      const { signal } = (this.#asking[path] = new AbortController());
      const say = (name) => (this.#said.textContent = this.#word(name));
      // It says so after a while (milliseconds), and gives up in the end.
      const slow = setTimeout(say, 1500, "slow");
      try {
        const answer = await fetch(`${this.#base}api/v1/${path}?${query}`, {
          signal: AbortSignal.any([signal, AbortSignal.timeout(1e4)]), referrerPolicy: "no-referrer",
        });
        const told = await answer.json();
        if (!answer.ok) throw told.detail;
        this.#said.textContent = "";
        return told;
      } catch (error) {
        this.#said.textContent = "";
        if (!signal.aborted) console.warn("policysearch-box:", error, say("failed"), this.#open(false));
      } finally {
        clearTimeout(slow);
      }
    }

    #typed() {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => this.#suggest(), 120);
    }

    async #suggest() {
      const q = this.#input.value.trim();
      if (q.length < 2) return this.#close();
      const told = await this.#ask("suggest", new URLSearchParams({ q, lang: this.#lang }));
      if (!told) return;
      this.#options = [];
      const groups = ["title", ...FACETS, "phrase"].map((kind) => {
        const label = this.#word(kind);
        const options = told.suggestions.filter((one) => one.kind === kind).map((one) => this.#option(one));
        return options.length && make("div", { role: "group", "aria-label": label },
          make("span", { class: "soft", "aria-hidden": true }, label), options);
      });
      this.#list.replaceChildren(...groups.filter(Boolean));
      this.#heard.textContent = this.#word("heard") + this.#options.length;
      this.#open(this.#options.length > 0);
    }

    #option(one) {
      const id = `option${this.#options.length}`;
      const made = make("div", { role: "option", id, "aria-selected": false, onclick: (event) => this.#pick(one, event) }, one.text);
      this.#options.push(made);
      return made;
    }

    #open(yes) {
      this.#list.hidden = !yes;
      if (this.#list.popover && this.#list.isConnected) this.#list.togglePopover(yes);
      this.#input.ariaExpanded = yes;
      this.#activate(-1);
    }

    #close() {
      this.#stop("suggest");
      this.#open(false);
    }

    #activate(number) {
      this.#options.forEach((option, place) => (option.ariaSelected = place === number));
      const option = this.#options[(this.#active = number)];
      option?.scrollIntoView({ block: "nearest" });
      this.#input.setAttribute("aria-activedescendant", option?.id ?? "");
    }

    #pressed(event) {
      const { key } = event;
      const count = this.#options.length;
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (key === "Home" || key === "End") return this.#activate(-1);
      if (step && this.#list.hidden) count ? this.#open(true) : this.#suggest();
      else if (step) this.#activate(((this.#active + step + count + 2) % (count + 1)) - 1);
      else if (key === "Enter" && this.#active >= 0) click(this.#options[this.#active], event);
      else if (key === "Enter" && apart(event)) this.search(this.#input.value, event);
      else if (key === "Escape" && !this.#list.hidden) this.#close();
      else return;
      event.preventDefault();
    }

    #pick({ kind, text, value, url }, event) {
      const to = new URL(url, this.#base);
      this.#close();
      const narrows = kind !== "title" && (this.#mode || this.#fixed()[1]);
      // A country as host or as spoken of: words find both.
      if (kind === "phrase" || (narrows && (kind === "country" || this.hasAttribute(kind)))) return this.search(text, event);
      if (!this.#tell("select", { kind, text, url: to.href })) return;
      if (narrows) this.#go({ q: (this.#input.value = ""), filters: { [kind]: value } }, event);
      else click(this.#link(to), event);
    }

    #link(url, ...words) {
      return make("a", { href: new URL(url, this.#base).href, target: this.getAttribute("target") }, words);
    }

    #clicked(event) {
      const link = event.target.closest("a[href]");
      if (link && !this.#tell("select", { kind: "result", text: link.textContent, url: link.href })) event.preventDefault();
    }

    #tell(name, detail) {
      const options = { detail, bubbles: true, composed: true, cancelable: true };
      return this.dispatchEvent(new CustomEvent(`policysearch:${name}`, options));
    }

    #go(change, event) {
      this.#close();
      const asked = { ...this.#asked, offset: 0, ...change };
      const url = `${this.#base}?${this.#query(asked)}`;
      if (!this.#tell("search", { q: asked.q, url, mode: this.#mode ?? "box" })) return;
      if (!this.#mode || apart(event)) return click(this.#link(url), event);
      this.#asked = asked;
      this.#show();
    }

    #query({ q, filters }, ...more) {
      const chosen = Object.entries(filters).filter((pair) => pair[1]);
      return new URLSearchParams([["q", q], ...chosen, ...this.#fixed(), ...more]);
    }

    async #show(focus) {
      const { offset } = this.#asked;
      const list = this.#mode === "list";
      const limit = +this.getAttribute("limit") || (list ? 5 : 10);
      this.#found.ariaBusy = true;
      const told = await this.#ask("search", this.#query(this.#asked, ["offset", offset], ["limit", limit]));
      this.#found.ariaBusy = false;
      if (!told) return;
      focus ??= this.shadowRoot.activeElement?.id;
      const count = this.#word("found") + told.total.toLocaleString(this.#lang);
      const { shown_for: shown, suggestion, missing, close } = told;
      const hits = (those) => make("ol", {}, those.map((hit) => this.#hit(hit, list)));
      const turn = (name, to) => to > -limit && to < told.total && make("button", { onclick: () => {
        this.#asked.offset = Math.max(to, 0);
        this.#show("count");
      } }, this.#word(name));
      this.#found.replaceChildren(...[
        told.relaxed && make("p", {}, this.#word("closest")),
        missing[0] && make("p", {}, this.#word("missing"), missing.join(", ")),
        shown ? make("p", {}, make("b", {}, shown.searched), ` ${this.#word("instead")} ${shown.typed}`)
          : suggestion && make("button", { onclick: () => this.search(suggestion.text) }, `${suggestion.text}?`),
        list || make("p", { id: "count", tabindex: -1 }, count),
        list || make("p", { class: "row" }, this.#facets(told)),
        hits(told.hits),
        close[0] && make("p", {}, this.#word("close")),
        close[0] && hits(close),
        list ? make("p", {}, this.#link(`?${this.#query(this.#asked)}`, count))
          : make("p", { class: "row" }, turn("previous", offset - limit), turn("next", offset + limit)),
      ].filter((part) => part?.tagName));
      this.#heard.textContent = list ? "" : count;
      this.shadowRoot.getElementById(focus)?.focus();
    }

    #facets({ facets, total }) {
      const divides = (name) => facets[name].some(({ selected, count }) => selected || count < total);
      return FACETS.filter((name) => !this.hasAttribute(name) && divides(name)).map((name) => {
        const choose = ({ target }) => this.#go({ filters: { ...this.#asked.filters, [name]: target.value } });
        return make("select", { id: name, "aria-label": this.#word(name), onchange: choose },
          make("option", { value: "" }, this.#word(name)),
          facets[name].map(({ value, label, count, selected }) =>
            make("option", { value, selected: selected ? "" : null }, `${label} (${count})`)));
      });
    }

    #hit(hit, short) {
      const { language: lang, workshop } = hit;
      // The headline, with which a lesson's text begins.
      const name = [...hit.headline ?? ""].length;
      return make("li", {},
        make("div", { class: workshop ? "" : "title", lang }, this.#link(hit.url, workshop ? [name && make("b", {}, marked(hit, 0, name)), marked(hit, name)] : hit.title)),
        make("div", { class: "soft" }, [workshop?.title, hit.city, hit.country?.label, hit.year].filter(Boolean).join(" · ")),
        make("ul", { lang }, short || workshop ? [] : hit.snippets.map((one) => make("li", {}, this.#link(one.url, marked(one))))));
    }
  }

  if (AbortSignal.any && !customElements.get("policysearch-box")) customElements.define("policysearch-box", PolicysearchBox);
})();
