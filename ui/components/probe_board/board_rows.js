// Rows of the probe board: name, scale, a field with one column per step, and the value at the marked step.

import { attributes, make, shape, written } from "../tools.js";

export const ROOM = 10; // above and below the scale of a field, per cent of its height

export function row(me, board, told, kind) {
  const line = make("div", `row ${kind} role-${told.role}`);
  const name = make("div", "name");
  if (told.letter) name.append(lettered(told.letter));
  name.append(make("span", "", told.words));
  const [scale, box, value] = [make("div", "scale"), make("div", "field"), make("div", "value")];
  scale.append(...[told.high, told.low].map((mark) => make("span", "", String(mark).replace("-", "−"))));
  line.append(name, scale, box, value);
  board.append(line);
  const field = { told, box, scale, value: value.appendChild(make("output")) };
  field.value.setAttribute("aria-hidden", "true");
  if (kind !== "map") {
    field.drawing = shape("svg", { viewBox: `0 ${-ROOM} ${me.steps} ${100 + 2 * ROOM}`, "aria-hidden": "true" });
    field.drawing.setAttribute("preserveAspectRatio", "none");
    box.append(field.drawing);
    paths(field, ["zero"]).zero.setAttribute("d", `M0 ${height(told, 0)}H1000`);
  }
  box.append(make("i", "cursor"));
  return field;
}

export function slider(box, words, low, high) {
  const told = { tabindex: 0, role: "slider", "aria-orientation": "vertical", "aria-describedby": "board-keys" };
  attributes(box, { ...told, "aria-label": words, "aria-valuemin": low, "aria-valuemax": high });
}

export function axis(me) {
  const ruler = make("div", "row ruler");
  const marks = make("div", "axis");
  const every = [1, 2, 4, 5, 10, 20].find((apart) => me.steps / apart <= 24);
  marks.append(...Array.from({ length: me.steps }, (_, t) => make("span", tickLook(t, every), String(t + 1))));
  ruler.append(make("div", "name", "step"), marks);
  return ruler;
}

function tickLook(t, every) {
  if (t && (t + 1) % every) return "hidden";
  return t && (t + 1) % (5 * Math.ceil(every / 5)) ? "minor" : "";
}

function lettered(letter) {
  const symbol = make(letter.length < 3 ? "i" : "b", "", letter);
  symbol.append(make("sub", "", "t"));
  return symbol;
}

export function paths(field, names) {
  return Object.fromEntries(names.map((name) => [name, field.drawing.appendChild(shape("path", { class: name }))]));
}

export function tell(me, box, output, number, where = "") {
  output.textContent = written(number);
  attributes(box, { "aria-valuenow": number, "aria-valuetext": `${where}step ${me.at + 1}: ${written(number)}` });
}

// Where a value lies in a field, per cent from the top.
export function height({ low, high }, value) {
  return Math.round((10000 * (high - value)) / (high - low)) / 100;
}
