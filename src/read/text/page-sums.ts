import type { LineFacts } from "./line-facts.ts";
import { PROSE, titleLooks } from "./line-looks.ts";

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
    this.lines = lines;
    this.spaced = lines.filter((l) => l.gap > 0).length > lines.length * 0.2;
    this.looks = lines.map(titleLooks);
    const sum = (value: (line: LineFacts) => number) => {
      const out = new Int32Array(lines.length + 1);
      lines.forEach((line, i) => {
        out[i + 1] = (out[i] as number) + value(line);
      });
      return out;
    };
    this.dates = sum((l) => ((l.kind === "date" || l.kind === "meta" || l.kind === "dated") && l.dates.length > 0 ? 1 : 0));
    this.mores = sum((l) => (l.kind === "more" ? 1 : 0));
    this.bylines = sum((l) => (l.bylines.length > 0 ? 1 : 0));
    this.prose = sum((l) => (PROSE.has(l.kind) ? l.size : 0));
  }

  between(sums: Int32Array, from: number, to: number): number {
    return (sums[Math.min(to, this.lines.length)] as number) - (sums[Math.max(0, from)] as number);
  }
}
