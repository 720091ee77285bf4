/**
 * JSON text that ends too early, has commas before its closing brackets or raw control characters in its strings, as the JSON that
 * was meant; in one pass. What it gives need not be JSON: there is damage that nothing can be made of.
 */
export function repairJson(text: string): string {
  let out = "";
  let from = 0;
  const open: string[] = [];
  let inString = false;
  // The offset in `out` plus what is pending of the last comma that nothing has followed yet.
  let comma = -1;
  let i = 0;
  for (; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === 92) i++;
      else if (code === 34) inString = false;
      else if (code < 32) {
        out += `${text.slice(from, i)}\\u${code.toString(16).padStart(4, "0")}`;
        from = i + 1;
      }
      continue;
    }
    if (code <= 32) continue;
    if (code === 125 || code === 93) {
      if (comma >= 0) {
        out += text.slice(from, comma);
        from = comma + 1;
      }
      if (open.pop() === undefined) break;
    } else if (code === 34) inString = true;
    else if (code === 123) open.push("}");
    else if (code === 91) open.push("]");
    comma = code === 44 ? i : -1;
  }
  out += text.slice(from, Math.min(i, text.length));
  if (open.length === 0) return out;
  if (inString) out = `${out.replace(/\\(?:u[0-9a-fA-F]{0,3})?$/, "")}"`;
  // A member without its value, a half-written word or number: gone with its name.
  let end = out.trimEnd();
  end = end
    .replace(/(?:[,{]\s*"(?:[^"\\]|\\.){0,200}"\s*:?\s*|[:,]\s*[A-Za-z0-9+.-]{1,40})$/, (tail) =>
      tail.startsWith("{") ? "{" : tail.startsWith(",") ? "" : ": null",
    )
    .replace(/,\s*$/, "");
  return end + open.reverse().join("");
}
