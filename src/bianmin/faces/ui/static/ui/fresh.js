// A part of a page that keeps itself fresh: it asks every five seconds whether it has changed; 304 while it has not.
"use strict";
const EVERY = 5000;
for (const part of document.querySelectorAll("[data-fresh]")) {
  let version = part.dataset.version;
  const ask = async () => {
    try {
      const answer = document.hidden ? null : await fetch(part.dataset.fresh, {
        headers: { "If-None-Match": version },
        cache: "no-store",
        redirect: "error",
        credentials: "same-origin",
      });
      if (answer?.status === 200) {
        version = answer.headers.get("ETag");
        part.innerHTML = await answer.text();
      }
    } catch {
      // What stands there stays; it is asked again.
    }
    setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}
