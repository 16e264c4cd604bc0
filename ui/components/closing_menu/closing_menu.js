// Closes the menu of a narrow window after a choice, and forgets that it was open: the next page begins uncovered.

const CLOSING = Symbol.for("recall-closing-menu"); // on window.history, once it is done
const OPEN = '[data-testid="stSidebar"][data-collapsed="false"]';
const CLOSE = `${OPEN} [data-testid="stSidebarCollapseButton"] button`;
const LINK = '[data-testid="stSidebarNavLink"]';

export function closeAfterChoice(window) {
  const { document, history } = window;
  if (history[CLOSING]) return;
  history[CLOSING] = true;
  const close = () => document.querySelector(CLOSE)?.click();
  // Streamlit writes down that the menu is open while it hears of the press, which is before the window does.
  for (const act of ["mousedown", "click"]) window.addEventListener(act, () => forgetThatItIsOpen(window));
  window.addEventListener("click", ({ target }) => {
    if (target.closest?.(LINK)) window.setTimeout(close, 0); // after Streamlit, which may have closed it
  });
  close(); // left open by a visit before
  forgetThatItIsOpen(window);
}

function forgetThatItIsOpen(window) {
  try {
    const kept = Object.keys(window.localStorage).filter((key) => key.startsWith("stSidebarCollapsed-"));
    for (const key of kept) window.localStorage.removeItem(key);
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

export default function () {
  closeAfterChoice(globalThis);
}
