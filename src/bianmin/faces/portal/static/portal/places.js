// The page of places left asks every five seconds how many there are.
"use strict";
const EVERY = 5000;
const places = document.querySelector("#places");
const left = document.querySelector("#left");
const at = document.querySelector("#at");

const ask = async () => {
  try {
    const answer = await fetch(places.dataset.address, { cache: "no-store", redirect: "error" });
    if (answer.ok) {
      const found = await answer.json();
      if (left.textContent !== String(found.left)) left.textContent = String(found.left);
      at.textContent = found.at.slice(11, 19);
    }
  } catch {
    // The number stays with the time it was true; the next try tells more.
  }
  setTimeout(ask, EVERY);
};
setTimeout(ask, EVERY);
