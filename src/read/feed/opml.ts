import { OffprintError } from "../../model/error.ts";
import type { Tag } from "../../model/parts.ts";
import type { ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { FeedElement } from "./element.ts";
import { Outline } from "./outline.ts";
import { readLanguage, Scope } from "./scope.ts";

/** A source of a subscription list. `writeOpml` takes them back. */
export interface OpmlEntry {
  /** OPML `title`, else `text`. */
  readonly title?: string;
  /** OPML `xmlUrl`, absolute. Absent for links to pages. */
  readonly feedUrl?: string;
  /** OPML `htmlUrl`; `url` of a link. */
  readonly home?: string;
  readonly description?: string;
  readonly language?: string;
  /** OPML `version`: `RSS`, `RSS1`, `RSS2`, `Atom` … */
  readonly version?: string;
  /** OPML `category`, and the outlines that it stands in. */
  readonly tags: readonly Tag[];
  /** The outlines that it stands in, outermost first. */
  readonly folders: readonly string[];
}

/**
 * The sources of an OPML 1.0 or 2.0 subscription list (http://opml.org/spec2.opml), nested outlines flattened in document order.
 * Outlines that are neither feed nor link are folders; what is included by address (`type="include"`) stays a source with that address as `home`.
 */
export function readOpml(input: string | Uint8Array, options: ReadOptions = {}): OpmlEntry[] {
  const root = FeedElement.rootOf(Outline.of(openInput(input, options).source));
  if (root === undefined || !/(?:^|:)(?:opml|outlinedocument|body|outline)$/i.test(root.name))
    throw new OffprintError("unknown-format", "The document is no OPML.");
  const top = Scope.root(options.url, options.language).of(root);
  const out: OpmlEntry[] = [];
  const pending: { readonly element: FeedElement; readonly scope: Scope; readonly folders: readonly string[] }[] = [
    { element: root, scope: top, folders: [] },
  ];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { element, folders } = at;
    const scope = at.element === root ? at.scope : at.scope.of(element);
    let inside = folders;
    if (/(?:^|:)outline$/i.test(element.name)) {
      const title = (element.attribute("title") ?? element.attribute("text"))?.replace(/\s+/g, " ");
      const feedUrl = scope.url(element.attribute("xmlUrl"));
      const home = scope.url(element.attribute("htmlUrl") ?? element.attribute("url"));
      if (feedUrl !== undefined || home !== undefined) out.push(source(element, { title, feedUrl, home }, folders));
      else if (title !== undefined && folders.length < 32) inside = [...folders, title];
    } else if (/(?:^|:)head$/i.test(element.name)) continue;
    for (let i = element.children.length - 1; i >= 0; i--)
      pending.push({ element: element.children[i] as FeedElement, scope, folders: inside });
  }
  return out;
}

function source(
  element: FeedElement,
  found: { title: string | undefined; feedUrl: string | undefined; home: string | undefined },
  folders: readonly string[],
): OpmlEntry {
  const description = element.attribute("description");
  const language = readLanguage(element.attribute("language"));
  const version = element.attribute("version");
  const names = [
    ...(element.attribute("category") ?? "")
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
    ...folders,
  ];
  return {
    ...(found.title === undefined ? {} : { title: found.title }),
    ...(found.feedUrl === undefined ? {} : { feedUrl: found.feedUrl }),
    ...(found.home === undefined ? {} : { home: found.home }),
    ...(description === undefined ? {} : { description }),
    ...(language === undefined || /^unknown$/i.test(language) ? {} : { language }),
    ...(version === undefined ? {} : { version }),
    tags: [...new Set(names)].map((name) => ({ name })),
    folders,
  };
}
