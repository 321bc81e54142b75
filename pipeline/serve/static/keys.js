"use strict";
// Judging by keyboard: j and k go from contradiction to contradiction; with one in focus, y and n press its buttons and
// c goes to its note. Keys count only where nothing is being written.
(() => {
  const pairs = [...document.querySelectorAll("[data-pair]")];
  if (!pairs.length) return;
  const writing = (element) => element.matches("input, textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const at = pairs.findIndex((pair) => pair.contains(document.activeElement));
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      pairs[Math.min(Math.max(at + step, 0), pairs.length - 1)].focus();
    } else if (at >= 0 && "yn".includes(event.key)) {
      pairs[at].querySelector(`button[value="${event.key === "y"}"]`).click();
    } else if (at >= 0 && event.key === "c") {
      event.preventDefault();
      pairs[at].querySelector("input[name=note]").focus();
    }
  });
  const judged = pairs.find((pair) => `#${pair.id}` === location.hash);
  if (judged) judged.focus();
})();
