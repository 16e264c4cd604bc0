// What a reader cannot read at this size of the window: text that is cut, texts and controls on top of each other,
// figures wider than their place. Measured by rectangles, shadow trees included; what scrolls downwards is not cut.

(() => {
  const SLACK = 2; // pixels: rounding, and letters that lean over their box
  const CONTROLS = "button, input:not([type=range]), textarea, select, img, canvas, svg";
  const SCROLLS = "[data-testid=stCode], [data-testid=stDataFrame], pre, .katex-display"; // sideways, on purpose

  const parent = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const ancestors = (node) => {
    const found = [];
    for (let one = parent(node); one; one = parent(one)) found.push(one);
    return found;
  };
  const everything = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? everything(one.shadowRoot) : [])]);
  const isShown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const meet = (a, b, by = 0) =>
    a.left + by < b.right && b.left + by < a.right && a.top + by < b.bottom && b.top + by < a.bottom;
  const box = ({ left, top, right, bottom }) => ({ left, top, right, bottom });
  const ink = ({ left, top, right, bottom }) => {
    const above = (bottom - top) / 5; // a line is taller than its letters
    return { left: left + 1, top: top + above, right: right - 1, bottom: bottom - above };
  };

  // For readers by ear only: a pixel in size, or clipped away.
  const isUnseen = (one) => {
    if (one.matches('[data-testid="stSidebar"][data-collapsed="true"]')) return true;
    const style = getComputedStyle(one);
    const clipped = style.clip.startsWith("rect(") || style.clipPath.startsWith("inset(50%");
    const tiny = style.overflow === "hidden" && Math.min(one.clientWidth, one.clientHeight) <= 1;
    return style.position === "absolute" && (clipped || tiny);
  };

  // What a text or a control is part of that lies over the page on purpose, as a bar does.
  const lies = (one) => one.tagName === "HEADER" || ["fixed", "sticky"].includes(getComputedStyle(one).position);
  const layer = (chain) => chain.find(lies) ?? null;

  const name = (one) => {
    const key = [one, ...ancestors(one)].find((part) =>
      /st-key-/.test(part.className?.baseVal ?? part.className ?? "")
    );
    const test = [one, ...ancestors(one)].find((part) => part.dataset?.testid)?.dataset.testid ?? "";
    return `${(key && /st-key-[^ ]+/.exec(key.className)[0]) || ""} ${test} ${one.tagName.toLowerCase()}`.trim();
  };

  // What of a box is to be seen, and who cuts it, if anybody does.
  const clip = (whole, chain, position) => {
    let at = whole;
    let absolute = position === "absolute";
    for (const one of chain) {
      const style = getComputedStyle(one);
      if (position === "fixed") break;
      const holds = !absolute || style.position !== "static" || style.transform !== "none";
      if (holds) absolute = style.position === "absolute";
      if (!holds || one === document.body || one === document.documentElement) continue;
      if (style.display === "inline" || style.display === "contents" || style.overflowX === "visible") continue;
      const edge = one.getBoundingClientRect();
      if (one instanceof SVGElement && one.tagName !== "svg") continue;
      const aside = at.left < edge.left - SLACK || at.right > edge.right + SLACK;
      const scrolls = (way) => way === "auto" || way === "scroll";
      if (aside) return { by: one, how: scrolls(style.overflowX) ? "aside" : "cut" };
      const above = at.top < edge.top - SLACK || at.bottom > edge.bottom + SLACK;
      if (above && !scrolls(style.overflowY)) return { by: one, how: "cut" };
      if (above && !meet(at, edge)) return { by: one, how: "scrolled" };
      at = { ...at, top: Math.max(at.top, edge.top), bottom: Math.min(at.bottom, edge.bottom) };
    }
    return null;
  };

  const texts = (elements) => {
    const found = [];
    for (const one of elements) {
      if (["SCRIPT", "STYLE", "TITLE", "OPTION", "NOSCRIPT"].includes(one.tagName.toUpperCase())) continue;
      const written = [...one.childNodes].filter((node) => node.nodeType === 3 && node.data.trim());
      if (!written.length || !isShown(one)) continue;
      const chain = [one, ...ancestors(one)];
      if (chain.some(isUnseen)) continue;
      for (const node of written) {
        const range = document.createRange();
        range.selectNodeContents(node);
        const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
        for (const line of lines) found.push({ one, chain, words: node.data.trim().slice(0, 60), at: ink(line) });
      }
    }
    return found;
  };

  const figures = (elements) =>
    elements.filter((one) => {
      if (!one.matches("svg, canvas, img, video") || one.parentElement?.closest("svg") || !isShown(one)) return false;
      const { width, height } = one.getBoundingClientRect();
      return width > 60 && height > 60;
    });

  const look = () => {
    const all = everything(document.body);
    const found = new Set();
    const seen = [];
    for (const text of texts(all)) {
      const cut = clip(text.at, text.chain, getComputedStyle(text.one).position);
      const sideways = text.at.left < -SLACK || text.at.right > innerWidth + SLACK;
      const mayScroll = text.chain.some((part) => part.matches?.(SCROLLS));
      if (cut?.how === "cut") found.add(`“${text.words}” is cut by ${name(cut.by)}`);
      else if (cut?.how === "aside" && !mayScroll) {
        found.add(`“${text.words}” is out of sight aside in ${name(cut.by)}`);
      } else if (!cut && sideways) found.add(`“${text.words}” leaves the window (${name(text.one)})`);
      if (!cut) seen.push({ ...text, layer: layer(text.chain), maths: text.one.closest(".katex") });
    }
    seen.sort((a, b) => a.at.top - b.at.top);
    seen.forEach((a, k) => {
      for (let j = k + 1; j < seen.length && seen[j].at.top < a.at.bottom; j++) {
        const b = seen[j];
        if (a.one === b.one || a.layer !== b.layer || (a.maths && a.maths === b.maths)) continue;
        if (meet(a.at, b.at, 1)) found.add(`“${a.words}” meets “${b.words}” (${name(a.one)} / ${name(b.one)})`);
      }
    });
    const controls = all.filter((one) => one.matches(CONTROLS) && isShown(one) && !one.parentElement?.closest("svg"))
      .map((one) => ({ one, at: box(one.getBoundingClientRect()), chain: [one, ...ancestors(one)] }))
      .filter(({ at, chain }) => at.right - at.left > 4 && at.bottom - at.top > 4 && !chain.some(isUnseen))
      .map((control) => ({ ...control, layer: layer(control.chain) }));
    for (const text of seen) {
      for (const { one, at, chain, layer: over } of controls) {
        const isLabel = one.matches("svg, canvas") && one.getRootNode() === text.one.getRootNode(); // of a chart
        if (isLabel || over !== text.layer || text.chain.includes(one) || chain.includes(text.one)) continue;
        if (meet(text.at, at, 3)) found.add(`“${text.words}” is under ${name(one)} (${name(text.one)})`);
      }
    }
    for (const one of figures(all)) {
      const at = one.getBoundingClientRect();
      const chain = ancestors(one);
      const cut = clip(box(at), chain, getComputedStyle(one).position);
      if (chain.some((part) => part.matches?.(SCROLLS)) || cut?.how === "scrolled") continue;
      if (cut || at.left < -SLACK || at.right > innerWidth + SLACK) found.add(`a figure is wider than ${name(one)}`);
    }
    const main = document.querySelector("[data-testid=stMain]");
    for (const part of [document.documentElement, main]) {
      if (part.scrollWidth > part.clientWidth + 1) found.add(`${part.tagName} scrolls sideways`);
    }
    return [...found];
  };
  return look();
});
