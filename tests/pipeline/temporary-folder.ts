import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder with files in it, gone after the test. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "offprint-pipeline-"));
  folders.push(folder);
  put(folder, files);
  return folder;
}

export function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A feed of short posts, each with words of its own. */
export function rss(site: string, names: readonly string[], more = ""): string {
  const items = names.map(
    (name, i) =>
      `<item><title>${name} explained</title><link>https://${site}/${name}/</link><guid>https://${site}/${name}/</guid><dc:creator>Ada ${site.split(".")[0]}</dc:creator><category>${i % 2 ? "odd" : "even"}</category><pubDate>${new Date(Date.UTC(2026, 0, 1 + i, 9)).toUTCString()}</pubDate><description>&lt;p&gt;${`${name} of ${site} is made of ${name}s, says ${name} number ${i}. `.repeat(8)}&lt;/p&gt;</description></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The ${site}</title><link>https://${site}/</link><description>d</description>${more}${items.reverse().join("\n")}</channel></rss>`;
}
