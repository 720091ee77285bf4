/** Number words that occur as part numbers, from 1; the position is the number. Several forms separated by `|`. */
const WORDS: readonly string[] = [
  "one|first|eins|erster|erste|erstes|un|une|premier|première|uno|una|primero|primera|primer|um|uma|primeiro|primeira|primo|prima|één|een|eerste|första|første|pierwsza|pierwszy|první|prvni|первая|первый|один|перша|birinci",
  "two|second|zwei|zweiter|zweite|zweites|deux|deuxième|second|seconde|dos|segundo|segunda|dois|duas|due|secondo|seconda|twee|tweede|andra|anden|andre|druga|drugi|druhá|druhý|вторая|второй|два|друга|ikinci",
  "three|third|drei|dritter|dritte|drittes|trois|troisième|tres|tercero|tercera|tercer|três|terceiro|terceira|tre|terzo|terza|drie|derde|tredje|trzecia|trzeci|třetí|третья|третий|три|третя|üçüncü",
  "four|fourth|vier|vierter|vierte|viertes|quatre|quatrième|cuatro|cuarto|cuarta|quatro|quarto|quarta|quattro|vierde|fjärde|fjerde|czwarta|czwarty|čtvrtá|čtvrtý|четвертая|четвёртая|четвертый|четыре|четверта|dördüncü",
  "five|fifth|fünf|fünfter|fünfte|cinq|cinquième|cinco|quinto|quinta|cinque|vijf|vijfde|femte|piąta|piąty|pátá|пятая|пятый|пять|beşinci",
  "six|sixth|sechs|sechster|sechste|sixième|seis|sexto|sexta|sei|sesto|sesta|zes|zesde|sjätte|sjette|szósta|šestá|шестая|шесть|altıncı",
  "seven|seventh|sieben|siebter|siebte|sept|septième|siete|séptimo|séptima|sete|sétimo|sétima|sette|settimo|settima|zeven|zevende|sjunde|siódma|sedmá|седьмая|семь|yedinci",
  "eight|eighth|acht|achter|achte|huit|huitième|ocho|octavo|octava|oito|oitavo|oitava|otto|ottavo|ottava|achtste|åttonde|ósma|osmá|восьмая|восемь|sekizinci",
  "nine|ninth|neun|neunter|neunte|neuf|neuvième|nueve|noveno|novena|nove|nono|nona|negen|negende|nionde|dziewiąta|devátá|девятая|девять|dokuzuncu",
  "ten|tenth|zehn|zehnter|zehnte|dix|dixième|diez|décimo|décima|dez|dieci|decimo|decima|tien|tiende|dziesiąta|desátá|десятая|десять|onuncu",
  "eleven|eleventh|elf|onze|once|undici",
  "twelve|twelfth|zwölf|douze|doce|doze|dodici|twaalf",
];

const WORD_NUMBERS: ReadonlyMap<string, number> = new Map(
  WORDS.flatMap((forms, index) => forms.split("|").map((form) => [form, index + 1] as const)),
);

/** Alternation of all number words, for use inside a regular expression. */
export const NUMBER_WORDS: string = [...WORD_NUMBERS.keys()].sort((a, b) => b.length - a.length).join("|");

const HAN: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  两: 2,
  兩: 2,
  百: 100,
  壹: 1,
  贰: 2,
  叁: 3,
};
const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** A part number as people write it: digits, Roman, Chinese, a word or ordinal in a dozen languages, `①`. */
export function readSeriesNumber(text: string): number | undefined {
  const word = text.trim().replace(/^0+(?=\d)/, "");
  if (/^\d{1,4}(?:\.5)?$/.test(word)) return Number(word);
  const circled = word.length === 1 ? word.charCodeAt(0) : 0;
  if (circled >= 0x2460 && circled <= 0x2473) return circled - 0x245f;
  if (/^[IVXLC]+$/.test(word) || /^[ivxlc]+$/.test(word)) return readRoman(word.toUpperCase());
  if (/^[零〇一二三四五六七八九十两兩百壹贰叁]+$/.test(word)) return readHan(word);
  return WORD_NUMBERS.get(word.toLowerCase());
}

function readRoman(word: string): number | undefined {
  if (!/^(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/.test(word) || word === "") return undefined;
  let sum = 0;
  for (let i = 0; i < word.length; i++) {
    const value = ROMAN[word[i] ?? ""] ?? 0;
    sum += value < (ROMAN[word[i + 1] ?? ""] ?? 0) ? -value : value;
  }
  return sum;
}

function readHan(word: string): number | undefined {
  if (!/[十百]/.test(word)) return Number([...word].map((sign) => HAN[sign] ?? 0).join(""));
  let sum = 0;
  let digit = 0;
  for (const sign of word) {
    const value = HAN[sign] ?? 0;
    if (value >= 10) {
      sum += (digit || 1) * value;
      digit = 0;
    } else digit = value;
  }
  return sum + digit;
}
