// A long form: the summary of errors takes the focus, a form is sent once, and a long text counts its characters.
"use strict";
document.querySelector(".summary")?.focus();
for (const form of document.querySelectorAll("form[data-once]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return;
    for (const button of form.querySelectorAll("button[type=submit]")) {
      setTimeout(() => { button.disabled = true; }, 0);
    }
  });
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("form[data-once] button[type=submit]")) button.disabled = false;
});
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
for (const box of document.querySelectorAll("textarea[data-most]")) {
  const count = document.createElement("span");
  count.className = "hint";
  const tell = () => { count.textContent = `${[...box.value.trim()].length} / ${box.dataset.most}`; };
  box.after(count);
  box.addEventListener("input", tell);
  tell();
}
