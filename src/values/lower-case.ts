/** A text in lower case, character for character, so that places in one are places in the other: only `İ` would become two. */
export function lowerCase(text: string): string {
  const low = text.toLowerCase();
  return low.length === text.length ? low : text.replaceAll("İ", "i").toLowerCase();
}
