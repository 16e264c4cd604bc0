// Moves the focus to what is new, once for every turn that Python names.

const turns = new Map(); // name -> the turn that was shown last

export default function ({ data: { name, container, turn }, parentElement }) {
  const before = turns.get(name);
  turns.set(name, turn);
  if (before === undefined || before === turn) return;
  const place = parentElement.ownerDocument.querySelector(`.st-key-${container}`);
  const target = place?.querySelector("h2, h3") ?? place?.querySelector("p, li") ?? place;
  if (!target) return;
  target.tabIndex = -1; // no stop of the Tab key
  Object.assign(target.style, { outline: "none", scrollMarginTop: "5rem" }); // nothing to press; clear of the menu
  target.focus();
}
