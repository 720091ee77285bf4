import { PROSE, titleLooks } from "./line-looks.ts";
import { KIND_CODES, type LineFacts } from "./page-line.ts";
import { TitleSigns } from "./title-signs.ts";

/** Running sums over the lines of a page, so that what lies between two titles is counted at once. */
export class PageSums {
  readonly spaced: boolean;
  readonly looks: Float64Array;
  readonly dates: Int32Array;
  readonly mores: Int32Array;
  readonly bylines: Int32Array;
  readonly prose: Int32Array;
  readonly lines: readonly LineFacts[];
  /** The number of each line's kind, from 1. */
  readonly kinds: Uint8Array;

  constructor(lines: readonly LineFacts[]) {
    const { length } = lines;
    const looks = new Float64Array(length);
    const dates = new Int32Array(length + 1);
    const mores = new Int32Array(length + 1);
    const bylines = new Int32Array(length + 1);
    const prose = new Int32Array(length + 1);
    const kinds = new Uint8Array(length);
    let gaps = 0;
    for (let i = 0; i < length; i++) {
      const line = lines[i] as LineFacts;
      const { kind } = line;
      kinds[i] = KIND_CODES[kind];
      if (line.gap > 0) gaps++;
      looks[i] = titleLooks(line);
      const dating = line.dates.length > 0 && (kind === "date" || kind === "meta" || kind === "dated");
      dates[i + 1] = (dates[i] as number) + (dating ? 1 : 0);
      mores[i + 1] = (mores[i] as number) + (kind === "more" ? 1 : 0);
      bylines[i + 1] = (bylines[i] as number) + (line.bylines.length > 0 ? 1 : 0);
      prose[i + 1] = (prose[i] as number) + (PROSE.has(kind) ? line.size : 0);
    }
    this.lines = lines;
    this.echoed = new Uint8Array(length);
    this.spaced = gaps > length * 0.2;
    this.looks = looks;
    this.dates = dates;
    this.mores = mores;
    this.bylines = bylines;
    this.prose = prose;
    this.kinds = kinds;
  }

  /** What the lines are worth as titles; a page whose titles are known needs none of it. */
  get signs(): TitleSigns {
    this.titleSigns ??= new TitleSigns(this);
    return this.titleSigns;
  }
  private titleSigns: TitleSigns | undefined;

  between(sums: Int32Array, from: number, to: number): number {
    return (sums[Math.min(to, this.lines.length)] as number) - (sums[Math.max(0, from)] as number);
  }

  /** Whether a word of a line comes back in the lines of text right below it. */
  echoes(i: number): boolean {
    const known = this.echoed[i];
    if (known !== undefined && known !== 0) return known === 2;
    const line = this.lines[i];
    const words = line ? longWords(line.folded.slice(0, 160)) : [];
    let below = "";
    for (let k = i + 1; k <= i + 4 && words.length > 0; k++) below += ` ${this.lines[k]?.folded.slice(0, 300) ?? ""}`;
    const found = words.some((word) => below.includes(word));
    this.echoed[i] = found ? 2 : 1;
    return found;
  }
  private readonly echoed: Uint8Array;
}

/** Words of four letters or more; pairs of signs in scripts without spaces. */
function longWords(text: string): string[] {
  return text.match(/[\u3040-\u9fff\uac00-\ud7af]{2}|[\p{L}\p{N}]{4,}/gu) ?? [];
}
