import type { Content } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import type { Byline, Elsewhere, SeriesClaim, Tag } from "../../model/parts.ts";
import { readBio } from "../../values/byline.ts";
import { Carrier, lateField } from "../../values/late-field.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { readSeriesClaim } from "../../values/series-list.ts";
import { FOREIGN, SERIES } from "./line-marks.ts";
import type { LineFacts } from "./page-line.ts";
import { type FoundBio, findBio } from "./post-bio.ts";
import { type PostBody, postBody } from "./post-body.ts";
import { type BodyRange, bodyLines } from "./post-lines.ts";
import type { PostRegion } from "./post-regions.ts";
import { postTags } from "./post-tags.ts";

/** Where a post stands on its page, and who signed it. */
export interface FoundPost {
  readonly lines: readonly LineFacts[];
  readonly region: PostRegion;
  /** The lines of its text, without those that name its people or its day. */
  readonly body: BodyRange;
  readonly title: string;
  readonly bylines: readonly Byline[];
  /** Whether the page has blank lines between paragraphs. */
  readonly spaced: boolean;
  readonly url: string | undefined;
}

/** What is read of a post's lines when somebody asks for it. */
class LatePost {
  private readonly found: FoundPost;
  private own: readonly LineFacts[] | undefined;
  private told: { readonly bio: FoundBio | undefined } | undefined;
  private made: PostBody | undefined;
  private notes: readonly Elsewhere[] | undefined;
  private people: readonly Byline[] | undefined;
  private filed: readonly Tag[] | undefined;
  private content: readonly Content[] | undefined;

  constructor(found: FoundPost) {
    this.found = found;
  }

  get body(): PostBody {
    const { inside, bio } = this;
    this.made ??= postBody(bio ? inside.slice(0, bio.from) : inside, this.found.spaced);
    return this.made;
  }

  get contents(): readonly Content[] {
    this.content ??= [{ type: "html", value: this.body.html }];
    return this.content;
  }

  get bylines(): readonly Byline[] {
    this.people ??= withHandles(withBio(this.found.bylines, this.bio), this.found.title);
    return this.people;
  }

  get tags(): readonly Tag[] {
    this.filed ??= postTags(this.found.lines, this.found.region);
    return this.filed;
  }

  get elsewhere(): readonly Elsewhere[] {
    this.notes ??= findPublicationNotes(textOf(endsOf(this.inside)), { url: this.found.url });
    return this.notes;
  }

  /** The series that title or text name. */
  series(): SeriesClaim | undefined {
    const { body, lines, title } = this.found;
    // What a text says of a series has a word for it.
    const ends = mayNameSeries(lines, body) ? endsOf(this.inside) : [];
    return readSeriesClaim(title, textOf(ends));
  }

  private get inside(): readonly LineFacts[] {
    this.own ??= bodyLines(this.found.lines, this.found.body);
    return this.own;
  }

  private get bio(): FoundBio | undefined {
    this.told ??= { bio: findBio(this.inside, this.found.bylines) };
    return this.told.bio;
  }
}

function mayNameSeries(lines: readonly LineFacts[], { from, to }: BodyRange): boolean {
  for (let i = from; i < to; i++) if (((lines[i] as LineFacts).marks & (SERIES | FOREIGN)) !== 0) return true;
  return false;
}

/** Notes and lists of a series stand at the beginning or at the end; the middle is not searched. */
function endsOf(lines: readonly LineFacts[]): readonly LineFacts[] {
  return lines.length > 24 ? [...lines.slice(0, 6), ...lines.slice(-18)] : lines;
}

function textOf(lines: readonly LineFacts[]): string {
  return lines.map((line) => line.text).join("\n\n");
}

/** With the handle that the title gives beside the name: "Ada Byron @ada joins …". */
function withHandles(bylines: readonly Byline[], title: string): readonly Byline[] {
  if (!title.includes("@")) return bylines;
  return bylines.map((byline) => {
    const at = byline.name === undefined || byline.handle !== undefined ? -1 : title.toLowerCase().indexOf(byline.name.toLowerCase());
    if (at < 0) return byline;
    const handle = /^[\s(]{0,3}(@\w{2,40})/.exec(title.slice(at + (byline.name?.length ?? 0)))?.[1];
    return handle === undefined ? byline : { ...byline, handle };
  });
}

function withBio(bylines: readonly Byline[], bio: FoundBio | undefined): readonly Byline[] {
  if (!bio) return bylines;
  const read = readBio(bio.text);
  const facts = {
    bio: bio.text,
    ...(read.handle !== undefined && { handle: read.handle }),
    ...(read.email !== undefined && { email: read.email }),
  };
  if (bylines.length === 0) {
    const name = bio.name ?? read.name;
    return name === undefined ? bylines : [{ name, ...facts }];
  }
  return bylines.map((byline, i) => (i === 0 ? { ...facts, ...byline } : byline));
}

/** Hides a post's lines in its entry. */
class WithPost extends Carrier {
  readonly #post: LatePost;

  constructor(entry: object, post: LatePost) {
    super(entry);
    this.#post = post;
  }

  static of(entry: object): LatePost {
    return (entry as WithPost).#post;
  }
}

const BYLINES = lateField("bylines", function (this: object) { return WithPost.of(this).bylines; }); // biome-ignore format: one line each
const TAGS = lateField("tags", function (this: object) { return WithPost.of(this).tags; }); // biome-ignore format: one line each
const ELSEWHERE = lateField("elsewhere", function (this: object) { return WithPost.of(this).elsewhere; }); // biome-ignore format: one line each
const CONTENTS = lateField("contents", function (this: object) { return WithPost.of(this).contents; }); // biome-ignore format: one line each
const HTML = lateField("html", function (this: object) { return WithPost.of(this).body.html; }); // biome-ignore format: one line each
const TEXT = lateField("text", function (this: object) { return WithPost.of(this).body.text; }); // biome-ignore format: one line each

/** Gives an entry what its post's lines say, as own enumerable accessors; without lines it has no text. */
export function definePost(entry: Entry, found: FoundPost): Entry {
  const post = new LatePost(found);
  new WithPost(entry, post);
  const series = post.series();
  if (series) (entry as { series?: SeriesClaim }).series = series;
  Object.defineProperty(entry, "bylines", BYLINES);
  Object.defineProperty(entry, "tags", TAGS);
  Object.defineProperty(entry, "elsewhere", ELSEWHERE);
  if (found.body.from === found.body.to) return entry;
  Object.defineProperty(entry, "contents", CONTENTS);
  Object.defineProperty(entry, "html", HTML);
  Object.defineProperty(entry, "text", TEXT);
  return entry;
}
