// Small conveniences: copying a lesson with its source, finding within a long list of filters, arrow keys on the years.
(() => {
  "use strict";

  async function copy(text) {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }

  // A lesson's words, its workshop's citation and its address; or the citation a page shows; or a whole brief.
  function copied(button) {
    if (button.dataset.copyFrom) return document.getElementById(button.dataset.copyFrom).textContent;
    if (button.dataset.copyList) {
      const lines = (item) => [...item.querySelectorAll(".words, .source")].map((part) => part.textContent.trim()).join("\n");
      const items = [...document.getElementById(button.dataset.copyList).children].map(lines);
      return [document.getElementById("count").textContent, ...items].join("\n\n");
    }
    const lesson = button.closest(".lesson");
    const { origin, pathname } = new URL(lesson.querySelector("a.open")?.href ?? location.href);
    const source = button.closest("[data-citation]").dataset.citation;
    return `${lesson.querySelector(".words").textContent.trim()}\n\n${source}. ${origin}${pathname}`;
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button.copy");
    if (!button || button.dataset.done === button.textContent) return;
    await copy(copied(button));
    const label = [...button.childNodes];
    button.textContent = button.dataset.done;
    document.getElementById("announce").textContent = button.dataset.done;
    setTimeout(() => button.replaceChildren(...label), 2000);
  });

  document.addEventListener("click", ({ target }) => {
    if (target.matches?.("button.print")) window.print();
  });

  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  function findable(fieldset) {
    const box = document.createElement("input");
    const list = fieldset.querySelector("ul");
    box.type = "search";
    box.className = "find";
    box.placeholder = fieldset.dataset.filter;
    box.setAttribute("aria-label", `${fieldset.dataset.filter}: ${fieldset.querySelector("legend").textContent}`);
    box.addEventListener("input", () => {
      const words = folded(box.value.trim());
      for (const item of list.children) item.hidden = !folded(item.textContent).includes(words);
    });
    list.before(box);
  }

  function roving(svg) {
    const bars = [...svg.querySelectorAll("a")];
    bars.forEach((bar, number) => bar.setAttribute("tabindex", number ? -1 : 0));
    svg.addEventListener("keydown", (event) => {
      const at = bars.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: bars.length - 1 }[event.key];
      if (!bars[to]) return;
      event.preventDefault();
      bars[at].setAttribute("tabindex", -1);
      bars[to].setAttribute("tabindex", 0);
      bars[to].focus();
    });
  }

  // One stop for Tab in a table of links; the arrow keys go to the next one in their direction.
  function walkable(table) {
    table.querySelectorAll("a").forEach((link, number) => { link.tabIndex = number ? -1 : 0; });
    table.dataset.walked = "";
    table.addEventListener("keydown", (event) => {
      const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
      if (!step) return;
      event.preventDefault();
      let cell = event.target.closest("td, th");
      do cell = table.rows[cell.parentElement.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
      while (cell && !cell.querySelector("a"));
      const link = cell?.querySelector("a");
      if (!link) return;
      event.target.tabIndex = -1;
      link.tabIndex = 0;
      link.focus();
    });
  }

  function enhance() {
    document.querySelectorAll("[data-filter]").forEach(findable);
    document.querySelectorAll("[data-bars]").forEach(roving);
    document.querySelectorAll("[data-grid]:not([data-walked])").forEach(walkable);
  }

  document.addEventListener("live:swapped", enhance);
  enhance();
})();
