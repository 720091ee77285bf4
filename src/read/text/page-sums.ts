import { PROSE_CODES, titleLooks } from "./line-looks.ts";
import { KIND_CODES, type LineFacts } from "./page-line.ts";
import type { Finds, PageLines } from "./page-lines.ts";
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

  /** @param length Of how many lines of the page, from its beginning. */
  constructor(page: PageLines, length: number) {
    const looks = new Float64Array(length);
    const dates = new Int32Array(length + 1);
    const mores = new Int32Array(length + 1);
    const bylines = new Int32Array(length + 1);
    const prose = new Int32Array(length + 1);
    const { kinds, sizes, found, finds } = page;
    const { gap } = page.at;
    let gaps = 0;
    let dating = 0;
    let signed = 0;
    let more = 0;
    let text = 0;
    for (let i = 0; i < length; i++) {
      const kind = kinds[i] as number;
      if ((gap[i] as number) > 0) gaps++;
      looks[i] = titleLooks(page, i);
      if (kind === KIND_CODES.more) more++;
      else if (PROSE_CODES[kind] === 1) text += sizes[i] as number;
      const find = found[i] as number;
      if (find !== 0) {
        const own = finds[find] as Finds;
        if (own.dates.length > 0 && (kind === KIND_CODES.date || kind === KIND_CODES.meta || kind === KIND_CODES.dated)) dating++;
        if (own.bylines.length > 0) signed++;
      }
      dates[i + 1] = dating;
      mores[i + 1] = more;
      bylines[i + 1] = signed;
      prose[i + 1] = text;
    }
    this.lines = length === page.length ? page.lines : page.lines.slice(0, length);
    this.echoed = new Uint8Array(length);
    this.spaced = gaps > length * 0.2;
    this.looks = looks;
    this.dates = dates;
    this.mores = mores;
    this.bylines = bylines;
    this.prose = prose;
    this.kinds = kinds.subarray(0, length);
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
