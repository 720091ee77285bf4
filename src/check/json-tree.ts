/** A JSON value with the place where it stands. */
export type JsonNode =
  | { readonly kind: "object"; readonly offset: number; readonly members: readonly JsonMember[] }
  | { readonly kind: "array"; readonly offset: number; readonly items: readonly JsonNode[] }
  | { readonly kind: "string"; readonly offset: number; readonly value: string }
  | { readonly kind: "number"; readonly offset: number; readonly value: number }
  | { readonly kind: "boolean"; readonly offset: number; readonly value: boolean }
  | { readonly kind: "null"; readonly offset: number };

interface JsonMember {
  readonly name: string;
  /** Of the name. */
  readonly offset: number;
  readonly value: JsonNode;
}

export interface JsonProblem {
  readonly problem: string;
  readonly offset: number;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

interface Open {
  readonly node: Extract<JsonNode, { kind: "object" | "array" }>;
  member: { name: string; offset: number } | undefined;
}

/** Parses strictly (RFC 8259), with places, without recursion: depth costs no stack. */
export function parseJsonTree(text: string): JsonNode | JsonProblem {
  let at = text.startsWith("\ufeff") ? 1 : 0;
  const open: Open[] = [];
  let root: JsonNode | undefined;
  const skip = (): void => {
    SPACE.lastIndex = at;
    SPACE.exec(text);
    at = SPACE.lastIndex;
  };
  const place = (node: JsonNode): void => {
    const top = open.at(-1);
    if (!top) root = node;
    else if (top.node.kind === "array") (top.node.items as JsonNode[]).push(node);
    else if (top.member) (top.node.members as JsonMember[]).push({ ...top.member, value: node });
  };
  /** `value`: a value must come. `member`: a name must. `after`: a comma or an end. `first`: either a value or name, or an end. */
  let state: "value" | "first" | "member" | "after" = "value";
  for (;;) {
    skip();
    const top = open.at(-1);
    const char = text[at];
    if (state === "after") {
      if (!top) return at >= text.length && root ? root : { problem: "something stands behind the end", offset: at };
      const end = top.node.kind === "object" ? "}" : "]";
      if (char === ",") state = top.node.kind === "object" ? "member" : "value";
      else if (char === end) open.pop();
      else return { problem: `, or ${end} is missing`, offset: at };
      at++;
      continue;
    }
    if (state === "first" && top) {
      if (char === (top.node.kind === "object" ? "}" : "]")) {
        open.pop();
        at++;
        state = "after";
        continue;
      }
      state = top.node.kind === "object" ? "member" : "value";
    }
    if (state === "member" && top) {
      const offset = at;
      const name = string(text, at);
      if (name === undefined) return { problem: "the name of a member is missing", offset: at };
      at = STRING.lastIndex;
      skip();
      if (text[at] !== ":") return { problem: ": is missing", offset: at };
      at++;
      top.member = { name, offset };
      state = "value";
      continue;
    }
    if (char === "{" || char === "[") {
      const node =
        char === "{" ? ({ kind: "object", offset: at, members: [] } as const) : ({ kind: "array", offset: at, items: [] } as const);
      place(node);
      open.push({ node, member: undefined });
      at++;
      state = "first";
      continue;
    }
    const node = scalar(text, at);
    if (!node) return { problem: at >= text.length ? "the document ends early" : "a value is missing or malformed", offset: at };
    place(node.node);
    at = node.end;
    state = "after";
  }
}

function string(text: string, at: number): string | undefined {
  STRING.lastIndex = at;
  const match = STRING.exec(text);
  return match ? (JSON.parse(match[0]) as string) : undefined;
}

function scalar(text: string, offset: number): { node: JsonNode; end: number } | undefined {
  if (text[offset] === '"') {
    const value = string(text, offset);
    return value === undefined ? undefined : { node: { kind: "string", offset, value }, end: STRING.lastIndex };
  }
  WORD.lastIndex = offset;
  const word = WORD.exec(text)?.[0];
  if (word !== undefined)
    return { node: word === "null" ? { kind: "null", offset } : { kind: "boolean", offset, value: word === "true" }, end: WORD.lastIndex };
  NUMBER.lastIndex = offset;
  const number = NUMBER.exec(text)?.[0];
  return number === undefined ? undefined : { node: { kind: "number", offset, value: Number(number) }, end: NUMBER.lastIndex };
}
