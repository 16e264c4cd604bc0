// The heat maps of the probe board: a row per value of the cell, in it a line per unit and a column per step.
// A click, or Enter, picks a unit and a step; the rest of the board is in probe_board.js.

import { clamp, make, written } from "../tools.js";
import { row, slider, tell } from "./board_rows.js";

// A heat map is a canvas with one pixel for a unit at a step, stretched without smoothing.
export function mapRow(me, board, told) {
  const field = row(me, board, told, "map");
  const units = told.values.length;
  field.canvas = Object.assign(make("canvas"), { width: me.steps, height: units });
  field.spot = make("i", "spot");
  field.box.prepend(field.canvas);
  field.box.append(field.spot);
  field.box.parentElement.style.setProperty("--units", units);
  field.unit = field.value.parentElement.appendChild(make("small"));
  slider(field.box, told.words, told.low, told.high);
  return field;
}

export function drawMaps(me) {
  me.maps.forEach((field, k) => {
    const told = me.data.maps[k];
    const context = field.canvas.getContext("2d");
    const image = context.createImageData(me.steps, told.values.length);
    const limit = Math.max(Math.abs(told.low), Math.abs(told.high));
    told.values.flat().forEach((v, k) => {
      const share = clamp(Math.abs(v) / limit, 0, 1);
      const hue = v < 0 ? told.below : told.above;
      image.data.set([...hue.map((c, n) => me.paper[n] + (c - me.paper[n]) * share), 255], 4 * k);
    });
    context.putImageData(image, 0, 0);
    const css = (hue) => `rgb(${hue})`;
    const stops = told.low < 0 ? [css(told.above), css(me.paper), css(told.below)] : [css(told.above), css(me.paper)];
    field.scale.style.setProperty("--ramp", `linear-gradient(${stops.join(",")})`);
    [...field.scale.children].forEach((mark, n) => (mark.textContent = written([told.high, told.low][n], 1)));
  });
}

export function readMap(me, { box, value, unit, spot }, told) {
  me.unit = clamp(me.unit, 0, told.values.length - 1);
  unit.textContent = `unit ${me.unit + 1}`;
  spot.style.setProperty("--unit", me.unit);
  tell(me, box, value, told.values[me.unit][me.at], `unit ${me.unit + 1}, `);
}
