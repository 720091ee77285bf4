import { readLink } from "./common.ts";
import type { FeedElement } from "./element.ts";
import type { EntryDraft } from "./entry-draft.ts";
import { COMMENTS, ENCLOSURES, EXTENSIONS, LICENSE, lateKindsOf, mediaKindsInside, SERIES } from "./late-kinds.ts";
import type { QualifiedName } from "./name-table.ts";
import { readPerson, readPersonElement } from "./person.ts";
import { readLanguage } from "./scope.ts";
import { readText, TextValue } from "./text-value.ts";
import { withParagraphs } from "./wxr.ts";

/** What an element of an entry is there for. */
export interface EntryRole {
  /** Takes it at once. */
  readonly take: ((draft: EntryDraft, child: FeedElement, name: QualifiedName) => void) | undefined;
  /** The fields that may take it later. */
  readonly late: number;
}

type Take = NonNullable<EntryRole["take"]>;

const STATUSES: Readonly<Record<string, EntryDraft["status"]>> = {
  draft: "draft",
  private: "private",
  pending: "pending",
  future: "scheduled",
  trash: "trash",
  "auto-draft": "draft",
};

const guid: Take = (draft, child) => {
  draft.guid = child.line();
  draft.guidElement = child;
};
const title: Take = (draft, child, name) => { draft.title ??= draft.text(child, name); }; // biome-ignore format: one line each
const description: Take = (draft, child, name) => { draft.description ??= draft.text(child, name); }; // biome-ignore format: one line each
const rights: Take = (draft, child, name) => { draft.rights ??= draft.text(child, name); }; // biome-ignore format: one line each
const published: Take = (draft, child) => { draft.published ??= draft.context.date(child); }; // biome-ignore format: one line each
const updated: Take = (draft, child) => { draft.updated ??= draft.context.date(child); }; // biome-ignore format: one line each
const created: Take = (draft, child) => { draft.created ??= draft.context.date(child); }; // biome-ignore format: one line each
const byline: Take = (draft, child) => draft.addByline(readPersonElement(child, draft.scope));
const canonical: Take = (draft, child) => { draft.canonical ??= draft.scope.of(child).url(child.line()); }; // biome-ignore format: one line each
const language: Take = (draft, child) => { draft.language ??= readLanguage(child.line()); }; // biome-ignore format: one line each
const podcastAuthor: Take = (draft, child) => { draft.podcastAuthor ??= child.line(); }; // biome-ignore format: one line each
const podcastSubtitle: Take = (draft, child) => { draft.podcastSubtitle ??= child.line(); }; // biome-ignore format: one line each
const podcastSummary: Take = (draft) => { draft.hasPodcastSummary = true; }; // biome-ignore format: one line each

const body: Take = (draft, child, name) => {
  draft.addBody(readText(child, name, draft.scope, draft.context.sanitize, child.markup ? "auto" : "html"));
};
const encoded: Take = (draft, child) => {
  if (child.innerEnd === child.innerStart) return;
  const full = new TextValue(child, draft.scope.of(child), child.markup ? "xhtml" : "html", false, draft.context.sanitize);
  if (draft.context.format === "wxr") full.prepare = withParagraphs;
  draft.addBody(full);
};
const summary: Take = (draft, child, name) => {
  if (draft.summary === undefined && (name.key === "summary" || child.innerEnd > child.innerStart)) draft.summary = draft.text(child, name);
};
const category: Take = (draft, child) => {
  if (child.hasAttributes && child.tag.includes("urn:offprint:series")) draft.late |= SERIES;
};
const media: Take = (draft, child) => {
  if (child.hasChildren) draft.late |= mediaKindsInside(child, draft.scope);
};

