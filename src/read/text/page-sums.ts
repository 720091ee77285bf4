import { PROSE, titleLooks } from "./line-looks.ts";
import type { LineFacts } from "./page-line.ts";

/** Running sums over the lines of a page, so that what lies between two titles is counted at once. */
export class PageSums {
  readonly spaced: boolean;
  readonly looks: readonly number[];
  readonly dates: Int32Array;
  readonly mores: Int32Array;
  readonly bylines: Int32Array;
  readonly prose: Int32Array;
  readonly lines: readonly LineFacts[];

  constructor(lines: readonly LineFacts[]) {
    const { length } = lines;
    const looks: number[] = [];
    const dates = new Int32Array(length + 1);
    const mores = new Int32Array(length + 1);
    const bylines = new Int32Array(length + 1);
    const prose = new Int32Array(length + 1);
    let gaps = 0;
    for (let i = 0; i < length; i++) {
      const line = lines[i] as LineFacts;
      const { kind } = line;
      if (line.gap > 0) gaps++;
      looks.push(titleLooks(line));
      const dating = line.dates.length > 0 && (kind === "date" || kind === "meta" || kind === "dated");
      dates[i + 1] = (dates[i] as number) + (dating ? 1 : 0);
      mores[i + 1] = (mores[i] as number) + (kind === "more" ? 1 : 0);
      bylines[i + 1] = (bylines[i] as number) + (line.bylines.length > 0 ? 1 : 0);
      prose[i + 1] = (prose[i] as number) + (PROSE.has(kind) ? line.size : 0);
    }
    this.lines = lines;
    this.#echoes = new Uint8Array(length);
    this.spaced = gaps > length * 0.2;
    this.looks = looks;
    this.dates = dates;
    this.mores = mores;
    this.bylines = bylines;
    this.prose = prose;
  }

  between(sums: Int32Array, from: number, to: number): number {
    return (sums[Math.min(to, this.lines.length)] as number) - (sums[Math.max(0, from)] as number);
  }

  /** Whether a word of a line comes back in the lines of text right below it. */
  echoes(i: number): boolean {
    const known = this.#echoes[i];
    if (known !== undefined && known !== 0) return known === 2;
    const line = this.lines[i];
    const words = line ? longWords(line.folded.slice(0, 160)) : [];
    let below = "";
    for (let k = i + 1; k <= i + 4 && words.length > 0; k++) below += ` ${this.lines[k]?.folded.slice(0, 300) ?? ""}`;
    const found = words.some((word) => below.includes(word));
    this.#echoes[i] = found ? 2 : 1;
    return found;
  }
  readonly #echoes: Uint8Array;
}

/** Words of four letters or more; pairs of signs in scripts without spaces. */
function longWords(text: string): string[] {
  return text.match(/[\u3040-\u9fff\uac00-\ud7af]{2}|[\p{L}\p{N}]{4,}/gu) ?? [];
}
