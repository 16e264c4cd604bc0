// One cell at one moment. Clicking a box, or Enter on it, tells Python which node was picked.

import { showFigure } from "../figure.js";

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector(".frame-of-figure");
  const onPick = data.pickable ? (name) => setTriggerValue("picked", name) : undefined;
  const [values, letters] = [data.values, data.letters].map((pairs) => Object.fromEntries(pairs));
  showFigure(frame, { ...data, values, letters, onPick });
}
