import type { Channel } from "../../model/channel.ts";
import type { Entry } from "../../model/entry.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Enclosure } from "../../model/parts.ts";
import type { FeedContext } from "./feed-context.ts";
import type { Mutable } from "./mutable.ts";

/** Types of WordPress's that hold no text of anybody's: parts of menus, layouts, earlier states of posts. */
const NO_POSTS = new Set([
  "nav_menu_item",
  "revision",
  "custom_css",
  "customize_changeset",
  "oembed_cache",
  "user_request",
  "wp_block",
  "wp_template",
  "wp_template_part",
  "wp_global_styles",
  "wp_navigation",
  "wp_font_family",
  "wp_font_face",
]);

/**
 * A WordPress export says who its people are at its channel, and has files as items of their own: logins become persons, files
 * enclosures of the posts they were uploaded to. What is no post leaves the list with a notice.
 */
export function readExport(entries: readonly Entry[], channel: Channel, context: FeedContext): Entry[] {
  const people = new Map<string, Byline>();
  for (const { name, children } of channel.extensions) {
    if (name !== "author") continue;
    const login = childText(children, "author_login");
    const person: Mutable<Byline> = {};
    const shown =
      childText(children, "author_display_name") ??
      [childText(children, "author_first_name"), childText(children, "author_last_name")].filter(Boolean).join(" ");
    const email = childText(children, "author_email");
    if (shown) person.name = shown;
    if (email !== undefined) person.email = email;
    if (login !== undefined && (shown || email !== undefined)) people.set(login, { name: login, ...person });
  }
  const posts: Entry[] = [];
  const byId = new Map<string, Entry>();
  const files: { readonly parent: string | undefined; readonly entry: Entry }[] = [];
  const left = new Map<string, number>();
  for (const entry of entries) {
    const type = childText(entry.extensions, "post_type");
    if (type === "attachment") {
      files.push({ parent: childText(entry.extensions, "post_parent"), entry });
      continue;
    }
    if (type !== undefined && NO_POSTS.has(type)) {
      left.set(type, (left.get(type) ?? 0) + 1);
      continue;
    }
    (entry as Mutable<Entry>).bylines = entry.bylines.map((person) => people.get(person.name ?? "") ?? person);
    const id = childText(entry.extensions, "post_id");
    if (id !== undefined) byId.set(id, entry);
    posts.push(entry);
  }
  for (const { parent, entry } of files) {
    const post = parent === undefined ? undefined : (byId.get(parent) as Mutable<Entry> | undefined);
    if (post === undefined) left.set("attachment", (left.get("attachment") ?? 0) + 1);
    else for (const file of entry.enclosures) addFile(post, entry.title === undefined ? file : { ...file, title: entry.title });
  }
  for (const [type, count] of left) context.notice("left-out", "info", undefined, { type, count });
  return posts;
}

function addFile(post: Mutable<Entry>, file: Enclosure): void {
  const { enclosures = [] } = post;
  if (enclosures.length < 1000 && !enclosures.some(({ url }) => url === file.url)) post.enclosures = [...enclosures, file];
}

function childText(extensions: readonly Extension[], name: string): string | undefined {
  return extensions.find((one) => one.name === name)?.text;
}

/** Blocks that WordPress leaves out of the paragraphs that it makes. */
const BLOCK =
  /^<\/?(?:p|div|h[1-6]|ul|ol|li|dl|table|blockquote|pre|figure|hr|section|article|aside|form|address|fieldset|iframe|video|audio|details|!--)/i;

/** WordPress keeps what its classic editor was given: paragraphs are empty lines, and become elements when a page is shown. */
export function withParagraphs(html: string): string {
  if (!/\n\s*\n/.test(html) || /<p[\s>]/i.test(html)) return html;
  return html
    .split(/\n[ \t\r]*\n\s*/)
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => (BLOCK.test(part) ? part : `<p>${part.replace(/\r?\n/g, "<br>\n")}</p>`))
    .join("\n");
}
