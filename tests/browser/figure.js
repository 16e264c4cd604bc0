// What a reader of the figure meets, for the tests: texts with their colours and grounds, and what is in whose way.

((svg) => {
  const name = (element) => element.closest("g[id]")?.id ?? "";

  // The colour behind a text: the box it stands in, else the first ground of the page that is not transparent.
  const ground = (text) => {
    const box = text.closest("g.node:not(.label)")?.querySelector(".area");
    if (box) return getComputedStyle(box).fill;
    for (let element = svg; element; element = element.parentElement ?? element.getRootNode().host) {
      const colour = getComputedStyle(element).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
  };

  // Every text that is not stepped back, with its size on the screen.
  const texts = () =>
    [...svg.querySelectorAll("text")]
      .filter((text) => text.textContent.trim() && !text.closest(".dim"))
      .map((text) => ({
        text: text.textContent,
        colour: getComputedStyle(text).fill,
        ground: ground(text),
        size: parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a,
      }));

  // Where an element is on the screen. Of a text only its ink: its line is a third taller, and a pixel longer.
  const rect = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const [aside, above] = element.tagName === "text" ? [1, (bottom - top) / 6] : [0, 0];
    return { left: left + aside, right: right - aside, top: top + above, bottom: bottom - above };
  };
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const paper = () => {
    const { a, d, e, f } = svg.getScreenCTM();
    const { x, y, width, height } = svg.viewBox.baseVal;
    return { left: a * x + e, right: a * (x + width) + e, top: d * y + f, bottom: d * (y + height) + f };
  };

  // Print `text` at every node, as bold as an active one, and name whatever it is cut off by or runs into.
  const crowded = (text) => {
    const numbers = [...svg.querySelectorAll(".number")];
    for (const node of svg.querySelectorAll("g.node")) node.classList.add("active");
    for (const number of numbers) number.textContent = text;
    const sheet = paper();
    const shapes = [...svg.querySelectorAll("g.node:not(.frame, .label, .corner) > :is(polygon, ellipse, path)")];
    const found = [];
    for (const number of numbers) {
      const me = name(number);
      const mine = [me, me.replace(/^value-/, "node-")];
      const at = rect(number);
      if (at.left < sheet.left || at.right > sheet.right || at.top < sheet.top || at.bottom > sheet.bottom) {
        found.push(`${me} is cut`);
      }
      for (const other of svg.querySelectorAll("text")) {
        if (!mine.includes(name(other)) && other.textContent.trim() && meet(at, rect(other))) {
          found.push(`${me} meets “${other.textContent}” of ${name(other)}`);
        }
      }
      for (const shape of shapes) {
        if (!mine.includes(name(shape)) && meet(at, rect(shape))) found.push(`${me} meets ${name(shape)}`);
      }
      for (const wire of svg.querySelectorAll("g.wire path")) {
        if (meet(at, rect(wire))) found.push(`${me} lies on the ${wire.closest("g").getAttribute("class")}`);
      }
    }
    return found;
  };
  // Whether a text meets a round or square shape itself, not only the rectangle around it.
  const touches = (at, shape) => {
    const { left, top, right, bottom } = rect(shape);
    if (shape.tagName !== "ellipse") return meet(at, rect(shape));
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const [nearX, nearY] = [Math.min(Math.max(x, at.left), at.right), Math.min(Math.max(y, at.top), at.bottom)];
    return ((nearX - x) / (right - x)) ** 2 + ((nearY - y) / (bottom - y)) ** 2 < 1;
  };

  // Every name on a wire, as `letters` have it ({node: letter}), with what it lies on or runs into.
  const names = (letters) => {
    const shapes = [...svg.querySelectorAll("g.node:not(.frame, .label, .corner) > :is(polygon, ellipse, path)")];
    const mine = [...svg.querySelectorAll("g.name")];
    for (const group of mine) group.querySelector("tspan").textContent = letters[group.id.slice(5)];
    for (const number of svg.querySelectorAll(".number")) number.textContent = "−10.00";
    return mine.map((group) => {
      const at = rect(group.querySelector("text"));
      const others = [...svg.querySelectorAll("text")].filter((text) => !group.contains(text) && text.textContent);
      const wires = [...svg.querySelectorAll("g.wire > *")];
      const met = [
        ...others.filter((text) => meet(at, rect(text))),
        ...shapes.filter((shape) => touches(at, shape)),
        ...wires.filter((wire) => meet(at, rect(wire))),
      ];
      return { name: group.id.slice(5), text: group.textContent.trim(), meets: met.map(name) };
    });
  };

  // Texts in boxes that stand out of them.
  const outside = () =>
    [...svg.querySelectorAll("g.node:not(.label) text.number")].filter((text) => {
      const [at, box] = [rect(text), rect(text.closest("g.node").querySelector("polygon, ellipse"))];
      const isOut = at.left < box.left || at.right > box.right || at.top < box.top || at.bottom > box.bottom;
      return text.textContent && isOut;
    }).map((text) => `${text.textContent} of ${name(text)}`);
  return { texts, crowded, names, outside };
});
