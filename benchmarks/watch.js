// Notes when a key went down and when each watched place of the page came to show another number.
// Places are CSS selectors; they are looked for in shadow roots, too. The last number in a place counts.

window.watch = (selectors, frames) => {
  const roots = [document];
  for (let k = 0; k < roots.length; k++) {
    for (const element of roots[k].querySelectorAll("*")) if (element.shadowRoot) roots.push(element.shadowRoot);
  }
  const find = (selector) => roots.map((root) => root.querySelector(selector)).find(Boolean);
  const read = (selector) => {
    const numbers = (find(selector)?.textContent ?? "").match(/[−-]?\d+\.\d\d/g) ?? [""];
    return numbers.at(-1).replace("−", "-");
  };
  const log = { keys: [], changes: selectors.map(() => []), painted: selectors.map(() => []) };
  let goal = { number: null, reached: () => {} };
  const note = (into) => {
    const numbers = selectors.map(read);
    numbers.forEach((number, k) => {
      if (number !== into[k].at(-1)?.number) into[k].push({ number, time: performance.now() });
    });
    if (numbers.every((number) => number === goal.number)) goal.reached();
  };
  note(log.changes);
  const observer = new MutationObserver(() => note(log.changes));
  for (const root of roots) observer.observe(root, { subtree: true, childList: true, characterData: true });
  addEventListener("keydown", (event) => log.keys.push(event.timeStamp), { capture: true });
  const frame = () => {
    note(log.painted);
    requestAnimationFrame(frame);
  };
  if (frames) frame(); // what is read as a frame begins is what that frame shows
  log.until = (number) =>
    new Promise((reached) => {
      goal = { number, reached };
      note(log.changes);
    });
  window.watched = log;
};
