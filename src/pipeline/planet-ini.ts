/** One feed of a planet: the section's name is its address. */
interface PlanetFeed {
  readonly url: string;
  readonly name?: string;
}

/** What a `planet.ini` (Planet, Venus) says that we can use. */
export interface PlanetIni {
  readonly name?: string;
  readonly link?: string;
  readonly feeds: readonly PlanetFeed[];
}

/**
 * Reads the configuration of a planet, as Python's ConfigParser would: `[section]`, `key = value` or `key: value`,
 * `#` and `;` begin comments, indented lines continue a value.
 */
export function readPlanetIni(text: string): PlanetIni {
  const planet: Record<string, string> = {};
  const feeds: { url: string; values: Record<string, string> }[] = [];
  let values: Record<string, string> | undefined;
  let last: string | undefined;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n?|\n/)) {
    if (/^\s*(?:[#;]|$)/.test(line)) continue;
    const section = /^\[([^\]]+)\]/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      values = section.toLowerCase() === "planet" ? planet : {};
      if (/^(?:https?|feed):/i.test(section))
        feeds.push({ url: section.replace(/^feed:(?:\/\/)?(?=https?:)/i, "").replace(/^feed:/i, "http:"), values });
      last = undefined;
    } else if (/^\s/.test(line) && values && last) {
      values[last] = `${values[last]} ${line.trim()}`.trim();
    } else {
      const at = line.search(/[=:]/);
      if (at <= 0 || !values) continue;
      last = line.slice(0, at).trim().toLowerCase();
      values[last] = line.slice(at + 1).trim();
    }
  }
  return {
    ...(planet.name ? { name: planet.name } : {}),
    ...(planet.link ? { link: planet.link } : {}),
    feeds: feeds.map(({ url, values }) => ({ url, ...(values.name ? { name: values.name } : {}) })),
  };
}
