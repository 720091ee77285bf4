/** What a DOCTYPE says that matters to a feed. */
export interface Doctype {
  readonly publicId: string;
  readonly systemId: string;
  /** Offset behind it. */
  readonly end: number;
  /** Entities that are text of their own. */
  readonly entities: ReadonlyMap<string, string>;
  /** Entities that lie in other files. */
  readonly external: ReadonlySet<string>;
}

const HEAD = /<!DOCTYPE\s+[^\s>[]+\s*(?:SYSTEM\s*("[^"]*"|'[^']*')|PUBLIC\s*("[^"]*"|'[^']*')\s*("[^"]*"|'[^']*'))?\s*/y;
/** One piece of the internal subset. A declaration that fits none is malformed, and ends the document. */
const PIECE =
  /\]|<!--|<\?|<!ENTITY\s+([^\s%"'<>]+)\s+(?:SYSTEM|PUBLIC)\b[^<>]*>|<!ENTITY\s+([^\s%"'<>]+)\s+(?:"([^"]*)"|'([^']*)')\s*>|<![A-Z]+(?:[^<>"']|"[^"]*"|'[^']*')*>|%[^\s;]*;?|\s+|[^\]<%\s]+/y;
const END = /\s*>/y;

/** Reads the DOCTYPE at `start`; `undefined` for one that is malformed. Nothing that it refers to is loaded. */
export function readDoctype(source: string, start: number): Doctype | undefined {
  HEAD.lastIndex = start;
  const head = HEAD.exec(source);
  if (!head) return undefined;
  const entities = new Map<string, string>();
  const external = new Set<string>();
  let end: number | undefined = HEAD.lastIndex;
  if (source[end] === "[") end = readSubset(source, end + 1, entities, external);
  if (end === undefined) return undefined;
  END.lastIndex = end;
  if (!END.test(source)) return undefined;
  return { publicId: unquoted(head[2]), systemId: unquoted(head[1] ?? head[3]), end: END.lastIndex, entities, external };
}

function readSubset(source: string, from: number, entities: Map<string, string>, external: Set<string>): number | undefined {
  for (let at = from; ; at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const [piece, outside, name, double, single] = PIECE.exec(source) ?? [];
    if (piece === undefined) return undefined;
    if (piece === "]") return PIECE.lastIndex;
    if (outside !== undefined) external.add(outside);
    else if (name !== undefined && !entities.has(name)) entities.set(name, withCharacters(double ?? single ?? ""));
    else if (piece === "<!--" || piece === "<?") {
      const mark = piece === "<?" ? "?>" : "-->";
      const end = source.indexOf(mark, PIECE.lastIndex);
      if (end < 0) return undefined;
      PIECE.lastIndex = end + mark.length;
    }
  }
}

/** Character references in an entity's value are resolved when it is declared (XML 1.0 §4.4.5). */
function withCharacters(value: string): string {
  return value.replace(/&#(\d{1,7});|&#x([\da-f]{1,6});/gi, (_, decimal?: string, hex?: string) =>
    String.fromCodePoint(Math.min(0x10ffff, decimal === undefined ? Number.parseInt(hex ?? "0", 16) : Number(decimal))),
  );
}

function unquoted(literal: string | undefined): string {
  return literal?.slice(1, -1) ?? "";
}
