// One step back for whatever one click did. The server writes addresses, too: when a page is left, its choices are taken
// out of the address before the next page's comes, and a page may complete its own. Each would be a place in the
// browser's history, so Back would lead to a page without its choices, or to none. What is written while the learner
// has done nothing since the last place therefore takes that place.

const MARK = Symbol.for("recall-history"); // on window.history, once it is done
const ACTS = ["click", "keydown", "input", "change"];

export function joinSteps(window) {
  const { history } = window;
  if (history[MARK]) return;
  history[MARK] = true;
  let mayAdd = false; // whether the learner has done something since the last place
  for (const act of ACTS) window.addEventListener(act, () => (mayAdd = true), true);
  window.addEventListener("popstate", () => (mayAdd = false));
  const push = history.pushState.bind(history);
  history.pushState = (...place) => {
    if (mayAdd) push(...place);
    else history.replaceState(...place);
    mayAdd = false;
  };
}

export default function () {
  joinSteps(globalThis);
}
