// @ts-check
// Forms are sent by callbacks. The browser must never do it by itself, not even when one fails.
document.addEventListener("submit", (event) => event.preventDefault());
