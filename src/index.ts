export { check } from "./check/check.ts";
export { describeFinding } from "./check/describe-finding.ts";
export type { CheckOptions, Finding, FindingSeverity } from "./check/finding.ts";
export { checkRules, type Rule, type RuleName } from "./check/rules.ts";
export type { Channel, SourceChannel } from "./model/channel.ts";
export type { Content, TextConstruct } from "./model/content.ts";
export type { Entry, EntryFormat, EntryOrigin } from "./model/entry.ts";
export { OffprintError, type OffprintErrorCode } from "./model/error.ts";
export type { Extension } from "./model/extension.ts";
export type { Notice, Place } from "./model/notice.ts";
export type {
  Byline,
  Chapter,
  Comments,
  Dates,
  Elsewhere,
  Enclosure,
  Generator,
  Geo,
  Image,
  Link,
  Media,
  Podcast,
  Reply,
  SeriesClaim,
  SeriesPart,
  Tag,
} from "./model/parts.ts";
export type { Author, AuthorSuggestion, Evidence, Match, Post, Relation, Resolution, Series } from "./model/post.ts";
export type { Pages, Reading, ReadOptions } from "./model/reading.ts";
export type { Timestamp } from "./model/timestamp.ts";
export { createEntry, type EntryInput } from "./read/create-entry.ts";
export { type OpmlEntry, readOpml } from "./read/feed/opml.ts";
export { readFeed } from "./read/feed/read-feed.ts";
export { explainPage } from "./read/page/explain-page.ts";
export { readPage } from "./read/page/read-page.ts";
export { read } from "./read/read.ts";
export { readText } from "./read/text/read-text.ts";
export type { Decision } from "./resolve/decisions.ts";
export { type ExplainOptions, explain } from "./resolve/explain.ts";
export { createMemoryStore } from "./resolve/memory-store.ts";
export { type ResolveOptions, resolve } from "./resolve/resolve.ts";
export { type Addition, createResolver, type Outcome, type Resolver, type ResolverOptions } from "./resolve/resolver.ts";
export type { EntryLists, LinkRow, ResolveStore } from "./resolve/store.ts";
export { describeNotice } from "./values/describe-notice.ts";
export { archivePages, type FeedPage, feedPages, type PageOptions } from "./write/archive-pages.ts";
export type { FeedHead, FeedUrls } from "./write/feed-head.ts";
export { feedStylesheet } from "./write/feed-stylesheet.ts";
export type { WriteOptions } from "./write/feed-writer.ts";
export type { DateInput, EnclosureInput, PersonInput, PostInput, SeriesInput, SourceInput } from "./write/post-input.ts";
export { type FeedStream, type PostStream, streamAtom, streamJsonFeed, streamRss } from "./write/stream-feed.ts";
export { writeAtom } from "./write/write-atom.ts";
export { writeJsonFeed } from "./write/write-json-feed.ts";
export { type OpmlHead, type OpmlSource, writeOpml } from "./write/write-opml.ts";
export { writeRss } from "./write/write-rss.ts";
