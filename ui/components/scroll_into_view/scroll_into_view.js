// Brings a part of the page into view, once for every turn of the reader's.

const shown = new Map(); // by the name of what is followed

export default function ({ data }) {
  if (data.turn === (shown.get(data.name) ?? 0)) return;
  shown.set(data.name, data.turn);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const part = document.querySelector(`.st-key-${data.key}`);
  part?.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
}
