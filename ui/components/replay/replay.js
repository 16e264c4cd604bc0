// A player and a button that deletes, for every recording that this tab still has.

import { isDark, make, setAttributes } from "../tools.js";
import { dropSound, KEPT, soundOf } from "../voice/sound.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".replay");
  const show = () => draw(root, data);
  show();
  globalThis.addEventListener(KEPT, show);
  return () => globalThis.removeEventListener(KEPT, show);
}

function draw(root, { rows, texts }) {
  root.classList.toggle("dark", isDark(root));
  const kept = rows.filter(([name]) => soundOf(name));
  const drawn = JSON.stringify(kept);
  if (root.dataset.drawn === drawn) return; // a player may be playing
  root.dataset.drawn = drawn;
  root.replaceChildren(...kept.map((row) => makeRow(row, texts)));
}

function makeRow([name, words], texts) {
  const [row, player, button] = [make("li"), make("audio"), make("button")];
  Object.assign(player, { controls: true, preload: "metadata", src: soundOf(name) });
  player.setAttribute("aria-label", words ? `${texts.recording}: ${words}` : texts.recording);
  const icon = make("i", "", "delete");
  icon.setAttribute("aria-hidden", "true");
  button.type = "button";
  setAttributes(button, { "aria-label": texts.drop, title: texts.drop });
  button.append(icon);
  button.onclick = () => {
    dropSound(name);
    row.remove();
  };
  row.append(make("span", "words", words), player, button);
  return row;
}
