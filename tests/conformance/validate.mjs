// Holds `check` against test documents of the W3C Feed Validator: node tests/conformance/validate.mjs [--cases DIR] [--failed] [--exact]
// Run from the folder whose dist/ is to be judged. Classes beginning with Valid say that nothing is wrong: they must be silent.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const argument = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const folder = resolve(argument("--cases") ?? join(dirname(fileURLToPath(import.meta.url)), "../../../shared/conformance/validate"));
const { check } = await import(pathToFileURL(resolve("dist/index.js")).href);
const cases = JSON.parse(readFileSync(join(folder, "cases.json"), "utf8"));

/** RDF, OPML, AtomPub, XRD and KML documents are not written by offprint: counted apart. */
const writes = (text) => /<rss[\s>]|<(?:\w+:)?(?:feed|entry)[\s>]|^\s*\{/.test(text) && !/<rdf:RDF/.test(text);

const local = (name) => String(name).replace(/^.*[:_]/, "");
/**
 * The particulars of an expectation, which cases.json leaves out and the documents say themselves: `!MissingElement{parent:feed,
 * element:copyright}` lets a feed without copyright be, not one without title.
 */
const particulars = (text) =>
  Object.fromEntries(
    (/Expect:\s*!?\w+\{(.*?)\}/.exec(text)?.[1] ?? "")
      .split(",")
      .map((each) => /^\s*(parent|element|attr|rel|prefix)\s*:\s*(.*?)\s*$/.exec(each))
      .filter((each) => each !== null)
      .map(([, name, value]) => [name, local(value)]),
  );
const concerns = (finding, { parent, element, attr, rel, prefix }) => {
  const path = finding.path.split("/").map((each) => each.replace(/^@|\[\d+\]$/g, ""));
  const { detail } = finding;
  const is = (wanted, ...names) => wanted === undefined || names.some((name) => local(name) === wanted);
  return (
    is(parent, detail.parent, path.at(-1), path.at(-2), path.at(-3) ?? "root") &&
    is(element, detail.element, detail.member, detail.attribute, detail.value, path.at(-1), path.at(-2)) &&
    is(attr, detail.attribute, detail.value, path.at(-1)) &&
    is(rel, detail.value) &&
    is(prefix, detail.prefix)
  );
};
/** What the Valid classes are the contrary of. */
const CONTRARY = {
  ValidURI: ["InvalidLink"],
  ValidHttpGUID: ["InvalidHttpGUID"],
  ValidURLAttribute: ["InvalidLink"],
  ValidURN: ["InvalidURN"],
  ValidTAG: ["InvalidTAG"],
  ValidTitle: ["NotBlank", "AttrNotBlank"],
  ValidW3CDTFDate: ["InvalidW3CDTFDate", "InvalidRFC3339Date"],
  ValidRFC2822Date: ["InvalidRFC2822Date", "ProblematicalRFC822Date", "ImplausibleDate"],
  ValidBooleanAttribute: ["InvalidBooleanAttribute"],
  ValidLanguage: ["InvalidLanguage"],
  ValidHeight: ["InvalidHeight"],
  ValidWidth: ["InvalidWidth"],
  ValidContact: ["InvalidContact"],
  ValidIntegerAttribute: ["InvalidIntegerAttribute"],
  ValidMIMEAttribute: ["InvalidMIMEType", "InvalidMIMEAttribute"],
  ValidDay: ["InvalidDay"],
  ValidHour: ["InvalidHour"],
  ValidInteger: ["InvalidInteger"],
  ValidUpdatePeriod: ["InvalidUpdatePeriod"],
  ValidElement: ["UndefinedElement"],
  ValidCloud: ["MissingAttribute", "InvalidIntegerAttribute"],
  ValidDoctype: ["InvalidDoctype"],
  ValidHtml: ["NotHtml"],
  ValidAtomLinkRel: ["UnregisteredAtomLinkRel"],
  ValidLatitude: ["InvalidLatitude"],
  ValidLongitude: ["InvalidLongitude"],
  ValidNPTTime: ["InvalidNPTTime"],
  ValidPercentage: ["InvalidPercentage"],
};

const group = () => ({ expected: 0, found: 0, exact: 0, silent: 0, alarms: 0 });
const groups = { written: group(), other: group() };
const failed = [];
for (const each of cases) {
  const bytes = new Uint8Array(readFileSync(join(folder, "files", each.file)));
  const text = new TextDecoder().decode(bytes);
  const wanted = particulars(text);
  const group = groups[writes(text) || (each.wellFormed === false && !/^(?:opml|rss11)/.test(each.file)) ? "written" : "other"];
  let findings;
  try {
    findings = check(bytes, { url: `http://www.feedvalidator.org/testcases/${each.file}` });
  } catch (error) {
    failed.push({ ...each, got: `threw ${error.stack}` });
    if (each.absent || each.expect.startsWith("Valid")) {
      group.silent++;
      group.alarms++;
    } else group.expected++;
    continue;
  }
  const raised = (name, exactly = true) =>
    findings.some(
      (finding) =>
        (finding.w3c.includes(name) && (!exactly || concerns(finding, wanted))) ||
        (name === "Error" && finding.severity === "error") ||
        (name === "Warning" && finding.severity !== "info"),
    );
  const got = findings
    .map((finding) => `${finding.line}:${finding.column} ${finding.rule} ${JSON.stringify(finding.detail)}`)
    .join("\n      ");
  // `absent` of a Valid class says that this very thing is not to be called valid: no contrary of it is asked for.
  if (each.absent || each.expect.startsWith("Valid")) {
    group.silent++;
    const names = each.expect.startsWith("Valid") ? (each.absent ? [] : (CONTRARY[each.expect] ?? [])) : [each.expect];
    if (names.some((name) => raised(name))) {
      group.alarms++;
      failed.push({ ...each, got });
    }
  } else {
    group.expected++;
    if (raised(each.expect)) group.exact++;
    else if (process.argv.includes("--exact")) failed.push({ ...each, expect: `${each.expect} ${JSON.stringify(wanted)}`, got });
    if (raised(each.expect, false)) group.found++;
    else failed.push({ ...each, got });
  }
}
if (process.argv.includes("--failed"))
  for (const { file, expect, absent, description, got } of failed)
    console.log(`${absent || expect.startsWith("Valid") ? "alarm " : "missed"} ${expect} ${file}: ${description}\n      ${got}`);
for (const [name, { expected, found, exact, silent, alarms }] of Object.entries(groups))
  console.log(
    `${name.padEnd(8)} expected findings ${found} of ${expected} (${((100 * found) / Math.max(1, expected)).toFixed(1)} %), of just what is said ${exact}, false alarms ${alarms} of ${silent}`,
  );
