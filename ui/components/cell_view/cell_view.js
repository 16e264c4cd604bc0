// One cell at one moment. Clicking a box, or Enter on it, tells Python which node was picked.

import { showFigure } from "../figure.js";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector(".frame-of-figure");
  frame.classList.toggle("small", Boolean(data.small));
  const onPick = data.pickable ? (name) => setTriggerValue("picked", name) : undefined;
  showFigure(frame, { ...data, values: Object.fromEntries(data.values), onPick });
}
