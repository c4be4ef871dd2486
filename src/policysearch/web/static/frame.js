// The page inside other sites' frames. It tells the page around it how high it is. Where it may not lead that page
// elsewhere, WordPress's own messages do (its frames carry a secret behind "#?"), or results are shown in place.
(() => {
  "use strict";
  const box = document.querySelector("policysearch-box");
  const secret = new URLSearchParams(location.hash.slice(1).replace(/^\?/, "")).get("secret");
  const caged = self.origin === "null"; // sandboxed, without allow-same-origin
  const tell = (message) => parent.postMessage(message, "*");
  const lead = (event) => {
    event.preventDefault();
    tell({ message: "link", value: event.detail.url, secret });
  };

  // A list that the page around the frame gives no room is worse than none.
  const closeCut = () => {
    const list = box?.shadowRoot?.querySelector(".list:not([hidden])");
    const cut = list && list.getBoundingClientRect().top + 40 > innerHeight;
    if (cut) box.shadowRoot.querySelector("[name=q]").dispatchEvent(new Event("blur"));
  };

  if (parent === self) return;
  new ResizeObserver(() => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    tell({ type: "policysearch:height", height });
    if (secret) tell({ message: "height", value: height, secret });
    setTimeout(closeCut, 500);
  }).observe(document.documentElement);

  if (caged && secret) box.addEventListener("policysearch:select", lead);
  if (caged && !secret) box.setAttribute("target", "_blank");
  if (caged) {
    box.addEventListener("policysearch:search", (event) => {
      if (event.detail.mode !== "box") return;
      if (secret) return lead(event);
      event.preventDefault();
      box.setAttribute("q", event.detail.q);
      box.setAttribute("mode", "results");
    });
  }
})();
