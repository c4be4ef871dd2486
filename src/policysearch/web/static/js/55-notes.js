// Headings and notes in a brief: in the fragment of its address, which no server sees, and in this browser for 30 days.
(() => {
  "use strict";
  const KEY = "policysearch.notes";
  const START = "#notes=";
  const DAYS = 30;
  const items = () => document.querySelectorAll("#brief [data-lesson]");
  if (!document.getElementById("brief")) return;

  const isNote = (note) => Array.isArray(note) && note.length === 2 && note.every((text) => typeof text === "string");
  const checked = (notes) => Object.fromEntries(Object.entries(notes ?? {}).filter(([, note]) => isNote(note)));

  function inAddress() {
    try {
      return location.hash.startsWith(START) ? checked(JSON.parse(decodeURIComponent(location.hash.slice(START.length)))) : null;
    } catch {
      return null;
    }
  }

  function kept() {
    try {
      const { notes, until } = JSON.parse(localStorage.getItem(KEY));
      if (until > Date.now()) return checked(notes);
      localStorage.removeItem(KEY);
    } catch {
      // Nothing is kept, or this browser keeps nothing.
    }
    return {};
  }

  function store(all) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ notes: all, until: Date.now() + DAYS * 864e5 }));
    } catch {
      // The address still has them.
    }
  }

  // Other tabs and other briefs have notes too: only that of the lesson changes.
  function keep(lesson) {
    const { [lesson]: replaced, ...others } = kept();
    store(notes[lesson] ? { ...others, [lesson]: notes[lesson] } : others);
  }

  let notes = inAddress() ?? kept();

  function shareable() {
    const shown = [...items()].map(({ dataset }) => dataset.lesson).filter((lesson) => notes[lesson]);
    const text = JSON.stringify(Object.fromEntries(shown.map((lesson) => [lesson, notes[lesson]])));
    const hash = shown.length ? START + encodeURIComponent(text) : "";
    if (hash || location.hash.startsWith(START)) history.replaceState(history.state, "", location.pathname + location.search + hash);
  }

  function show(item) {
    const own = [...item.querySelectorAll(".own")];
    (notes[item.dataset.lesson] ?? ["", ""]).forEach((text, number) => {
      own[number].textContent = text;
      own[number].hidden = !text;
    });
  }

  function fill() {
    for (const item of items()) {
      const fields = item.querySelectorAll(".noting input, .noting textarea");
      (notes[item.dataset.lesson] ?? ["", ""]).forEach((text, number) => { fields[number].value = text; });
      show(item);
    }
    shareable();
  }

  document.addEventListener("input", ({ target }) => {
    const item = target.closest?.(".noting")?.closest("[data-lesson]");
    if (!item) return;
    const note = [...item.querySelectorAll(".noting input, .noting textarea")].map(({ value }) => value.trim());
    if (note.some(Boolean)) notes[item.dataset.lesson] = note;
    else delete notes[item.dataset.lesson];
    show(item);
    keep(item.dataset.lesson);
    shareable();
  });

  // The Word document with notes is posted for: they stay out of the address.
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest?.("#clear-choice")) {
      notes = {};
      store(notes);
    }
    const link = target.closest?.("#as-word");
    if (!link || ![...items()].some(({ dataset }) => notes[dataset.lesson])) return;
    event.preventDefault();
    document.querySelector("#noted [formaction]").click();
  });

  document.addEventListener("live:swapped", fill);
  window.addEventListener("hashchange", () => {
    notes = inAddress() ?? notes;
    fill();
  });
  fill();
})();
