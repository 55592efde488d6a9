// Keys of the desk: "/" goes to the search, and the rows of a list are links for the arrow keys.
"use strict";
const typing = (element) => element.matches("input, select, textarea, [contenteditable]");
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const search = document.querySelector("[data-search]");
  if (event.key === "/" && search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
  const named = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (named) named.click();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const links = [...document.querySelectorAll(".list tbody a")];
    const place = links.indexOf(document.activeElement);
    if (place < 0) return;
    event.preventDefault();
    links[Math.min(links.length - 1, Math.max(0, place + (event.key === "ArrowDown" ? 1 : -1)))].focus();
  }
});
