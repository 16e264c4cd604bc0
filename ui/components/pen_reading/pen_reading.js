// Brings what was read of the ink to the sheet beside it. When what a component is given changes, Streamlit sends its
// script again with it; so what changes with every stroke goes through this one, which is small.

export default function ({ data }) {
  const page = /** @type {any} */ (globalThis);
  (page.recallInk ??= {})[data.place] = data;
  page.dispatchEvent(new CustomEvent("recall-ink"));
}
