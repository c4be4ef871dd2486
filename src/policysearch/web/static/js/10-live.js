// Updates in place: what leads to this same page with other parameters is fetched, and the parts that carry
// data-live-part are swapped. The address bar and the back button stay right; where the line fails, the page stays and says so.
(() => {
  "use strict";
  const parts = () => [...document.querySelectorAll("[data-live-part]")];
  const found = () => document.getElementById("found") ?? document.getElementById("brief");
  const here = () => location.pathname + location.search;
  history.replaceState(history.state, "", shareable(location));
  let shown = here();
  let running = null;
  let chosen = null; // the lessons of a choice whose answer is on its way: what is asked meanwhile keeps them

  // "before" is for the log, and what was looked for among a facet's values for that page: neither is for sharing.
  function shareable(address) {
    const url = new URL(address, location);
    for (const name of found() ? ["before", "find"] : []) url.searchParams.delete(name);
    return url;
  }

  async function go(url, { history: entry = "push", focus = null, top = -1 } = {}) {
    running?.abort();
    const mine = (running = new AbortController());
    url = withChosen(url);
    found()?.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok && page.title !== document.title) throw new Error(answer.status); // a page that says "gone" stays so
      const fresh = parts().map((part) => page.getElementById(part.id));
      if (fresh.includes(null)) throw new Error("another kind of page");
      if (mine.signal.aborted) return;
      const final = new URL(answer.redirected ? answer.url : url, location);
      if (answer.redirected) final.hash = new URL(url, location).hash;
      const isSame = shareable(final).href === location.href; // asked again: no entry of its own
      if (entry === "push" && !isSame) {
        history.replaceState({ ...history.state, top: scrollY }, "");
        history.pushState(null, "", shareable(final));
      }
      if (entry === "replace") history.replaceState(history.state, "", shareable(final));
      shown = here();
      chosen = null;
      swap(page, fresh, entry);
      if (focus) focusOn(focus);
      if (top >= 0) scrollTo({ top, behavior: "instant" });
    } catch (error) {
      if (error.name !== "AbortError" && mine === running) failed();
    } finally {
      if (running === mine) found()?.removeAttribute("aria-busy");
    }
  }

  // A lost line or a broken answer leaves the page as it is, boxes included.
  function failed() {
    const status = document.getElementById("announce");
    if (chosen) choose(null);
    for (const box of document.querySelectorAll("input[type=checkbox]")) box.checked = box.defaultChecked;
    document.getElementById("failed")?.remove();
    const notice = document.createElement("p");
    notice.id = "failed";
    notice.className = found() ? "notice" : "notice wide";
    notice.textContent = status.dataset.failed;
    (found() ?? document.getElementById("main")).prepend(notice);
    announce(status.dataset.failed);
  }

  function swap(page, fresh, entry) {
    const focused = document.activeElement ?? document.body;
    parts().forEach((part, number) => {
      keepState(part, fresh[number]);
      part.replaceChildren(...fresh[number].childNodes);
    });
    swapForm(page, entry === "none");
    document.title = page.title;
    document.dispatchEvent(new CustomEvent("live:swapped"));
    const focusable = same(focused);
    if (focusable && focusable !== focused && focused.matches("[inputmode], [type=date]")) focusable.value = focused.value;
    focusable?.focus({ preventScroll: true });
    if (entry !== "replace") announce(document.getElementById("count")?.textContent ?? "");
  }

  // A filter that leaves the number as it is has an answer too: the same text is only read again where it is new.
  function announce(text) {
    const status = document.getElementById("announce");
    status.textContent = "";
    requestAnimationFrame(() => { status.textContent = text; });
  }

  // The element of the fresh parts that stands for one of the old ones; a box is known by its name and value.
  function same({ id, name, value, dataset }) {
    const box = name && value ? `[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]` : "#none";
    return document.getElementById(id) ?? document.getElementById(dataset.else) ?? document.querySelector(box);
  }

  // What the reader has folded, scrolled or typed in the old part stays so in the new one.
  function keepState(old, fresh) {
    for (const details of old.querySelectorAll("details[id]")) {
      const same = fresh.querySelector(`#${CSS.escape(details.id)}`);
      if (same) same.open = details.open;
    }
    const scrolled = [...old.querySelectorAll(".choices")].map((list) => [list.id, list.scrollTop]);
    requestAnimationFrame(() => {
      for (const [id, top] of scrolled) document.getElementById(id)?.scrollTo(0, top);
    });
  }

  function swapForm(page, past) {
    const form = document.getElementById("search");
    const fresh = page.getElementById("search");
    if (!form || !fresh) return;
    for (const hidden of form.querySelectorAll("input[type=hidden]")) hidden.remove();
    form.append(...fresh.querySelectorAll("input[type=hidden]"));
    if (fresh.q && (past || document.activeElement !== form.q)) form.q.value = fresh.q.value;
  }

  function focusOn(id) {
    const target = document.getElementById(id);
    target?.scrollIntoView();
    target?.setAttribute("tabindex", "-1");
    target?.focus({ preventScroll: true });
  }

  // Of a form that posts, only its title and the button are for the address: what is written in it stays here.
  function address(form, submitter = null) {
    const url = new URL(form.action);
    if (form.matches("[method=post]")) {
      url.searchParams.delete("title");
      for (const { name, value } of [form.elements.title, submitter ?? {}]) if (name && value) url.searchParams.set(name, value);
      return url;
    }
    const asked = new URLSearchParams(new FormData(form, submitter));
    if (asked.get("sort") === "relevance") asked.delete("sort");
    for (const name of ["year_from", "year_to", "since"]) if (!asked.get(name)) asked.delete(name);
    url.search = asked;
    return url;
  }

  const lessons = () => chosen ?? document.querySelector("#site-nav [data-lessons]")?.dataset.lessons.split(" ") ?? [];

  function choose(choice) {
    chosen = choice;
    document.dispatchEvent(new CustomEvent("live:chosen", { detail: lessons() }));
  }

  // Choosing a lesson changes nothing but the lessons in the address, in the order chosen: the page stays.
  function withLesson({ value, checked }) {
    const others = lessons().filter((lesson) => lesson !== value);
    choose(checked ? [...others, value] : others);
    return location;
  }

  function withChosen(address) {
    const url = new URL(address, location);
    if (!chosen) return url;
    for (const name of ["lesson", "lessons"]) url.searchParams.delete(name);
    for (const lesson of chosen) url.searchParams.append("lesson", lesson);
    return url;
  }

  document.addEventListener("change", ({ target }) => {
    const form = target.form;
    if (!form?.matches("[data-live]") || target.name === "q" || target.closest(".noting")) return;
    if (target.name === "lesson") return void go(withLesson(target), { history: "replace" });
    if (!found() || new URL(form.action).pathname !== location.pathname) return;
    if (!target.checkValidity()) return void target.reportValidity();
    const sameWords = form.q?.value === new URLSearchParams(location.search).get("q");
    const url = address(form, sameWords ? document.querySelector("button[name=expand]") : null);
    url.hash = location.hash;
    go(url);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("#search, #naming") || !found() || event.submitter?.hasAttribute("formaction")) return;
    if (new URL(form.action).pathname !== location.pathname) return;
    event.preventDefault();
    go(address(form, event.submitter));
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("#found a[href], #filters a[href], #brief a[href]");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.hasAttribute("download")) return;
    const url = new URL(link.href.baseVal ?? link.href, location);
    if (url.origin !== location.origin || url.pathname !== location.pathname || url.hash) return;
    event.preventDefault();
    go(url, { focus: link.id ? null : "count" });
  });

  document.addEventListener("live:go", ({ detail: url }) => {
    chosen = null;
    if (url.href !== location.href) go(url, { history: "replace" });
  });

  // The browser scrolls back before the parts of the former page are there again: its place is in the entry too.
  window.addEventListener("popstate", ({ state }) => {
    chosen = null;
    if (here() !== shown) go(location.href, { history: "none", top: state?.top });
  });
})();
