// Small conveniences: copying a lesson with its source, arrow keys in a lesson's line and on the map.
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
    const announce = document.getElementById("announce");
    const done = announce.dataset.copied;
    if (!button || done === button.textContent) return;
    await copy(copied(button));
    const label = [...button.childNodes];
    button.textContent = done;
    announce.textContent = done;
    setTimeout(() => button.replaceChildren(...label), 2000);
  });

  document.addEventListener("click", ({ target }) => {
    if (target.matches?.("button.print")) window.print();
  });

  // Arrow keys lead to what is no stop of its own for the Tab key: the button that copies a lesson.
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.("[data-row]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!row || !step) return;
    const stops = [...row.querySelectorAll("a, input, button")];
    const next = stops[stops.indexOf(event.target) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });

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
    document.querySelectorAll("[data-grid]:not([data-walked])").forEach(walkable);
  }

  document.addEventListener("live:swapped", enhance);
  enhance();
})();
