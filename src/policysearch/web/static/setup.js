// The page where a webmaster makes a box: each choice renews the preview and the lines; the preview is as high as it says.
(() => {
  "use strict";
  const form = document.getElementById("setup");
  let newest = 0;

  form.addEventListener("change", async () => {
    const mine = ++newest;
    const address = `${form.action}?${new URLSearchParams(new FormData(form))}`;
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) return form.submit();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== newest) return;
    history.replaceState(null, "", address);
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
