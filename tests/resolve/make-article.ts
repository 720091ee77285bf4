/** Articles made of invented words: as many as a test needs, the same on every run. */

const SYLLABLES = "ba ke lo mi nu ra si to ve wa xo ye zu pha che lun dor min tal ser ven kor bal nis".split(" ");

/** A small generator of numbers between 0 and 1 (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function makeWords(seed: number, count: number): string[] {
  const random = createRandom(seed * 7919 + 13);
  const syllable = () => SYLLABLES[Math.floor(random() * SYLLABLES.length)] as string;
  return Array.from({ length: count }, () => Array.from({ length: 2 + Math.floor(random() * 3) }, syllable).join(""));
}

export function makeText(seed: number, words = 300): string {
  return makeWords(seed, words).join(" ");
}

export function makeHtml(seed: number, words = 300): string {
  const all = makeWords(seed, words);
  let html = "";
  for (let i = 0; i < all.length; i += 60) html += `<p>${all.slice(i, i + 60).join(" ")}.</p>\n`;
  return html;
}

export function makeTitle(seed: number): string {
  return makeWords(seed + 50_000, 5).join(" ");
}
