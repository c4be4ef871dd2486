// Small conveniences: arrow keys in a lesson's line and on the map.
(() => {
  "use strict";

  // Arrow keys lead to what is no stop of its own for the Tab key: the button that copies a lesson.
  document.addEventListener("keydown", (event) => {
    const row = event.target.closest?.(".hit .under");
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
    document.querySelectorAll(".hit .copy").forEach((button) => { button.tabIndex = -1; });
    document.querySelectorAll("[data-grid]:not([data-walked])").forEach(walkable);
  }

  document.addEventListener("live:swapped", enhance);
  enhance();
})();
