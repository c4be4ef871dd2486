// The page where a webmaster makes a box: each choice renews the preview and the lines; the preview is as high as it says.
(() => {
  "use strict";
  const form = document.getElementById("setup");
  let newest = 0;

  form.addEventListener("change", async ({ target }) => {
    const mine = ++newest;
    const chosen = new URLSearchParams(new FormData(form));
    if (target.name === "system") chosen.delete("page"); // each system has an answer of its own
    const address = `${form.action}?${chosen}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return form.submit();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== newest) return;
    history.replaceState(null, "", address);
    form.elements.page.value = page.querySelector("input[name=page]:checked").value;
    for (const part of document.querySelectorAll("[data-setup]")) {
      const fresh = page.getElementById(part.id);
      for (const way of part.querySelectorAll("details")) {
        const same = fresh.querySelector(`#${way.id}`);
        if (same) same.open = way.open;
      }
      part.replaceWith(document.adoptNode(fresh));
    }
  });

  addEventListener("message", ({ data, source }) => {
    const frame = document.querySelector("iframe.preview");
    if (data?.type === "policysearch:height" && frame?.contentWindow === source) frame.height = Math.max(data.height, 60);
  });
})();
