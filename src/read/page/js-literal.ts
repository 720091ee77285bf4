/**
 * A value written as a JavaScript literal: JSON, and what scripts write instead of it: bare keys, other quotes, `!0`,
 * `void 0`, `new Date(…)`, names that stand for the arguments of a function around it (Nuxt 2). Nothing is run.
 * `undefined` for anything else.
 */
export function readJsLiteral(source: string, start = 0): { readonly value: unknown; readonly end: number } | undefined {
  const reader = new LiteralReader(source, start);
  try {
    const value = reader.top();
    return { value, end: reader.at };
  } catch (error) {
    if (error === NOT_A_LITERAL) return undefined;
    throw error;
  }
}

const NOT_A_LITERAL = Symbol("not a literal");
const MAX_NESTING = 256;
const NAME = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const NUMBER = /[+-]?(?:0x[\da-f]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)/iy;
const SPACE = /(?:\s|\/\*[\s\S]*?\*\/)*/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", 0: "\0" };

class LiteralReader {
  at: number;
  readonly #source: string;
  #names: ReadonlyMap<string, unknown> = new Map();
  #nesting = 0;

  constructor(source: string, start: number) {
    this.#source = source;
    this.at = start;
  }

  top(): unknown {
    const call = /\s*\(?\s*(?:function\s*\(([\w$,\s]*)\)\s*\{\s*return\s*|\(([\w$,\s]*)\)\s*=>\s*\(?)/y;
    call.lastIndex = this.at;
    const head = call.exec(this.#source);
    if (!head) return this.value();
    // `(function(a,b){return {…}}(1,2))`: the arguments are read first.
    const parameters = (head[1] ?? head[2] ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    const body = call.lastIndex;
    const close = this.#source.lastIndexOf("}(");
    const open = close > body ? close + 1 : this.#source.lastIndexOf(")(") + 1;
    if (open <= body) throw NOT_A_LITERAL;
    this.at = open + 1;
    const values: unknown[] = [];
    while (this.#peek() !== ")") {
      values.push(this.value());
      if (this.#peek() === ",") this.at++;
    }
    const end = this.at + 1;
    this.#names = new Map(parameters.map((name, i) => [name, values[i]]));
    this.at = body;
    const value = this.value();
    this.at = end;
    return value;
  }

  value(): unknown {
    const char = this.#peek();
    if (char === "{") return this.#nested(() => this.#object());
    if (char === "[") return this.#nested(() => this.#array());
    if (char === '"' || char === "'" || char === "`") return this.#string(char);
    if (char === "!") {
      this.at++;
      return !this.value();
    }
    const number = this.#match(NUMBER);
    if (number !== undefined) return Number(number);
    const name = this.#match(NAME);
    switch (name) {
      case "true":
        return true;
      case "false":
        return false;
      case "null":
        return null;
      case "undefined":
      case "NaN":
      case "Infinity":
        return undefined;
      case "void":
        this.value();
        return undefined;
      case "new":
        return this.#construct();
      default:
        if (name !== undefined && this.#names.has(name)) return this.#names.get(name);
        throw NOT_A_LITERAL;
    }
  }

  #nested<T>(read: () => T): T {
    if (++this.#nesting > MAX_NESTING) throw NOT_A_LITERAL;
    const value = read();
    this.#nesting--;
    return value;
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = Object.create(null);
    this.at++;
    while (this.#peek() !== "}") {
      const char = this.#peek();
      const key = char === '"' || char === "'" ? this.#string(char) : (this.#match(NAME) ?? this.#match(NUMBER));
      if (key === undefined || this.#peek() !== ":") throw NOT_A_LITERAL;
      this.at++;
      object[key] = this.value();
      this.#comma("}");
    }
    this.at++;
    return object;
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    this.at++;
    while (this.#peek() !== "]") {
      if (this.#peek() === ",") {
        this.at++;
        array.push(undefined);
        continue;
      }
      array.push(this.value());
      this.#comma("]");
    }
    this.at++;
    return array;
  }

  /** `new Date(0)`, `new Map([…])`: their arguments. */
  #construct(): unknown {
    this.#match(NAME);
    if (this.#peek() !== "(") throw NOT_A_LITERAL;
    this.at++;
    const value = this.#peek() === ")" ? undefined : this.value();
    if (this.#peek() !== ")") throw NOT_A_LITERAL;
    this.at++;
    return value;
  }

  #string(quote: string): string {
    let text = "";
    let from = ++this.at;
    for (;;) {
      const char = this.#source[this.at];
      if (char === undefined) throw NOT_A_LITERAL;
      if (char === quote) break;
      if (char !== "\\") {
        this.at++;
        continue;
      }
      text += this.#source.slice(from, this.at);
      const next = this.#source[this.at + 1] ?? "";
      if (next === "u" || next === "x") {
        const hex = /^(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2}))/i.exec(this.#source.slice(this.at + 1, this.at + 10));
        if (!hex) throw NOT_A_LITERAL;
        const code = Number.parseInt(hex[1] ?? hex[2] ?? hex[3] ?? "", 16);
        if (code > 0x10ffff) throw NOT_A_LITERAL;
        text += String.fromCodePoint(code);
        this.at += 1 + hex[0].length;
      } else {
        text += ESCAPES[next] ?? (next === "\n" ? "" : next);
        this.at += 2;
      }
      from = this.at;
    }
    text += this.#source.slice(from, this.at++);
    return text;
  }

  #comma(close: string): void {
    const char = this.#peek();
    if (char === ",") this.at++;
    else if (char !== close) throw NOT_A_LITERAL;
  }

  #peek(): string | undefined {
    SPACE.lastIndex = this.at;
    SPACE.test(this.#source);
    this.at = SPACE.lastIndex;
    return this.#source[this.at];
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.#source);
    if (!match) return undefined;
    this.at = pattern.lastIndex;
    return match[0];
  }
}
