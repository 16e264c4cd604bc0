// The numbers of a signal that runs through a drawing: each stands where its part hands it on.

import { DIRECTIONS, SIZES } from "./wiring_routes.js";

// Beside the wire that leaves a part, on the side where no name stands; below what comes in or goes out.
export function valueSvg({ shape }, side, text) {
  const [wide, high] = SIZES[shape];
  const [across, down] = DIRECTIONS[side];
  const [x, y, anchor] = shape === "pill"
    ? [0, high + 12, "middle"]
    : across
    ? [across * (wide + 8), 14, across > 0 ? "start" : "end"]
    : [-8, down * (high + 13), "end"];
  return `<text class="value" x="${x}" y="${y}" style="text-anchor: ${anchor}">${text}</text>`;
}
