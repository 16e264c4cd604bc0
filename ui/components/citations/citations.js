// Opens the sources of a paragraph beside the small number that was clicked, or entered by keyboard. Escape and a click
// elsewhere close them, and the focus goes back to the number: that is what a popover does.

import { make } from "../tools.js";

const GAP = 6; // pixels

export default function ({ data, parentElement }) {
  const card = parentElement.querySelector(".source-card");
  const sources = new Map(data.sources.map(([number, rows]) => [String(number), rows]));
  const onClick = (event) => {
    const link = event.target.closest?.('a[href*="#source-"]');
    const rows = link && sources.get(link.getAttribute("href").split("#source-")[1]);
    if (!rows) return;
    event.preventDefault();
    event.stopPropagation();
    card.replaceChildren(...rows.flatMap(describeSource));
    card.showPopover();
    place(card, link);
    card.focus();
    card.ontoggle = ({ newState }) => newState === "closed" && link.focus({ preventScroll: true });
  };
  document.addEventListener("click", onClick, true);
  return () => document.removeEventListener("click", onClick, true);
}

function describeSource([where, tells, address]) {
  const parts = [make("p", "where", where), ...tells.map((text) => make("p", "", text))];
  if (!address) return parts;
  const link = make("a", "", address.startsWith("https:") ? "The paper" : "This lecture, line by line");
  link.href = address;
  link.target = "_blank"; // one reads on here
  link.rel = "noopener";
  const line = make("p");
  line.append(link);
  return [...parts, line];
}

// Below the number, above it where there is no room, and within the window.
function place(card, link) {
  const at = link.getBoundingClientRect(), size = card.getBoundingClientRect();
  const fitsBelow = at.bottom + GAP + size.height < innerHeight;
  const top = fitsBelow ? at.bottom + GAP : Math.max(GAP, at.top - GAP - size.height);
  card.style.top = `${top}px`;
  card.style.left = `${Math.max(GAP, Math.min(at.left, innerWidth - size.width - GAP))}px`;
}
