/** A character for a sentence: as it is where one can see it, else by its number. */
export function characterName(character: string): string {
  if (character === " ") return "a space";
  const code = character.codePointAt(0) ?? 0;
  const seen = code > 0x20 && !(code >= 0x7f && code < 0xa1) && !(code >= 0xd800 && code < 0xe000) && code !== 0xfeff && code < 0xfffe;
  return seen ? character : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
