// The choice for a brief, kept in this browser for 30 days and joined across its tabs. The address holds it too, for
// links and for readers without scripts; where both differ, this browser's choice wins, except in a link from elsewhere.
(() => {
  "use strict";
  const KEY = "policysearch.brief";
  const DAYS = 30;
  const MOST = 100;
  const inAddress = () => document.querySelector("#site-nav [data-lessons]")?.dataset.lessons.split(" ") ?? [];
  const same = (one, other) => one.join() === other.join();

  function read() {
    try {
      const { lessons, until } = JSON.parse(localStorage.getItem(KEY));
      if (until > Date.now() && Array.isArray(lessons)) return lessons;
      localStorage.removeItem(KEY);
    } catch {
      // Nothing is kept, or this browser keeps nothing: the address holds the choice.
    }
    return null;
  }

  function write(lessons) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ lessons: lessons.slice(0, MOST), until: Date.now() + DAYS * 864e5 }));
    } catch {
      // The address still holds it.
    }
  }

  function show(lessons) {
    const url = new URL(location);
    for (const name of ["lesson", "lessons"]) url.searchParams.delete(name);
    for (const lesson of lessons) url.searchParams.append("lesson", lesson);
    document.dispatchEvent(new CustomEvent("live:go", { detail: url }));
  }

  // A link from elsewhere shows its own choice; a button adds it to mine.
  function offer(mine) {
    const template = document.getElementById("another-choice");
    if (!template) return;
    document.getElementById("main").prepend(template.content.cloneNode(true));
    document.getElementById("add-choice").addEventListener("click", ({ target }) => {
      const both = [...new Set([...mine, ...inAddress()])];
      target.closest(".notice").remove();
      document.getElementById("main").focus({ preventScroll: true });
      write(both);
      show(both.slice(0, MOST));
    });
  }

  function reconcile(past) {
    const mine = read();
    const other = inAddress();
    const isOwn = past || document.referrer.startsWith(location.origin + "/");
    if (!mine || (!mine.length && !isOwn)) return void (other.length && write(other));
    if (same(mine, other)) return;
    if (isOwn || !other.length) show(mine);
    else offer(mine);
  }

  function keep(lessons) {
    if (!document.getElementById("add-choice")) write(lessons);
  }

  document.addEventListener("live:swapped", () => keep(inAddress()));
  document.addEventListener("live:chosen", ({ detail }) => keep(detail)); // the reader may leave before it is answered
  // Alt and an arrow key move the lesson of a brief that has the focus.
  document.addEventListener("keydown", (event) => {
    const name = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const item = name && event.target.closest?.(".chosen > li");
    if (!item) return;
    event.preventDefault();
    const button = item.querySelector(`[name=${name}]`);
    button?.focus();
    button?.click();
  });
  document.addEventListener("click", ({ target }) => {
    if (!target.closest?.("#clear-choice")) return;
    write([]);
    show([]);
  });
  window.addEventListener("storage", ({ key }) => {
    if (key === KEY && !document.getElementById("add-choice")) show(read() ?? []);
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    reconcile(persisted || performance.getEntriesByType("navigation")[0]?.type !== "navigate");
  });
})();
