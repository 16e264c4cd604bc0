import assert from "node:assert/strict";

import { spoken } from "../../../ui/components/plain_names/plain_names.js";

Deno.test("a name that is read aloud has no markup of Markdown or LaTeX", () => {
  for (
    const [written, read] of [
      [":gray[$\\displaystyle x_t$]", "x t"],
      [":blue[$\\displaystyle h_{t-1}$]", "h t−1"],
      ["$W_{f}$", "W f"],
      [":violet[$\\tilde{C}_t$]", "C\u0303 t"],
      ["Start from :green[$C_{t-1}$] and :blue[$h_{t-1}$]", "Start from C t−1 and h t−1"],
      ["$\\mathrm{my\\ gate}_t$", "my gate t"],
      [":material/lightbulb: **Show** me", "Show me"],
      [":blue[$[h_{t-1}, x_t]$]", "[h t−1, x t]"],
    ]
  ) assert.equal(spoken(written), read);
});

Deno.test("a name without markup stays as it is", () => {
  for (const name of ["Units", "Step: 3 of 5", "[h, x] to y", "2 * 3", "From −10 to 10", "5 $"]) {
    assert.equal(spoken(name), name);
  }
});
