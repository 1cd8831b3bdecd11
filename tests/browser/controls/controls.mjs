// Compares what controls of random forms hold, whether they are valid, disabled, visible and can have the focus, and what forms send, with
// Chromium and with client/src/payload.ts.
// Usage: node controls.mjs PATH_OF_CONTROL_DUMP
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { cases_of, client, seeds, with_page } from "../parsing/chromium.mjs";

// Where Chromium 156 departs: a slider whose value is written 1e2 has the value 1e+2.
const departures = [({ markup, steps }) => markup.includes('type="range"') && (markup + JSON.stringify(steps)).includes('"1e2"')];

// Runs in the page: differences. tooLong and tooShort are left out: insertText is no edit by a person there.
function compare(cases) {
  const area = document.body.appendChild(document.createElement("div"));
  const { formPayload, controlPayload } = payloads;
  const differences = ({ markup, steps, elements, forms }) => {
    area.innerHTML = markup;
    const all = [...area.querySelectorAll("*")];
    const place = (node) => (node ? all.indexOf(node) : null);
    for (const { do: what, at, value } of steps) {
      const element = all[at];
      if (what === "click") element.click();
      else if (what === "pick") element.selected = value;
      else if (what === "reset") element.reset();
      else if (what === "set") element.value = value;
      else {
        element.focus();
        element.select();
        document.execCommand("insertText", false, value);
      }
    }
    const found = [];
    const check = (at, what, ours, theirs) => {
      if (JSON.stringify(ours) !== JSON.stringify(theirs)) found.push({ at, what, ours, theirs, tag: all[at].outerHTML.slice(0, 300) });
    };
    elements.forEach((ours, at) => {
      const element = all[at];
      check(at, "visible", ours.visible, element.checkVisibility({ visibilityProperty: true }));
      check(at, "disabled", ours.disabled, element.matches(":disabled"));
      if ("control" in ours) check(at, "control", ours.control, place(element.control));
      if ("form" in ours) check(at, "form", ours.form, place(element.form));
      if ("value" in ours) check(at, "value", ours.value, element.value);
      if ("checked" in ours) check(at, "checked", ours.checked, element.checked);
      if ("selected" in ours) check(at, "selected", ours.selected, element.selected);
      if ("will" in ours) check(at, "will", ours.will, element.willValidate);
      if (!ours.will || !element.willValidate) return;
      let flags = "";
      for (const name of ["valueMissing", "typeMismatch", "patternMismatch", "rangeUnderflow", "rangeOverflow", "stepMismatch", "badInput"])
        if (element.validity[name]) flags += name + " ";
      check(at, "flags", ours.flags, flags);
    });
    for (const { at, sent, controls } of forms) {
      for (const { submitter, target, entries, payload } of sent) {
        const data = [...new FormData(all[at], all[submitter])].map(([name, value]) => [name, value.name ?? value]);
        check(at, "entries", entries, data);
        check(at, "payload", payload, JSON.stringify(formPayload(all[at], all[submitter], all[target])));
      }
      for (const [control, payload] of controls) check(control, "control's payload", payload, JSON.stringify(controlPayload(all[control])));
    }
    elements.forEach((ours, at) => {
      document.activeElement?.blur();
      all[at].focus();
      check(at, "focus", ours.focus, document.activeElement === all[at]);
    });
    return found;
  };
  const found = cases.map(differences);
  area.remove();
  return found;
}

async function payloads() {
  const { build } = createRequire(client)("esbuild");
  const entryPoints = [fileURLToPath(new URL("src/payload.ts", new URL("../../../client/", import.meta.url)))];
  const { outputFiles } = await build({ entryPoints, bundle: true, format: "iife", globalName: "payloads", write: false });
  return outputFiles[0].text;
}

const pages = "1000";
let controls = 0;
let failed = 0;
await with_page(async (page) => {
  await page.addScriptTag({ content: await payloads() });
  for (const seed of seeds()) {
    const cases = cases_of(String(seed), pages).filter((one) => !departures.some((departs) => departs(one)));
    const found = await page.evaluate(compare, cases);
    cases.forEach(({ markup, steps, elements }, i) => {
      controls += elements.length;
      for (const difference of found[i]) {
        failed += 1;
        if (failed <= Number(process.env.GOLIVE_SHOWN ?? 10)) console.log(`GOLIVE_SEED=${seed}: ${JSON.stringify(difference, null, 1)}\nin ${markup}\nafter ${JSON.stringify(steps)}\n`);
      }
    });
    if (failed) break;
  }
});
console.log(`${controls} elements compared, ${failed} differ`);
process.exit(failed === 0 && controls > 0 ? 0 : 1);
