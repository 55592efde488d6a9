// The counter's page: an answer that brings further questions shows them at once, without leaving the page.
"use strict";
const form = document.querySelector("form[data-look]");
const button = form.querySelector("[data-look-button]");
button.hidden = true;
let turn = 0;

const follow = async () => {
  const sent = new FormData(form);
  for (const [name, value] of [...sent]) {
    if (value instanceof File) sent.delete(name);
  }
  sent.set("step", "look");
  const mine = ++turn;
  const answer = await fetch(location.href, { method: "POST", body: sent, credentials: "same-origin" });
  if (!answer.ok || mine !== turn) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("#questions");
  const now = document.querySelector("#questions");
  if (!fresh || names(fresh) === names(now)) return;
  const place = document.activeElement;
  const files = [...now.querySelectorAll("input[type=file]")];
  now.replaceChildren(...fresh.childNodes);
  for (const kept of files) now.querySelector(`#${CSS.escape(kept.id)}`)?.replaceWith(kept);
  if (place?.name) {
    const value = CSS.escape(place.value);
    (now.querySelector(`[name="${CSS.escape(place.name)}"][value="${value}"]`)
      ?? now.querySelector(`[name="${CSS.escape(place.name)}"]`))?.focus();
  }
};
const names = (part) => [...part.querySelectorAll("[name]")].map((one) => one.name).join(" ");
form.addEventListener("change", (event) => {
  if (event.target.matches("input[type=radio], input[type=checkbox], select")) follow();
});
