import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Author, Match, Post, Resolution } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { Carrier, lateField } from "../values/late-field.ts";
import { mergePost, type Told } from "./merge.ts";
import { type People, resolvePeople } from "./people.ts";
import { resolveSeries, type SeriesFound } from "./series.ts";

/** The copies of one article. */
export interface Copies {
  /** The original first. */
  readonly entries: readonly Entry[];
  /** How much body each has, in shingles or characters. */
  readonly lengths: readonly number[];
}

/** What is concluded from all posts together, each when somebody first asks for it. */
class Conclusion {
  /** Until they have been asked. */
  #people: People | (() => People);
  #series: SeriesFound | (() => SeriesFound);
  #matches: readonly Match[] | (() => readonly Match[]);

  constructor(
    groups: readonly (readonly Entry[])[],
    matches: () => readonly Match[],
    titleOf: ((entry: Entry) => string | undefined) | undefined,
  ) {
    this.#people = () => resolvePeople(groups);
    this.#series = () => resolveSeries(groups, titleOf);
    this.#matches = matches;
  }

  get people(): People {
    if (typeof this.#people === "function") this.#people = this.#people();
    return this.#people;
  }

  get series(): SeriesFound {
    if (typeof this.#series === "function") this.#series = this.#series();
    return this.#series;
  }

  get matches(): readonly Match[] {
    if (typeof this.#matches === "function") this.#matches = this.#matches();
    return this.#matches;
  }
}

/** What one post is told of all that is concluded. */
class ToldLate implements Told {
  readonly #conclusion: Conclusion;
  readonly #post: number;

  constructor(conclusion: Conclusion, post: number) {
    this.#conclusion = conclusion;
    this.#post = post;
  }

  get authors(): readonly Author[] {
    return this.#conclusion.people.byPost[this.#post] ?? [];
  }

  get series(): Told["series"] {
    return this.#conclusion.series.byPost[this.#post];
  }
}

class WithConclusion extends Carrier {
  readonly #conclusion: Conclusion;

  constructor(resolution: object, conclusion: Conclusion) {
    super(resolution);
    this.#conclusion = conclusion;
  }

  static of(resolution: object): Conclusion {
    return (resolution as WithConclusion).#conclusion;
  }
}

const AUTHORS = lateField("authors", function (this: object) { return WithConclusion.of(this).people.authors; }); // biome-ignore format: one line each
const SERIES = lateField("series", function (this: object) { return WithConclusion.of(this).series.series; }); // biome-ignore format: one line each
const MATCHES = lateField("matches", function (this: object) { return WithConclusion.of(this).matches; }); // biome-ignore format: one line each
const SUGGESTIONS = lateField("suggestions", function (this: object) { return WithConclusion.of(this).people.suggestions; }); // biome-ignore format: one line each

/**
 * Posts, authors and series from entries whose copies are already known: the second half of resolving,
 * which needs the entries themselves and no index. The posts are there at once, the rest when somebody asks for it.
 *
 * @param titleOf The title of an entry's source, where one is known.
 */
export function conclude(
  groups: readonly Copies[],
  matches: () => readonly Match[],
  notices: readonly Notice[] = [],
  titleOf?: (entry: Entry) => string | undefined,
): Resolution {
  const conclusion = new Conclusion(
    groups.map((group) => group.entries),
    matches,
    titleOf,
  );
  const posts = groups.map(({ entries, lengths }, i) => mergePost({ entries, lengths, told: new ToldLate(conclusion, i) }));
  const resolution: Partial<Resolution> = { posts: newestFirst(posts) };
  new WithConclusion(resolution, conclusion);
  Object.defineProperty(resolution, "authors", AUTHORS);
  Object.defineProperty(resolution, "series", SERIES);
  Object.defineProperty(resolution, "matches", MATCHES);
  Object.defineProperty(resolution, "suggestions", SUGGESTIONS);
  return Object.assign(resolution, { notices }) as Resolution;
}

/** Before all times that can be written. */
const UNDATED = -Number.MAX_VALUE;

/** Newest first, undated last, ties by id. */
function newestFirst(posts: readonly Post[]): Post[] {
  const times = new Float64Array(posts.length);
  const order: number[] = [];
  for (let i = 0; i < posts.length; i++) {
    const time = Date.parse((posts[i] as Post).published ?? "");
    times[i] = Number.isNaN(time) ? UNDATED : time;
    order.push(i);
  }
  order.sort((a, b) => compare(times[b] as number, times[a] as number) || compare((posts[a] as Post).id, (posts[b] as Post).id));
  return order.map((i) => posts[i] as Post);
}
