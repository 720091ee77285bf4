import type { Channel, SourceChannel } from "../../model/channel.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Image, Link, Podcast } from "../../model/parts.ts";
import type { FeedContext } from "./feed-context.ts";
import type { Mutable } from "./mutable.ts";
import { TagList } from "./tag-list.ts";

/** What the elements of a channel have said so far. */
export class ChannelDraft {
  readonly context: FeedContext;
  readonly channel: Mutable<Channel> = {};
  readonly authors: Byline[] = [];
  readonly contributors: Byline[] = [];
  readonly tagList = new TagList();
  readonly links: Link[] = [];
  readonly extensions: Extension[] = [];
  readonly podcast: Mutable<Podcast> = {};
  readonly details: Mutable<NonNullable<SourceChannel["details"]>> = {};
  homeText: string | undefined = undefined;
  coverArt: Image | undefined = undefined;
  latitude: number | undefined = undefined;
  longitude: number | undefined = undefined;

  constructor(context: FeedContext) {
    this.context = context;
  }
}
