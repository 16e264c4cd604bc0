import assert from "node:assert/strict";

import { actOf } from "../../../ui/components/presenter/presenter.js";

// A key that is pressed on an element; it may lie within a component, whose host the page sees in its place.
const pressed = (key, target = { tagName: "BODY" }, more = {}) => ({ key, composedPath: () => [target], ...more });
const acts = new Map([["next", []]]);

Deno.test("arrows and the keys of a presenter remote walk", () => {
  for (const key of ["ArrowRight", "PageDown", " "]) assert.equal(actOf(pressed(key), acts), "next");
  for (const key of ["ArrowLeft", "PageUp"]) assert.equal(actOf(pressed(key), acts), "back");
  for (const key of [".", "b", "B"]) assert.equal(actOf(pressed(key), acts), "black");
  for (const key of ["f", "F", "F5"]) assert.equal(actOf(pressed(key), acts), "full");
});

Deno.test("the space bar plays where something can be played", () => {
  assert.equal(actOf(pressed(" "), new Map([["play", []]])), "play");
});

Deno.test("no key is taken from whoever types, but Escape leaves", () => {
  const fields = [{ tagName: "INPUT", type: "text" }, { tagName: "TEXTAREA" }, {
    tagName: "DIV",
    isContentEditable: true,
  }];
  for (const field of fields) {
    for (const key of ["ArrowRight", "PageDown", " ", "r", "f", "q", ".", "F5"]) {
      assert.equal(actOf(pressed(key, field), acts), "");
    }
    assert.equal(actOf(pressed("Escape", field), acts), "leave");
  }
});

Deno.test("what has arrow keys of its own keeps them, and the remote walks all the same", () => {
  const strip = { tagName: "DIV", getAttribute: () => "slider" };
  for (const slider of [{ tagName: "INPUT", type: "range" }, strip]) {
    assert.equal(actOf(pressed("ArrowRight", slider), acts), "");
    assert.equal(actOf(pressed("PageDown", slider), acts), "next");
  }
});

Deno.test("a button keeps its space bar, and the browser its own shortcuts", () => {
  assert.equal(actOf(pressed(" ", { tagName: "BUTTON" }), acts), "");
  for (const held of ["ctrlKey", "metaKey", "altKey"]) {
    assert.equal(actOf(pressed("r", { tagName: "BODY" }, { [held]: true }), acts), "");
  }
});
