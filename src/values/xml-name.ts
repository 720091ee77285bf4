/** Whether a character is one of those that may not stand in a name and matter here: white space, `"`, `'`, `/`, `<`, `=`, `>`, `?`. */
export function endsName(code: number): boolean {
  return (
    code <= 63 && (code <= 32 || code === 62 || code === 47 || code === 61 || code === 60 || code === 34 || code === 39 || code === 63)
  );
}

/** The offset after the name that begins at `start`. */
export function nameEnd(source: string, start: number): number {
  let i = start;
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (endsName(code)) break;
  }
  return i;
}
