/**
 * The encoding that unlabelled bytes are likely in, where they are not UTF-8; `undefined` for Western text, whose letters beyond
 * ASCII stand alone. The measure is how much of the text, decoded, are the characters that its script uses most.
 */
export function guessEncoding(bytes: Uint8Array): string | undefined {
  const sample = highBytes(bytes.subarray(0, 65_536));
  if (sample === undefined) return undefined;
  let best: string | undefined;
  let bestScore = 0.5;
  for (const { encoding, score } of CANDIDATES) {
    const text = new TextDecoder(encoding).decode(sample);
    const found = score(text);
    if (found > bestScore) {
      best = encoding;
      bestScore = found;
    }
  }
  return best;
}

/** The runs of bytes beyond ASCII, parted by spaces; `undefined` where most stand alone. */
function highBytes(bytes: Uint8Array): Uint8Array | undefined {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  let together = 0;
  let all = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    const before = i > 0 && (bytes[i - 1] as number) >= 0x80;
    if (byte >= 0x80) {
      all++;
      if (before || (bytes[i + 1] ?? 0) >= 0x80) together++;
      out[length++] = byte;
    } else if (before) {
      // The second byte of a pair may lie in ASCII.
      out[length++] = byte;
      out[length++] = 32;
    }
  }
  return all >= 6 && together / all > 0.75 ? out.subarray(0, length) : undefined;
}

function share(text: string, good: RegExp, broken = /[\ufffd\ue000-\uf8ff]/g): number {
  const letters = text.match(/[^\u0000-\u0080\s]/g)?.length ?? 0;
  if (letters === 0) return 0;
  return ((text.match(good)?.length ?? 0) - 5 * (text.match(broken)?.length ?? 0)) / letters;
}

/** The same for encodings of single bytes: no letter of ASCII follows theirs at once. */
function singleShare(text: string, good: RegExp): number {
  return share(text, good) - (2 * (text.match(/[@-~]/g)?.length ?? 0)) / Math.max(1, text.length);
}

/** The commonest characters of each script's running text; for Chinese some eighty, a third to a half of any text. */
const SIMPLIFIED =
  /[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处]/g;
const TRADITIONAL =
  /[的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面而方後多定行學法所民得經十三之進著等部度家電力裡如水化高自二理起小物現實加量都兩體制機當使點從業本去把性好應開它合還因由其些然前外天政四日那社義事平形相全表間樣與關各重新線內數正心反你明看原又麼利比或但質氣第向道命此變條只沒結解問意建月公無系軍很情者最立代想已通並提直題黨程展五果料象員革位入常文總次品式活設及管特件長求老頭基資邊流路級少圖山統接知較將組見計別她手角期根論運農指幾九區強放決西被幹做必戰先回則任取據處希望容易將有助感您本翻譯]/g;

const CANDIDATES: readonly { readonly encoding: string; readonly score: (text: string) => number }[] = [
  // Kana are more than a third of Japanese, and no other reading of the bytes yields them.
  { encoding: "euc-jp", score: (text) => (share(text, /[\u3040-\u309f\u30a0-\u30ff]/g) > 0.3 ? share(text, /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]/g) : 0) },
  { encoding: "shift_jis", score: (text) => (share(text, /[\u3040-\u309f\u30a0-\u30ff]/g) > 0.3 ? share(text, /[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff5e]/g) : 0) },
  { encoding: "euc-kr", score: (text) => share(text, /[\uac00-\ud7a3]/g) - 0.05 },
  { encoding: "gb18030", score: (text) => Math.min(0.9, 1.6 * share(text, SIMPLIFIED)) },
  { encoding: "big5", score: (text) => Math.min(0.9, 1.6 * share(text, TRADITIONAL)) },
  { encoding: "windows-874", score: (text) => singleShare(text, /[\u0e01-\u0e3a\u0e40-\u0e4f]/g) - 0.02 },
  // Small letters outnumber capitals in any Cyrillic text; the two code pages differ in which are which.
  { encoding: "koi8-r", score: (text) => singleShare(text, /[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё]/g) },
  { encoding: "windows-1251", score: (text) => singleShare(text, /[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўј]/g) },
  { encoding: "windows-1253", score: (text) => singleShare(text, /[αοιετνσηρπκμλυςωθγδχφβξζψάέήίόύώ]/g) },
  { encoding: "windows-1255", score: (text) => singleShare(text, /[\u05d0-\u05ea]/g) - 0.02 },
  { encoding: "windows-1256", score: (text) => singleShare(text, /[\u0621-\u064a\u067e\u0686\u0698\u06af\u06cc]/g) - 0.1 },
]; // biome-ignore format: a table
