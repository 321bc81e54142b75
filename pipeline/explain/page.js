// Shows the details of the figure that is pointed at or has the keyboard's focus, and lights up the words that were
// read for it. Enter or a click holds them; Escape lets go.
(() => {
  "use strict";
  const panel = document.getElementById("panel");
  const hint = panel.innerHTML;
  const figures = [...document.querySelectorAll("article .figure")];
  let held = null;

  const number = (figure) => figure.id.slice(1);

  function show(figure) {
    for (const lit of document.querySelectorAll("[data-lit]")) lit.removeAttribute("data-lit");
    for (const other of document.querySelectorAll("article .active")) other.classList.remove("active");
    if (!figure) {
      panel.innerHTML = hint;
      panel.classList.remove("open");
      return;
    }
    const details = document.getElementById("d" + number(figure));
    panel.innerHTML = details.innerHTML;
    panel.scrollTop = 0;
    panel.classList.add("open");
    figure.classList.add("active");
    for (const words of document.querySelectorAll(`[data-read*="${number(figure)}-"]`)) {
      const mine = words.dataset.read.split(" ").find((name) => name.startsWith(number(figure) + "-"));
      if (mine) words.dataset.lit = mine.slice(mine.indexOf("-") + 1);
    }
  }

  function focused() {
    return figures.includes(document.activeElement) ? document.activeElement : null;
  }

  function hold(figure) {
    for (const other of figures) other.removeAttribute("aria-current");
    held = figure;
    if (figure) figure.setAttribute("aria-current", "true");
    show(figure ?? focused());
  }

  function follow(event) {
    const figure = document.getElementById(event.currentTarget.hash.slice(1));
    event.preventDefault();
    figure.scrollIntoView({ block: "center" });
    figure.focus();
  }

  for (const figure of figures) {
    figure.addEventListener("mouseenter", () => show(figure));
    figure.addEventListener("mouseleave", () => show(held ?? focused()));
    figure.addEventListener("focus", () => show(figure));
    figure.addEventListener("blur", () => show(held));
    figure.addEventListener("click", () => hold(held === figure ? null : figure));
    figure.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      hold(figure);
      panel.focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const last = held;
    const inside = panel.contains(document.activeElement);
    hold(null);
    if (inside && last) last.focus();
    else if (focused()) focused().blur();
    if (!inside) show(null);
  });
  for (const link of document.querySelectorAll("#all a")) link.addEventListener("click", follow);
})();
