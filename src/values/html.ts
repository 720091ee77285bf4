import { Parser } from "htmlparser2";

const BLOCK = new Set(
  "address article aside blockquote br dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul details summary".split(" "),
);
const SILENT = new Set(["script", "style", "noscript", "template", "title"]);

/** Plain text of HTML: blocks on lines of their own, no markup, no script. */
export function htmlToText(html: string): string {
  let out = "";
  let silent = 0;
  const parser = new Parser({
    onopentag(name) {
      if (SILENT.has(name)) silent++;
      else if (BLOCK.has(name)) out += "\n";
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent--;
      else if (BLOCK.has(name)) out += "\n";
    },
    ontext(text) {
      if (!silent) out += text;
    },
  });
  parser.write(html);
  parser.end();
  return out.replace(/[ \t\r\f]+/g, " ").replace(/ ?\n[ \n]*/g, "\n").trim();
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&quot;"));
}
