// The chief's screen asks every second whether the open alerts have changed; the answer is 304 while they have not.
"use strict";
const EVERY = 1000;
const alerts = document.querySelector("#alerts");
const state = document.querySelector("#alerts-state");
const told = document.title;
let version = alerts.dataset.version;

const ask = async () => {
  try {
    const answer = await fetch(alerts.dataset.address, {
      headers: { "If-None-Match": version },
      cache: "no-store",
      redirect: "error",
      credentials: "same-origin",
    });
    if (answer.status === 200) {
      version = answer.headers.get("ETag");
      alerts.innerHTML = await answer.text();
      const count = alerts.querySelectorAll(".alert").length;
      document.title = count ? `(${count}) ${told}` : told;
    }
    state.textContent = answer.ok || answer.status === 304 ? "" : state.dataset.lost;
  } catch {
    state.textContent = state.dataset.lost;
  }
  setTimeout(ask, EVERY);
};
setTimeout(ask, EVERY);
