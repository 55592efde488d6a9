// Counts that this article is read, once it is really looked at: a number for the article and the day, nothing of who reads.
(() => {
  const place = document.querySelector("[data-read]");
  const token = place && place.querySelector("[name=csrfmiddlewaretoken]");
  if (!token) return;
  const send = () => fetch(place.dataset.read, {
    method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: token.value }), keepalive: true,
  }).catch(() => {});
  if (document.visibilityState === "visible") send();
  else document.addEventListener("visibilitychange", send, { once: true });
})();
