import type { Io } from "./io.ts";

const CODES = { bold: [1, 22], dim: [2, 22], green: [32, 39], yellow: [33, 39], red: [31, 39], cyan: [36, 39] } as const;

export type Style = keyof typeof CODES;

/** Text in a colour, where colours belong. */
export function paint(io: Pick<Io, "color">, style: Style, text: string): string {
  const [on, off] = CODES[style];
  return io.color && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** Text safe to print on a terminal: what a feed says must not move the cursor. */
export function plain(text: string | undefined): string {
  return (text ?? "").replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ").trim();
}

/** How many columns a terminal gives a text: wide East Asian characters and emoji take two, combining marks none. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (/\p{M}/u.test(character) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)) continue;
    columns += isWide(code) ? 2 : 1;
  }
  return columns;
}

function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      code >= 0x20000)
  );
}

/** A text cut to so many columns, with an ellipsis where something is missing. */
function clip(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let out = "";
  let used = 0;
  for (const character of text) {
    const w = width(character);
    if (used + w > columns - 1) break;
    out += character;
    used += w;
  }
  return `${out.trimEnd()}…`;
}

export interface Column {
  readonly head: string;
  /** The widest that it may be, in columns. */
  readonly max?: number;
  readonly align?: "right";
  readonly style?: Style;
}

/** Rows as a table: columns as wide as their widest cell, the last one cut at the terminal's edge. */
export function table(io: Pick<Io, "color" | "columns">, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map((cell, i) => clip(plain(cell), columns[i]?.max ?? 200)));
  const widths = columns.map((column, i) => Math.max(width(column.head), ...cells.map((row) => width(row[i] ?? ""))));
  const gap = 2;
  const total = widths.reduce((sum, w) => sum + w + gap, -gap);
  const flexible = widths.indexOf(Math.max(...widths));
  if (total > io.columns && io.columns > 40) widths[flexible] = Math.max(12, (widths[flexible] as number) - (total - io.columns));
  const line = (row: readonly string[], paintCell: (text: string, i: number) => string) =>
    row
      .map((cell, i) => {
        const room = widths[i] as number;
        const text = clip(cell, room);
        const pad = " ".repeat(Math.max(0, room - width(text)));
        return columns[i]?.align === "right" ? pad + paintCell(text, i) : paintCell(text, i) + (i === row.length - 1 ? "" : pad);
      })
      .join(" ".repeat(gap))
      .trimEnd();
  const head = line(
    columns.map((column) => column.head),
    (text) => paint(io, "dim", text),
  );
  return [
    head,
    ...cells.map((row) => line(row, (text, i) => (columns[i]?.style ? paint(io, columns[i]?.style as Style, text) : text))),
  ].join("\n");
}

/** `1 post`, `2 posts`. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
