import { ENDS_PARAGRAPH, IMPLIED_END } from "../values/html-vocabulary.ts";
import { characterName } from "./character-name.ts";
import type { Spot, ValueCheck } from "./element-rule.ts";
import { type HtmlTag, readHtml } from "./html-tags.ts";

/** Their end tags may be left out (HTML §13.1.2.4). */
const OPTIONAL_END = new Set(
  "p li dt dd option optgroup tr td th thead tbody tfoot caption colgroup rt rp rb rtc html head body".split(" "),
);
/** How far a stray end tag looks back for the element that it closes. */
const LOOK_BACK = 50;
/** So many problems of markup are told of one element. */
const MOST_PROBLEMS = 3;

/** HTML that was escaped: what readers will remove from it, and whether it is HTML at all. */
export const safeHtml: ValueCheck = (value, spot) => new HtmlCheck(spot, false).run(value);

/** As `safeHtml`, where there is no base: addresses should be full. */
export const rootlessHtml: ValueCheck = (value, spot) => new HtmlCheck(spot, true).run(value);

class HtmlCheck {
  readonly #spot: Spot;
  readonly #rootless: boolean;
  readonly #problems = new Set<string>();
  readonly #addresses: string[] = [];
  readonly #open: string[] = [];
  #foreign = 0;

  constructor(spot: Spot, rootless: boolean) {
    this.#spot = spot;
    this.#rootless = rootless;
  }

  run(html: string): void {
    if (!html.includes("<")) return;
    const spot = this.#spot;
    readHtml(html, spot.context.tags, this);
    const left = this.#open.find((name) => !OPTIONAL_END.has(name));
    if (left !== undefined) this.problem(`<${left}> is not closed`);
    for (const problem of this.#problems) spot.report("not-html", { problem });
    for (const address of this.#addresses) checkAddress(address, spot);
  }

  problem(problem: string): void {
    if (this.#problems.size < MOST_PROBLEMS) this.#problems.add(problem);
  }

  tag(tag: HtmlTag): void {
    for (const problem of tag.problems) this.problem(problem);
    const { name, end } = tag;
    if (name === "svg" || name === "math") this.#foreign += end ? -1 : tag.selfClosing ? 0 : 1;
    else if (this.#foreign <= 0) {
      if (tag.known) {
        if (!end && !tag.safe) this.#spot.report("unsafe-html", { value: `<${name}>` });
        this.#balance(tag);
      } else if (!end) this.problem(`<${name}> is no element of HTML`);
    }
    if (tag.risks.length > 0 && (this.#foreign > 0 || tag.safe))
      for (const { rule, value } of tag.risks) this.#spot.report(rule, { value });
    if (this.#rootless && tag.address !== undefined) this.#addresses.push(tag.address);
  }

  /** Follows which elements are open; end tags that may be left out are not missed. Linear: a stray end tag looks back a bounded way. */
  #balance(tag: HtmlTag): void {
    const { name } = tag;
    const open = this.#open;
    if (tag.empty) {
      if (tag.end) this.problem(`</${name}> closes nothing`);
      return;
    }
    if (!tag.end) {
      if (tag.selfClosing) this.problem(`<${name}/> is not empty in HTML`);
      const ends = IMPLIED_END.get(name)?.ends;
      while (ends && (open.at(-1) === "p" || ends.has(open.at(-1) ?? ""))) open.pop();
      if (open.at(-1) === "p" && ENDS_PARAGRAPH.has(name)) open.pop();
      open.push(name);
      return;
    }
    if (open.at(-1) === name) {
      open.pop();
      return;
    }
    let at = open.length - 1;
    while (at >= 0 && at > open.length - 12 && OPTIONAL_END.has(open[at] ?? "") && open[at] !== name) at--;
    if (open[at] === name) {
      open.length = at;
      return;
    }
    // HTML makes an empty paragraph of a stray </p>: harmless, but an error.
    const depth = name === "p" ? -1 : lastOf(open, name);
    this.problem(depth >= 0 ? `</${name}> where <${open.at(-1)}> should be closed` : `</${name}> closes nothing`);
    if (depth >= 0) open.length = depth;
  }
}

function lastOf(open: readonly string[], name: string): number {
  for (let at = open.length - 1; at >= 0 && at > open.length - LOOK_BACK; at--) if (open[at] === name) return at;
  return -1;
}

function checkAddress(found: string, spot: Spot): void {
  const address = found.trim();
  if (/^\w+:/.test(address)) return;
  const character = /[^\w;/?:@&=+$.\-!~*'()%,#\u0080-\uffff]/.exec(address)?.[0];
  if (character !== undefined) spot.report("invalid-uri-character", { value: address, character: characterName(character) });
  else spot.report("relative-reference", { value: address });
}