const TAKES: Readonly<Record<string, Take>> = {
  title, "dc:title": title,
  guid, id: guid,
  "dc:identifier": (draft, child, name) => { if (draft.guid === undefined) guid(draft, child, name); },
  link: (draft, child, name) => {
    const link = readLink(child, name, draft.scope);
    if (link === undefined) {
      if (!name.atom) draft.linkText = draft.scope.of(child).url(child.attribute("href") ?? child.line()) ?? draft.linkText;
      else if (child.hasAttributes) draft.late |= EXTENSIONS;
      return;
    }
    draft.addLink(link);
    const { rel } = link;
    if (rel === "enclosure") draft.late |= ENCLOSURES;
    else if (rel === "replies") draft.late |= COMMENTS;
    else if (rel === "license") draft.late |= LICENSE;
    else if (rel === "canonical") draft.linkedCanonical ??= link.href;
  },
  description, "dc:description": description, "dcterms:abstract": description,
  summary, "excerpt:encoded": summary,
  "content:encoded": encoded, content_encoded: encoded, encoded, fullitem: encoded,
  "source:markdown": (draft, child) => { draft.addBody(new TextValue(child, draft.scope.of(child), "text/markdown", false, draft.context.sanitize)); },
  "xhtml:body": body, body, "xhtml:div": body,
  content: (draft, child, name) => {
    const text = readText(child, name, draft.scope, draft.context.sanitize, name.atom ? "text" : "auto");
    const src = child.hasAttributes ? text.scope.url(child.attribute("src")) : undefined;
    draft.addBody(src === undefined ? text : { type: child.attribute("type") ?? "", value: "", src });
  },
  subtitle: (draft, child, name) => { draft.subtitle ??= draft.text(child, name); },
  rights, copyright: rights, "dc:rights": rights, "dcterms:rights": rights,
  author: byline, "dc:creator": byline, "dc:author": byline,
  "dc:publisher": (draft, child) => { draft.publisher ??= readPerson(child.line()); },
  pubdate: published, published, issued: published, "dcterms:issued": published, "dcterms:available": published,
  "dc:date": (draft, child) => { draft.dcDate ??= draft.context.date(child); },
  updated, modified: updated, "dcterms:modified": updated, lastbuilddate: updated,
  created, "dcterms:created": created,
  expirationdate: (draft, child) => { draft.expires = draft.context.date(child) ?? draft.expires; },
  "dcterms:valid": (draft, child) => {
    if (/end\s*=\s*([^;\s]+)/i.test(child.line() ?? "")) draft.expires ??= draft.context.date(child.children[0] ?? child);
  },
  "feedburner:origlink": canonical, "source:link": canonical,
  "dc:language": language, language,
  "app:control": (draft, child) => {
    const { scope } = draft;
    const value = child.children.find((one) => scope.of(child).nameOf(one).key === "app:draft")?.line();
    if (value?.toLowerCase() === "yes") draft.status = "draft";
  },
  "wp:status": (draft, child) => {
    const status = child.line() ?? "";
    if (Object.hasOwn(STATUSES, status)) draft.status = STATUSES[status];
  },
  "itunes:author": podcastAuthor, "googleplay:author": podcastAuthor, "podcast:author": podcastAuthor,
  "itunes:subtitle": podcastSubtitle, "googleplay:subtitle": podcastSubtitle, "podcast:subtitle": podcastSubtitle,
  "itunes:summary": podcastSummary, "itunes:description": podcastSummary, "googleplay:summary": podcastSummary, "googleplay:description": podcastSummary, "podcast:summary": podcastSummary, "podcast:description": podcastSummary,
  category, "dc:subject": category,
  "media:content": media, "media:group": media,
}; // biome-ignore format: a table

/** Of those only the fields that are read at once take something. */
const AT_ONCE = new Set(Object.keys(TAKES).filter((key) => !/^(?:wp|itunes|googleplay|podcast|media):|^category$|^dc:subject$/.test(key)));

const ROLES = new Map<string, EntryRole>();

/** The role of the elements of a name. */
export function roleOf(name: QualifiedName): EntryRole {
  return ROLES.get(name.key) ?? makeRole(name);
}

function makeRole(name: QualifiedName): EntryRole {
  const { key } = name;
  const take = Object.hasOwn(TAKES, key) ? TAKES[key] : undefined;
  const role: EntryRole = { take, late: AT_ONCE.has(key) ? 0 : lateKindsOf(name) };
  if (ROLES.size < 2000) ROLES.set(key, role);
  return role;
}
