// Scrolls a container into view, once for every turn that Python counts.

const turns = new Map(); // name -> the turn that was shown last

export default function ({ data }) {
  if (data.turn === (turns.get(data.name) ?? 0)) return;
  const isFirst = !turns.has(data.name);
  turns.set(data.name, data.turn);
  if (data.by_thumb && (isFirst || !matchMedia("(width < 56.25em)").matches)) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const container = document.querySelector(`.st-key-${data.key}`);
  container?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
}
