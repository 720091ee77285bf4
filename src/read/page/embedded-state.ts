import type { Element } from "domhandler";
import { readJsLiteral } from "./js-literal.ts";
import type { Outline } from "./outline.ts";

/** Scripts longer than this are programs, or more than a page's posts. In characters. */
const MAX_SCRIPT = 8_000_000;
/** Assignments that are tried in one script: each may have to be read to the script's end before it shows that it is none. */
const MAX_TRIES = 40;
const ASSIGNED =
  /(?:^|[;\s{(,])(?:window|self|globalThis|var|let|const)(?:\s+|\.|\[["'])([\w$.]{2,60})(?:["']\])?\s*=\s*(?=[[{("'`]|JSON\.parse|function|\(\s*function|\(\()/g;

/** The data that scripts of a page carry for its own rendering: Next, Nuxt, Gatsby, Apollo and the like. Nothing is run. */
export function readEmbeddedStates(outline: Outline): unknown[] {
  const states: unknown[] = [];
  let stream = "";
  for (const element of outline.elements) {
    if (element.name !== "script" || element.attribs.src !== undefined) continue;
    const type = element.attribs.type?.toLowerCase() ?? "";
    if (type === "application/ld+json" || type === "speculationrules" || type === "importmap") continue;
    const source = scriptText(element);
    if (source.length < 20 || source.length > MAX_SCRIPT) continue;
    if (type.includes("json")) {
      const value = parseJson(source);
      if (value !== undefined) states.push(element.attribs.id === "__NUXT_DATA__" || isFlattened(value) ? unflatten(value) : value);
      continue;
    }
    if (source.includes("__next_f")) stream += nextStream(source);
    else if (source.includes("__sveltekit_")) states.push(...startData(source));
    else states.push(...assignedValues(source));
  }
  if (stream !== "") states.push(...nextRows(stream));
  return states;
}

function scriptText(element: Element): string {
  let text = "";
  for (const child of element.children) if (child.type === "text") text += (child as { data: string }).data;
  return text.trim();
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

/** `window.__NUXT__ = …`, `window._state = JSON.parse("…")`. */
function assignedValues(source: string): unknown[] {
  const values: unknown[] = [];
  let from = 0;
  let tries = 0;
  for (const match of source.matchAll(ASSIGNED)) {
    if (match.index < from) continue;
    if (++tries > MAX_TRIES) break;
    let at = match.index + match[0].length;
    const parsed = source.startsWith("JSON.parse(", at);
    if (parsed) at += "JSON.parse(".length;
    const literal = readJsLiteral(source, at);
    if (!literal) continue;
    from = literal.end;
    const value = parsed && typeof literal.value === "string" ? parseJson(literal.value) : literal.value;
    if (typeof value === "object" && value !== null) values.push(isFlattened(value) ? unflatten(value) : value);
  }
  return values;
}

/** What SvelteKit starts with: `kit.start(app, element, { node_ids, data: […] })`. */
function startData(source: string): unknown[] {
  const data = /\bdata:\s*(?=\[)/.exec(source);
  const literal = data ? readJsLiteral(source, data.index + data[0].length) : undefined;
  return literal ? [literal.value] : assignedValues(source);
}

/** Nuxt 3 (devalue): one array whose members name each other by index. */
function isFlattened(value: unknown): value is unknown[] {
  if (!Array.isArray(value) || value.length < 3) return false;
  const [first] = value;
  const numbers = (list: readonly unknown[]) => list.length > 0 && list.every((n) => Number.isInteger(n) && (n as number) < value.length);
  if (Array.isArray(first)) return typeof first[0] === "string" && /Reactive|Ref|Date|Map|Set/.test(first[0]) && numbers(first.slice(1));
  return (
    typeof first === "object" && first !== null && numbers(Object.values(first)) && value.slice(1, 20).some((v) => typeof v === "string")
  );
}

function unflatten(flat: unknown): unknown {
  if (!Array.isArray(flat)) return flat;
  const made = new Map<number, unknown>();
  const waiting: (() => void)[] = [];
  const revive = (index: unknown): unknown => {
    if (typeof index !== "number" || index < 0 || index >= flat.length) return undefined;
    if (made.has(index)) return made.get(index);
    const raw: unknown = flat[index];
    if (typeof raw !== "object" || raw === null) return raw;
    if (Array.isArray(raw)) {
      const [tag] = raw;
      if (typeof tag === "string") {
        if (/Date/.test(tag)) return raw[1];
        // A wrapper around one other: found by following it, which the length of the list bounds.
        let inner: unknown = raw[1];
        for (let steps = 0; steps < 20; steps++) {
          const next: unknown = typeof inner === "number" ? flat[inner] : undefined;
          if (!Array.isArray(next) || typeof next[0] !== "string") return typeof inner === "number" ? revive(inner) : inner;
          inner = next[1];
        }
        return undefined;
      }
      const list: unknown[] = [];
      made.set(index, list);
      waiting.push(() => {
        for (const member of raw) list.push(revive(member));
      });
      return list;
    }
    const object: Record<string, unknown> = Object.create(null);
    made.set(index, object);
    waiting.push(() => {
      for (const [key, member] of Object.entries(raw)) object[key] = revive(member);
    });
    return object;
  };
  const root = revive(0);
  for (let job = waiting.pop(); job; job = waiting.pop()) job();
  return root;
}

/** The text that Next's app router streams: `self.__next_f.push([1,"…"])`. */
function nextStream(source: string): string {
  let text = "";
  for (const match of source.matchAll(/__next_f(?:\s*=[^;]{0,60}?\|\|\s*\[\]\))?\.push\(/g)) {
    const literal = readJsLiteral(source, match.index + match[0].length);
    if (!literal) break;
    const { value } = literal;
    if (Array.isArray(value) && typeof value[1] === "string") text += value[1];
  }
  return text;
}

function nextRows(stream: string): unknown[] {
  const rows: unknown[] = [];
  for (const line of stream.split("\n")) {
    const head = /^[\da-f]{1,6}:(?=[[{])/i.exec(line);
    const value = head ? parseJson(line.slice(head[0].length)) : undefined;
    if (value !== undefined) rows.push(value);
  }
  return rows;
}
