// A document that is being read: ask every second whether there is an answer, then show the page anew.
"use strict";
const EVERY = 1000;
const reading = document.querySelector("#reading");

const ask = async () => {
  try {
    const answer = await fetch(reading.dataset.state, { cache: "no-store", redirect: "error" });
    if (answer.status !== 202) return location.reload();
  } catch { /* the next question may get through */ }
  return setTimeout(ask, EVERY);
};
setTimeout(ask, EVERY);
