// A drawing to look at and not to work on, with what has arrived at its parts, `now` or before; the other parts wait.

import { laid, partSvg, place, safe, wireSvg } from "./wiring_picture.js";
import { valueSvg } from "./wiring_signal.js";

export function stillSvg(viewer, drawing, now) {
  const { lines, forks, sides } = laid(viewer, drawing.parts, drawing.wires);
  const { parts: all, wires: lead } = drawing;
  const kindOf = (id) => all.find((part) => part.id === id).kind;
  const waits = (id) => !(id in viewer.values) && kindOf(id) !== "join";
  const arrives = (id, from = id) => (now.includes(id) ? "now" : waits(from) ? "waits" : "");
  const wires = lead.map(({ id, from, to }) =>
    `<g class="wire ${arrives(to, from)}">${wireSvg(viewer, lines[id])}</g>`
  );
  const dots = forks.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${3.5 * viewer.sheet.large}"/>`);
  const parts = all.map((part) => {
    const { id, kind, role } = part;
    const value = id in viewer.values ? valueSvg(viewer.kinds[kind], sides[id][0], safe(viewer.values[id])) : "";
    const body = `${partSvg(viewer, part)}${value}`;
    return `<g class="part role-${safe(role)} ${arrives(id)}" transform="${place(viewer, part)}">${body}</g>`;
  });
  return [...wires, `<g class="forks">${dots.join("")}</g>`, ...parts].join("");
}
