// The heat maps of the probe board: a row per value of the cell, in it a line per unit and a column per step.
// A click, or Enter, picks a unit and a step; the rest of the board is in probe_board.js.

import { clamp, formatNumber, make } from "../tools.js";
import { addRow, makeSlider, showValue } from "./board_rows.js";

// A heat map is a canvas with one pixel for a unit at a step, stretched without smoothing.
export function addMap(view, board, row) {
  const field = addRow(view, board, row, "map");
  const units = row.values.length;
  field.canvas = Object.assign(make("canvas"), { width: view.steps, height: units });
  field.spot = make("i", "spot");
  field.box.prepend(field.canvas);
  field.box.append(field.spot);
  field.box.parentElement.style.setProperty("--units", units);
  field.unit = field.value.parentElement.appendChild(make("small"));
  makeSlider(field.box, row.words, row.low, row.high);
  return field;
}

export function drawMaps(view) {
  view.maps.forEach((field, k) => {
    const row = view.data.maps[k];
    const context = field.canvas.getContext("2d");
    const image = context.createImageData(view.steps, row.values.length);
    const limit = Math.max(Math.abs(row.low), Math.abs(row.high));
    row.values.flat().forEach((value, place) => {
      const share = clamp(Math.abs(value) / limit, 0, 1);
      const hue = value < 0 ? row.below : row.above;
      image.data.set([...hue.map((c, n) => view.paper[n] + (c - view.paper[n]) * share), 255], 4 * place);
    });
    context.putImageData(image, 0, 0);
    const colours = row.low < 0 ? [row.above, view.paper, row.below] : [row.above, view.paper];
    const stops = colours.map((colour) => `rgb(${colour})`);
    field.scale.style.setProperty("--ramp", `linear-gradient(${stops.join(",")})`);
    [...field.scale.children].forEach((mark, n) => (mark.textContent = formatNumber([row.high, row.low][n], 1)));
  });
}

export function showMapValue(view, { box, value, unit, spot }, row) {
  view.unit = clamp(view.unit, 0, row.values.length - 1);
  unit.textContent = `unit ${view.unit + 1}`;
  spot.style.setProperty("--unit", view.unit);
  showValue(view, box, value, row.values[view.unit][view.step], `unit ${view.unit + 1}, `);
}
