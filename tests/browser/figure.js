// What a reader of the figure sees, for the tests: texts with their colours and grounds, and what stands in whose way.

(svg) => {
  const name = (element) => element.closest("g[id]")?.id ?? "";
  const numbers = [...svg.querySelectorAll(".number")];
  const shapes = [...svg.querySelectorAll("g.node:not(.frame):not(.label) > :is(polygon, ellipse, path)")];

  // The colour behind a text: the box it stands in, else the first ground of the page that is not transparent.
  const ground = (text) => {
    const box = text.closest("g.node")?.querySelector(".area");
    if (box && text.closest(".node:not(.label)")) return getComputedStyle(box).fill;
    for (let element = svg; element; element = element.parentElement ?? element.getRootNode().host) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
  };
  const texts = () =>
    [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && !text.closest(".dim"))
      .map((text) => ({
        text: text.textContent,
        of: name(text),
        colour: getComputedStyle(text).fill,
        ground: ground(text),
        size: parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a,
      }));

  // Rectangles on the screen; `slack` pixels on every side do not count, since a line of text is taller than its ink.
  const rect = (element, slack = 0) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const high = (bottom - top) * 0.15;
    return { left: left + slack, right: right - slack, top: top + slack * high, bottom: bottom - slack * high };
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const crowded = (longest) => {
    for (const node of svg.querySelectorAll("g.node")) node.classList.add("active"); // bold is widest
    for (const number of numbers) number.textContent = longest[name(number)] ?? longest.other;
    const found = [];
    const paper = svg.getScreenCTM();
    const { x, y, width, height } = svg.viewBox.baseVal;
    const sheet = {
      left: paper.a * x + paper.e, right: paper.a * (x + width) + paper.e,
      top: paper.d * y + paper.f, bottom: paper.d * (y + height) + paper.f,
    };
    for (const number of numbers) {
      const at = rect(number, 1);
      const mine = name(number).replace(/^value-/, "node-");
      if (at.left < sheet.left || at.right > sheet.right || at.top < sheet.top || at.bottom > sheet.bottom)
        found.push(`${name(number)} is cut`);
      for (const text of svg.querySelectorAll("text"))
        if (text !== number && name(text) !== name(number) && text.textContent.trim() && meet(at, rect(text, 1)))
          found.push(`${name(number)} meets “${text.textContent}” of ${name(text)}`);
      for (const shape of shapes)
        if (![mine, name(number)].includes(name(shape)) && meet(at, rect(shape))) found.push(`${name(number)} meets ${name(shape)}`);
      for (const wire of svg.querySelectorAll("g.wire path"))
        if (meet(at, rect(wire))) found.push(`${name(number)} is crossed by a wire ${wire.closest("g").className.baseVal}`);
    }
    return found;
  };
  return { texts, crowded };
};
