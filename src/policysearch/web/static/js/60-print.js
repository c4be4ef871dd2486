// Printing: all results of a search, not the page of them that is on the screen, and full addresses.
(() => {
  "use strict";

  // Printing waits for no promise: this is the one request that is waited for.
  function allResults(address) {
    const request = new XMLHttpRequest();
    request.open("GET", address, false);
    try {
      request.send();
    } catch {
      return null;
    }
    if (request.status !== 200) return null;
    return new DOMParser().parseFromString(request.responseText, "text/html").getElementById("printed");
  }

  addEventListener("beforeprint", () => {
    for (const { origin, pathname, dataset } of document.querySelectorAll("main a[href]")) dataset.address = origin + pathname;
    const link = document.getElementById("print-all");
    const all = link && !document.getElementById("printed") && allResults(link.href);
    if (all) document.getElementById("main").append(document.adoptNode(all));
  });

  addEventListener("afterprint", () => {
    if (document.getElementById("print-all")) document.getElementById("printed")?.remove();
  });

  document.addEventListener("click", ({ target }) => {
    if (target.matches?.("button.print")) print();
  });
})();
