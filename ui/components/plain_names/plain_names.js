// Names of fields without markup, for those who hear them. A name that Streamlit writes anew is put right again.

import { scrollerWatch } from "./scrollers.js";

const NAMING = Symbol.for("recall-plain-names"); // on the document, once it is done
const MARKUP = /[$`]|\*\*|:[a-z/_-]+[[:]|\]\(/;
const ICON = /^[a-z0-9_]+ icon$/; // in a text: "check_circle icon", which says nothing that the text does not
const ACCENTS = { tilde: "\u0303", hat: "\u0302", bar: "\u0304", dot: "\u0307", vec: "\u20d7" };
const SIGNS = {
  sigma: "σ",
  odot: "⊙",
  cdot: "·",
  times: "×",
  lambda: "λ",
  Delta: "Δ",
  partial: "∂",
  alpha: "α",
  beta: "β",
  gamma: "γ",
  eta: "η",
  theta: "θ",
  tau: "τ",
  varphi: "φ",
  rho: "ρ",
  infty: "∞",
  le: "≤",
  ge: "≥",
  ne: "≠",
  to: "→",
  rightarrow: "→",
  leftarrow: "←",
  quad: " ",
  qquad: " ",
};

export function spoken(label) {
  return label
    .replace(/\$\$?([^$]*)\$\$?/g, (_, formula) => plainFormula(formula))
    .replace(/:material\/\w+:/g, "")
    .replace(/:[a-z]+(?:-[a-z]+)*\[((?:[^[\]]|\[[^\]]*\])*)\]/g, "$1")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/\*\*|`/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function plainFormula(formula) {
  return formula
    .replace(/\\(?:display|text)style/g, "")
    .replace(/\\(tilde|hat|bar|dot|vec)\s*\{?\s*(\w)\s*\}?/g, (_, accent, letter) => letter + ACCENTS[accent])
    .replace(/\\(?:math|text)?(?:rm|bf|it|sf|tt|text|operatorname)\s*\{([^}]*)\}/g, "$1")
    .replace(/\\[,;:! ]/g, " ")
    .replace(/\\([A-Za-z]+)/g, (_, word) => SIGNS[word] ?? word)
    .replace(/[_^]/g, " ")
    .replace(/[{}\\]/g, "")
    .replace(/-/g, "−");
}

export function namePlainly(document) {
  if (document[NAMING]) return;
  document[NAMING] = true;
  const watchScrollers = scrollerWatch();
  const name = (element) => {
    const label = element.getAttribute("aria-label");
    if (label && element.getAttribute("role") === "img" && ICON.test(label)) {
      element.setAttribute("aria-hidden", "true");
    }
    if (label && MARKUP.test(label) && spoken(label) !== label) element.setAttribute("aria-label", spoken(label));
  };
  const nameAll = (root) => {
    if (root.nodeType !== 1) return;
    watchScrollers(root);
    if (root.hasAttribute("aria-label")) name(root);
    for (const element of root.querySelectorAll("[aria-label]")) name(element);
  };
  nameAll(document.body);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") name(target);
      else addedNodes.forEach(nameAll);
    }
  }).observe(document.body, { attributeFilter: ["aria-label"], childList: true, subtree: true });
}

export default function ({ parentElement }) {
  namePlainly(parentElement.ownerDocument);
}
