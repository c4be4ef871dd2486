// Filters: finding among all values of a facet, and years as bars that are links.
(() => {
  "use strict";
  const PAUSE = 200;
  const words = {};

  // Looks a word up among all values, which the facet's own page has, and shows those that have it.
  function findable(fieldset) {
    const list = fieldset.querySelector("ul");
    const shown = [...list.children];
    const box = document.createElement("input");
    const note = document.createElement("p");
    const texts = fieldset.closest("[data-find]").dataset;
    let timer = 0;
    let running = null;
    box.type = "search";
    box.className = "find";
    box.id = `find-${list.id}`;
    box.placeholder = texts.find;
    box.setAttribute("aria-label", `${texts.find}: ${fieldset.querySelector("legend").textContent}`);
    note.className = "note";
    note.setAttribute("role", "status");

    async function find() {
      const typed = (words[list.id] = box.value.trim());
      running?.abort();
      note.textContent = "";
      if (!typed) return list.replaceChildren(...shown);
      running = new AbortController();
      const url = new URL(fieldset.querySelector("a.more").href);
      url.searchParams.set("find", typed);
      try {
        const answer = await fetch(url, { signal: running.signal });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const { id } = list.contains(document.activeElement) ? document.activeElement : {};
        const fresh = page.getElementById(list.id);
        list.replaceChildren(...fresh.children);
        document.getElementById(id)?.focus({ preventScroll: true });
        if (fresh.dataset.total === "0") note.textContent = texts.none;
      } catch {
        const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
        list.replaceChildren(...shown.filter((item) => folded(item.textContent).includes(folded(typed))));
      }
    }

    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(find, PAUSE);
    });
    list.before(box);
    list.after(note);
    box.value = words[list.id] ?? "";
    if (box.value) find();
  }

  // Each year of the picture is a link that adds it to the address or takes it away.
  function bars(figure) {
    const svg = figure.querySelector("svg");
    const draw = (name, attributes, parent) => {
      const made = document.createElementNS(svg.namespaceURI, name);
      for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
      return parent.appendChild(made);
    };
    let x = 0;
    const links = figure.dataset.years.split(" ").map((text, number) => {
      const [year, count, place] = text.split(":");
      x = place ? Number(place) : x + 10;
      const url = new URL(figure.dataset.address || location.href, location);
      const years = url.searchParams.getAll("year");
      url.hash = "";
      for (const name of ["year", "offset"]) url.searchParams.delete(name);
      for (const one of years.includes(year) ? years.filter((other) => other !== year) : [...years, year].sort()) url.searchParams.append("year", one);
      const link = draw("a", { id: `bar-${year}`, href: url, tabindex: number ? -1 : 0 }, svg);
      if (years.includes(year)) link.setAttribute("aria-current", "true");
      draw("title", {}, link).textContent = `${year}: ${count}`;
      draw("rect", { x, width: 10, height: 56 }, link);
      return link;
    });
    svg.addEventListener("keydown", (event) => {
      const at = links.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
      if (!links[to]) return;
      event.preventDefault();
      links[at].setAttribute("tabindex", -1);
      links[to].setAttribute("tabindex", 0);
      links[to].focus();
    });
  }

  function enhance() {
    document.querySelectorAll(".findable:not(:has(.find))").forEach(findable);
    document.querySelectorAll(".years:not(:has(a))").forEach(bars);
  }

  document.addEventListener("live:swapped", enhance);
  enhance();
})();
