import type { RuleName } from "../rules.ts";

/** What a member of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/) must be. */
export type JsonValueKind = "text" | "html" | "plain" | "url" | "date" | "language" | "boolean" | "size" | "media type" | "id";

export interface JsonRule {
  readonly is: JsonValueKind | JsonObjectRule | readonly [JsonValueKind | JsonObjectRule];
  /** Which rule is broken where it is missing. */
  readonly missing?: RuleName;
  /** Which rule is broken where it is there. */
  readonly there?: RuleName;
}

export interface JsonObjectRule {
  readonly name: "feed" | "item" | "author" | "attachment" | "hub";
  /** Anchor in the specification. */
  readonly section: string;
  readonly members: Readonly<Record<string, JsonRule>>;
}

const author: JsonObjectRule = {
  name: "author",
  section: "top-level",
  members: { name: { is: "plain" }, url: { is: "url" }, avatar: { is: "url" } },
};

const attachment: JsonObjectRule = {
  name: "attachment",
  section: "attachments",
  members: {
    url: { is: "url", missing: "json-missing-member" },
    mime_type: { is: "media type", missing: "json-missing-member" },
    title: { is: "plain" },
    size_in_bytes: { is: "size" },
    duration_in_seconds: { is: "size" },
  },
};

const hub: JsonObjectRule = {
  name: "hub",
  section: "subscribing-to-real-time-notifications",
  members: { type: { is: "text", missing: "json-missing-member" }, url: { is: "url", missing: "json-missing-member" } },
};

const item: JsonObjectRule = {
  name: "item",
  section: "items",
  members: {
    id: { is: "id", missing: "json-missing-member" },
    url: { is: "url" },
    external_url: { is: "url" },
    title: { is: "plain" },
    content_html: { is: "html" },
    content_text: { is: "text" },
    summary: { is: "plain" },
    image: { is: "url" },
    banner_image: { is: "url" },
    date_published: { is: "date" },
    date_modified: { is: "date" },
    author: { is: author, there: "json-deprecated-author" },
    authors: { is: [author] },
    tags: { is: ["text"] },
    language: { is: "language" },
    attachments: { is: [attachment] },
  },
};

export const jsonFeed: JsonObjectRule = {
  name: "feed",
  section: "top-level",
  members: {
    version: { is: "text", missing: "json-missing-member" },
    title: { is: "plain", missing: "json-missing-member" },
    home_page_url: { is: "url", missing: "json-missing-recommended" },
    feed_url: { is: "url", missing: "json-missing-recommended" },
    description: { is: "plain" },
    user_comment: { is: "text" },
    next_url: { is: "url" },
    icon: { is: "url" },
    favicon: { is: "url" },
    author: { is: author, there: "json-deprecated-author" },
    authors: { is: [author] },
    language: { is: "language" },
    expired: { is: "boolean" },
    hubs: { is: [hub] },
    items: { is: [item], missing: "json-missing-member" },
  },
};
