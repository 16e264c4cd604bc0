import assert from "node:assert/strict";

import { joinSteps } from "../../../ui/components/history/history.js";

// A window with a history as browsers have it: a list of places, and which of them one is at.
function tab() {
  const listeners = {};
  const places = ["first"];
  const history = {
    pushState: (_state, _title, place) => places.push(place),
    replaceState: (_state, _title, place) => places.splice(-1, 1, place),
  };
  const window = { history, addEventListener: (name, does) => (listeners[name] = does) };
  joinSteps(window);
  joinSteps(window); // every page asks for it again
  return { places, go: (place) => history.pushState({}, "", place), act: (name) => listeners[name]() };
}

Deno.test("what one click does to the address is one place in the history", () => {
  const { places, go, act } = tab();
  act("click");
  go("left, without its choices");
  go("the next page");
  go("the next page, completed");
  assert.deepEqual(places, ["first", "the next page, completed"]);
});

Deno.test("every further click or key is a further place", () => {
  const { places, go, act } = tab();
  for (const [how, where] of [["click", "a"], ["keydown", "b"], ["change", "c"]]) {
    act(how);
    go(where);
  }
  assert.deepEqual(places, ["first", "a", "b", "c"]);
});

Deno.test("a page that completes its address after Back puts no place in front of those that come", () => {
  const { places, go, act } = tab();
  act("click");
  go("a");
  act("click");
  act("popstate");
  go("a, completed");
  assert.deepEqual(places, ["first", "a, completed"]);
});
