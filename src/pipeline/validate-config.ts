import { OffprintError } from "../model/error.ts";
import type { OffprintConfig } from "./config-shape.ts";

/** Something wrong with a config: where, and what was wanted there. */
export interface ConfigProblem {
  /** `feeds[1].format`. */
  readonly path: string;
  readonly message: string;
}

type Check = (value: unknown, path: string, problems: ConfigProblem[]) => void;

/**
 * Says everything that is wrong with a config, by path; an empty list for one that can be built.
 */
export function configProblems(config: unknown): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  CONFIG(config, "", problems);
  if (problems.length === 0) relations(config as OffprintConfig, problems);
  return problems;
}

/** @throws OffprintError `invalid-config`: `path` is that of the first problem, the message has them all. */
export function validateConfig(config: unknown): asserts config is OffprintConfig {
  const problems = configProblems(config);
  const first = problems[0];
  if (!first) return;
  throw new OffprintError("invalid-config", problems.map((p) => (p.path ? `${p.path}: ${p.message}` : p.message)).join("\n"), {
    path: first.path,
  });
}

/** What no field can say alone. */
function relations(config: OffprintConfig, problems: ConfigProblem[]): void {
  const files = new Map<string, string>();
  const feeds = Array.isArray(config.feeds) ? config.feeds : [config.feeds];
  for (const [i, feed] of feeds.entries()) {
    const path = Array.isArray(config.feeds) ? `feeds[${i}]` : "feeds";
    const placeholder = /\{(?:slug|id)\}/;
    if (feed.each && !placeholder.test(feed.file))
      problems.push({ path: `${path}.file`, message: `needs {slug} or {id} in it, for there is one file ${article(feed.each)}` });
    if (!feed.each && placeholder.test(feed.file))
      problems.push({ path: `${path}.each`, message: "is needed for a file with {slug} or {id} in it" });
    if (feed.each && feed.file.includes("{name}"))
      problems.push({ path: `${path}.file`, message: "may hold {slug} or {id}; {name} is for the title, for a name can hold anything" });
    if (feed.archive && !feed.url) problems.push({ path: `${path}.url`, message: "is needed with archive: its pages point at the feed" });
    if (feed.archive && feed.each) problems.push({ path: `${path}.archive`, message: "does not go with each" });
    if (feed.each && typeof feed.where === "function") problems.push({ path: `${path}.where`, message: "must be an object with each" });
    if (!feed.head?.title && !config.title)
      problems.push({ path: `${path}.head.title`, message: "is needed, here or for the whole config" });
    if (!feed.head?.home && !config.home)
      problems.push({
        path: `${path}.head.home`,
        message: "is needed, here or for the whole config: the address of the site that the feed belongs to",
      });
    const before = files.get(feed.file);
    if (before) problems.push({ path: `${path}.file`, message: `is written by ${before} already` });
    files.set(feed.file, path);
  }
}

function article(each: string): string {
  return each === "author" ? "an author" : `a ${each}`;
}

const string: Check = (value, path, problems) => {
  if (typeof value !== "string" || value === "") problems.push({ path, message: `must be a text${got(value)}` });
};

const boolean: Check = (value, path, problems) => {
  if (typeof value !== "boolean") problems.push({ path, message: `must be true or false${got(value)}` });
};

const onlyTrue: Check = (value, path, problems) => {
  if (value !== true) problems.push({ path, message: `must be true${got(value)}` });
};

const address: Check = (value, path, problems) => {
  if (typeof value !== "string" || !/^https?:\/\/[^/\s]/i.test(value))
    problems.push({ path, message: `must be an address that begins with https:// or http://${got(value)}` });
};

const date: Check = (value, path, problems) => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d(?:T.+)?$/.test(value) || Number.isNaN(Date.parse(value)))
    problems.push({ path, message: `must be a day (2026-01-31) or an instant in ISO 8601${got(value)}` });
};

/** A header that can be sent: no line ends, visible ASCII. */
const headerValue: Check = (value, path, problems) => {
  if (typeof value !== "string" || !/^[\x20-\x7e]+$/.test(value))
    problems.push({ path, message: `must be a text in ASCII on one line${got(value)}` });
};

function withPlaceholder(name: string, check: Check): Check {
  return (value, path, problems) => {
    check(value, path, problems);
    if (typeof value === "string" && !value.includes(name)) problems.push({ path, message: `needs ${name} in it` });
  };
}

function number(min: number, max: number): Check {
  return (value, path, problems) => {
    if (typeof value !== "number" || !(value >= min && value <= max) || !Number.isInteger(value))
      problems.push({
        path,
        message: `must be a whole number${max === Number.MAX_SAFE_INTEGER ? ` from ${min}` : ` from ${min} to ${max}`}${got(value)}`,
      });
  };
}

function oneOf(...words: readonly string[]): Check {
  return (value, path, problems) => {
    if (!words.includes(value as string))
      problems.push({ path, message: `must be ${words.map((word) => `"${word}"`).join(" or ")}${got(value)}${meant(value, words)}` });
  };
}

function list(check: Check): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push({ path, message: `must be a list${got(value)}` });
    for (const [i, item] of value.entries()) check(item, `${path}[${i}]`, problems);
  };
}

function oneOrMany(check: Check, none: string): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) check(value, path, problems);
    else if (value.length === 0) problems.push({ path, message: none });
    else list(check)(value, path, problems);
  };
}

