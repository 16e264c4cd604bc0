// A drawing that lies below the paper, to be traced.

import { pathData, routes, SIZES } from "../wiring/wiring_routes.js";
import { setSvg, typesetGlyph } from "./pen_picture.js";

export function drawGhostFigure(editor) {
  const [parts, wires] = editor.data.ghosts;
  const { lines } = routes(parts, wires, editor.kinds);
  const paths = Object.values(lines).map((line) => `<path d="${pathData(line)}"/>`);
  const bodies = parts.map(({ kind, x, y, label }) => {
    const { shape, glyph } = editor.kinds[kind];
    const [wide, high] = SIZES[shape];
    const name = label ? `<text class="name" x="${x - wide}" y="${y - high - 9}">${typesetGlyph(label)}</text>` : "";
    return `<rect x="${x - wide}" y="${y - high}" width="${2 * wide}" height="${2 * high}" rx="${
      shape === "box" ? 5 : high
    }"/><text x="${x}" y="${y}">${typesetGlyph(glyph)}</text>${name}`;
  });
  setSvg(editor.$(".ghosts"), [...paths, ...bodies].join(""));
}
