// Brings a part of the page into view, once for every turn of the reader's.

let shown = 0;

export default function ({ data }) {
  if (data.turn === shown) return;
  shown = data.turn;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const part = document.querySelector(`.st-key-${data.key}`);
  part?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
