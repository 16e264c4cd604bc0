// Scrolls a container into view, once for every turn that Python counts.

const turns = new Map(); // name -> the turn that was shown last

export default function ({ data }) {
  if (data.turn === (turns.get(data.name) ?? 0)) return;
  turns.set(data.name, data.turn);
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const container = document.querySelector(`.st-key-${data.key}`);
  container?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
}
