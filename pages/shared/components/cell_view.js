// One cell at one moment. Clicking a box, or Enter on it, tells Python which node was picked.

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const frame = parentElement.querySelector(".frame-of-figure");
  frame.classList.toggle("small", Boolean(data.small));
  showFigure(frame, { ...data, onPick: data.pickable ? (name) => setTriggerValue("picked", name) : undefined });
}
