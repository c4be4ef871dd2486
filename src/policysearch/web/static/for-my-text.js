// Lessons for my text: a file may be dropped on the form, and the lessons are shown below it in place, so that the file
// stays chosen for the Word document. Without scripts the form does all of this but the dropping.
(() => {
  "use strict";
  const form = document.getElementById("draft");
  if (!form) return;
  const input = form.elements.file;
  const matches = document.getElementById("matches");
  const refusal = document.getElementById("refusal");
  const endings = input.accept.split(",");
  let running = null;

  const refuse = (reason) => {
    refusal.replaceChildren();
    if (!reason) return false;
    const notice = document.createElement("p");
    notice.className = "notice";
    notice.textContent = reason;
    refusal.append(notice);
    return true;
  };

  const isRefused = (file) => {
    if (file && !endings.some((ending) => file.name.toLowerCase().endsWith(ending))) return refuse(form.dataset.kind);
    return refuse(file && file.size > Number(form.dataset.most) ? form.dataset.large : "");
  };

  for (const kind of ["dragenter", "dragover"])
    form.addEventListener(kind, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    form.classList.remove("over");
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    if (isRefused(file)) return;
    const only = new DataTransfer(); // of several files, the first
    only.items.add(file);
    input.files = only.files;
    document.getElementById("dropped").textContent = form.dataset.dropped.replace("%", file.name);
  });
  input.addEventListener("change", () => {
    document.getElementById("dropped").textContent = "";
    if (isRefused(input.files[0])) input.value = "";
  });

  form.addEventListener("submit", async (event) => {
    if (isRefused(input.files[0])) return void event.preventDefault();
    if (event.submitter?.name === "word") return;
    event.preventDefault();
    running?.abort();
    const mine = (running = new AbortController());
    matches.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(location, { method: "POST", body: new FormData(form), signal: mine.signal });
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("matches");
      if (!fresh) throw new Error("another kind of page");
      refusal.replaceChildren(...page.getElementById("refusal").childNodes);
      matches.replaceChildren(...fresh.childNodes);
      document.getElementById("matched")?.focus();
    } catch (error) {
      if (error.name !== "AbortError") refuse(document.getElementById("announce").dataset.failed);
    } finally {
      if (running === mine) matches.removeAttribute("aria-busy");
    }
  });
})();
