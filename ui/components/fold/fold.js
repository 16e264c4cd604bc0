// A button that unfolds what the style sheet beside it folds; it stays so as long as the tab lives.

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const page = parentElement.ownerDocument.documentElement;
  const show = () => button.setAttribute("aria-expanded", page.classList.contains("unfolded"));
  button.textContent = data.label;
  button.onclick = () => {
    page.classList.toggle("unfolded");
    show();
  };
  show();
}
