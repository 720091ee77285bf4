import type { Channel, SourceChannel } from "../../model/channel.ts";
import type { Link, Podcast } from "../../model/parts.ts";
import type { Pages } from "../../model/reading.ts";
import { ChannelDraft } from "./channel-draft.ts";
import { takeInto } from "./channel-roles.ts";
import type { FeedElement } from "./element.ts";
import type { FeedContext } from "./feed-context.ts";
import { point } from "./geo.ts";
import type { Mutable } from "./mutable.ts";
import { addPerson, readPerson } from "./person.ts";
import type { Scope } from "./scope.ts";

/** What a feed's own elements say, before the entries. */
export interface ChannelReading {
  readonly channel: Channel;
  readonly pages: Pages | undefined;
}

/** The element of a feed and what is inside it, with the scope inside it. */
export interface Part {
  readonly element: FeedElement;
  readonly children: readonly FeedElement[];
  readonly scope: Scope;
}

/** RSS `channel`, Atom `feed`: the children of each part (RSS 1.0 has `image` and `textinput` beside the channel). `entries` are left out. */
export function readChannel(parts: readonly Part[], context: FeedContext, isEntry: (key: string) => boolean): ChannelReading {
  const draft = new ChannelDraft(context);
  for (const { children, scope } of parts) {
    for (const child of children) {
      const name = scope.nameOf(child);
      if (!isEntry(name.key)) takeInto(draft, child, name, scope);
    }
  }
  const { channel, authors, contributors, links, details, podcast, extensions } = draft;
  if (channel.id === undefined) {
    const about = parts.map(({ element }) => element.attribute("about")).find((value) => value !== undefined);
    if (about !== undefined) channel.id = about;
  }
  const geo = channel.geo ?? point(draft.latitude, draft.longitude);
  if (geo !== undefined) channel.geo = geo;
  const home = homeOf(draft);
  if (home !== undefined) channel.home = home;
  const self = links.find((link) => link.rel === "self")?.href;
  if (self !== undefined) channel.feedUrl = self;
  const license = channel.license ?? links.find((link) => link.rel === "license")?.href;
  if (license !== undefined) channel.license = license;
  const image = channel.image ?? draft.coverArt;
  if (image !== undefined) channel.image = image;
  if (podcast.author !== undefined && authors.length === 0) addPerson(authors, readPerson(podcast.author));
  for (const key of ["title", "description", "rights", "info"] as const) if (channel[key] === "") delete channel[key];
  const language = channel.language ?? parts.map(({ scope }) => scope.language).findLast((tag) => tag !== undefined);
  if (language !== undefined) channel.language = language;
  if (Object.keys(details).length > 0) channel.details = details as NonNullable<SourceChannel["details"]>;
  if (Object.keys(podcast).length > 0) channel.podcast = podcast as Podcast;
  const hubs = links.filter((link) => link.rel === "hub").map(({ href }) => ({ url: href, type: "WebSub" }));
  return {
    channel: { ...channel, authors, contributors, tags: draft.tagList.tags, links, hubs, feeds: [], extensions } as Channel,
    pages: readPages(links),
  };
}

function homeOf({ links, homeText, context }: ChannelDraft): string | undefined {
  const alternates = links.filter((link) => link.rel === "alternate");
  const home = (alternates.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates[0])?.href;
  return context.format === "atom" ? (home ?? homeText) : (homeText ?? home);
}

/** RFC 5005 §3 and §4. `previous` there leads towards newer entries. */
function readPages(links: readonly Link[]): Pages | undefined {
  const pages: Mutable<Pages> = {};
  for (const { rel, href } of links) {
    if (rel === "next") pages.next ??= href;
    else if (rel === "previous" || rel === "prev") pages.prev ??= href;
    else if (rel === "first") pages.first ??= href;
    else if (rel === "last") pages.last ??= href;
    else if (rel === "current") pages.current ??= href;
    else if (rel === "prev-archive") pages.prevArchive ??= href;
    else if (rel === "next-archive") pages.nextArchive ??= href;
  }
  return Object.keys(pages).length === 0 ? undefined : (pages as Pages);
}

/** Atom `source` in an entry: a channel without its entries (RFC 4287 §4.2.11). */
export function readSource(element: FeedElement, outer: Scope, context: FeedContext): SourceChannel {
  const scope = outer.of(element);
  const { channel } = readChannel([{ element, children: element.children, scope }], context, (key) => key === "entry" || key === "item");
  const {
    id,
    title,
    home,
    feedUrl,
    description,
    language,
    updated,
    authors,
    contributors,
    tags,
    links,
    generator,
    icon,
    logo,
    rights,
    details,
  } = channel;
  const known = { id, title, home, feedUrl, description, language, updated, generator, icon, logo, rights, details };
  return {
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<SourceChannel>),
    authors,
    contributors,
    tags,
    links,
  };
}