function object(fields: Record<string, Check>, required: readonly string[] = []): Check {
  const names = Object.keys(fields);
  return (value, path, problems) => {
    if (!isRecord(value))
      return void problems.push({ path, message: path ? `must be an object${got(value)}` : `A config is an object${got(value)}` });
    const at = (key: string) => (path ? `${path}.${key}` : key);
    for (const key of required) if (value[key] === undefined) problems.push({ path: at(key), message: "is missing" });
    for (const [key, item] of Object.entries(value)) {
      const check = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (!check) problems.push({ path: at(key), message: `is not known here${meant(key, names)}` });
      else if (item !== undefined) check(item, at(key), problems);
    }
  };
}

const SOURCE_KINDS: Record<string, Check> = {
  files: object({ files: oneOrMany(string, "names no file"), url: address, language: string }),
  folder: object({ folder: string, home: address, ignore: list(string), language: string }),
  stdin: object({ stdin: onlyTrue, url: address, language: string }),
  opml: object({ opml: string }),
  planet: object({ planet: string }),
  url: object({ url: address, pages: number(1, 100_000), language: string }),
};

const source: Check = (value, path, problems) => {
  if (typeof value === "string") return string(value, path, problems);
  if (!isRecord(value))
    return void problems.push({ path, message: `must be an address, a file, a glob, a folder, or an object${got(value)}` });
  for (const [kind, check] of Object.entries(SOURCE_KINDS)) if (value[kind] !== undefined) return check(value, path, problems);
  problems.push({ path, message: `must have one of ${Object.keys(SOURCE_KINDS).join(", ")}` });
};

const filter = object({ author: string, series: string, tag: string, source: string, since: date, until: date });

const pair: Check = (value, path, problems) => {
  if (!Array.isArray(value) || value.length !== 2) problems.push({ path, message: `must be a pair of addresses${got(value)}` });
  else list(address)(value, path, problems);
};

const anything: Check = () => {};
const person = object({ name: string, email: string, url: address, urls: list(address), image: address, role: string });
const link: Check = (value, path, problems) =>
  (typeof value === "string" ? address : object({ url: address, type: string }, ["url"]))(value, path, problems);

const head = object({
  id: string,
  title: string,
  home: address,
  description: string,
  language: string,
  updated: anything,
  published: anything,
  created: anything,
  authors: list(person),
  author: person,
  contributors: list(person),
  publisher: person,
  tags: list(anything),
  links: list(
    object({ href: address, rel: string, type: string, title: string, hreflang: string, length: number(0, Number.MAX_SAFE_INTEGER) }, [
      "href",
      "rel",
    ]),
  ),
  hubs: list(link),
  hub: address,
  generator: anything,
  icon: address,
  logo: address,
  image: anything,
  rights: string,
  license: string,
  info: string,
  docs: string,
  ttlMinutes: number(1, 1_000_000),
  skipHours: list(number(0, 23)),
  skipDays: list(string),
  complete: boolean,
  expired: boolean,
  geo: anything,
  podcast: anything,
  newLocation: address,
  stylesheet: string,
  extensions: list(anything),
  details: anything,
});

const CONFIG = object(
  {
    sources: oneOrMany(source, "names no source"),
    archive: (value, path, problems) => {
      if (value !== false) string(value, path, problems);
    },
    feeds: oneOrMany(
      object(
        {
          file: string,
          format: oneOf("rss", "atom", "json"),
          url: address,
          head,
          where: (value, path, problems) => {
            if (typeof value !== "function") filter(value, path, problems);
          },
          limit: number(0, Number.MAX_SAFE_INTEGER),
          order: oneOf("newest", "reading"),
          each: oneOf("author", "series", "tag"),
          archive: object(
            { perPage: number(1, 10_000), file: withPlaceholder("{page}", string), url: withPlaceholder("{page}", address) },
            ["file", "url"],
          ),
          content: oneOf("full", "summary"),
        },
        ["file"],
      ),
      "names no feed",
    ),
    title: string,
    home: address,
    description: string,
    language: string,
    fetch: object({
      timeoutMs: number(1, 3_600_000),
      maxBytes: number(1, Number.MAX_SAFE_INTEGER),
      allowPrivate: (value, path, problems) => (Array.isArray(value) ? list(string) : boolean)(value, path, problems),
      userAgent: headerValue,
      delayMs: number(0, 3_600_000),
    }),
    resolve: object({ same: list(pair), different: list(pair) }),
  },
  ["sources", "feeds"],
);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function got(value: unknown): string {
  const said =
    typeof value === "string"
      ? JSON.stringify(value)
      : Array.isArray(value)
        ? "a list"
        : value === null
          ? "null"
          : typeof value === "object"
            ? "an object"
            : typeof value === "function"
              ? "a function"
              : String(value);
  return `, not ${said.length > 60 ? `${said.slice(0, 59)}…` : said}`;
}

/** The word that a misspelt one was to be, where one is near. */
function meant(value: unknown, words: readonly string[]): string {
  if (typeof value !== "string" || value.length > 40) return "";
  const near = words
    .map((word) => ({ word, distance: editDistance(value.toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return near && near.distance <= (near.word.length > 4 ? 2 : 1)
    ? `; is "${near.word}" meant?`
    : words.length && words.length < 20
      ? ` (known: ${words.join(", ")})`
      : "";
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] as number;
}
