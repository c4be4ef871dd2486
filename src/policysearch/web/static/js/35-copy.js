// Copying a lesson with its source, a citation or a whole brief: as rich text, for Word and mail, and as plain text.
(() => {
  "use strict";

  function make(tag, ...children) {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  }

  // A copy of what stands on the page: without marks, its links full, its classes left behind.
  function clean(element, tag = element.localName) {
    const copy = make(tag, ...element.cloneNode(true).childNodes);
    if (element.closest("[lang]")) copy.lang = element.closest("[lang]").lang;
    for (const mark of copy.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
    for (const link of copy.querySelectorAll("a[href]")) link.setAttribute("href", link.href);
    copy.querySelectorAll("[class]").forEach((part) => part.removeAttribute("class"));
    return copy;
  }

  function linked(address) {
    const link = make("a", address);
    link.href = address;
    return link;
  }

  // The parts to copy, each as an element; its text is one paragraph of the plain form.
  function copied(button) {
    if (button.dataset.copyFrom) return [clean(document.getElementById(button.dataset.copyFrom))];
    if (button.dataset.copyList) {
      const items = [...document.getElementById(button.dataset.copyList).children];
      const parts = (item) => [...item.querySelectorAll(".own:not([hidden]), .words, .source")].map((part) => clean(part));
      return [make("h1", document.getElementById("count").textContent), ...items.map((item) => make("div", ...parts(item)))];
    }
    const lesson = button.closest(".lesson");
    const { origin, pathname } = new URL(lesson.querySelector("a.open")?.href ?? location.href);
    const cited = button.closest("[data-citation]");
    const citation = cited.dataset.citation.replace("{title}", () => cited.querySelector(".of").textContent.trim());
    const source = make("p", `${citation}. `, linked(origin + pathname));
    return [clean(lesson.querySelector(".words"), "blockquote"), source];
  }

  function plain(parts) {
    const text = ({ localName, textContent, children }) => localName === "code" ? textContent
      : localName === "div" ? [...children].map(text).join("\n") : textContent.trim();
    return parts.map(text).join("\n\n");
  }

  // The event of copying takes both forms everywhere, without https too; the clipboard's own interface is the fallback.
  async function copy(parts) {
    const text = plain(parts);
    const html = parts.every(({ localName }) => localName !== "code") && parts.map((part) => part.outerHTML).join("");
    const fill = (event) => {
      event.preventDefault();
      event.clipboardData.setData("text/plain", text);
      if (html) event.clipboardData.setData("text/html", html);
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    if (!done) await navigator.clipboard.writeText(text);
  }

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("button.copy");
    const announce = document.getElementById("announce");
    if (!button || button.dataset.label) return;
    let told = announce.dataset.copied;
    try {
      await copy(copied(button));
    } catch {
      told = announce.dataset.notCopied;
    }
    const label = [...button.childNodes];
    button.dataset.label = "kept";
    button.textContent = announce.textContent = told;
    setTimeout(() => {
      button.replaceChildren(...label);
      delete button.dataset.label;
    }, 2000);
  });

  // The panel of citations has one in plain words; the other styles are fetched when it is opened.
  document.addEventListener("toggle", async ({ target }) => {
    if (!target.matches?.("details[data-more]") || !target.open) return;
    const address = target.dataset.more;
    delete target.dataset.more;
    const answer = await fetch(address).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page && page.getElementById("citations");
    if (fresh) document.getElementById("citations").replaceChildren(...fresh.childNodes);
    else target.dataset.more = address; // the link to the page of citations stays
  }, true);
})();
