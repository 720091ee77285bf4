import { requireList } from "../values/wanted.ts";
import type { FeedHead } from "./feed-head.ts";
import { type FeedWriter, POSTS_OF, type WriteOptions, writePost } from "./feed-writer.ts";
import { latestOf } from "./post-facts.ts";
import type { DateInput, PostInput } from "./post-input.ts";
import { atomWriter } from "./write-atom.ts";
import { jsonWriter } from "./write-json-feed.ts";
import { rssWriter } from "./write-rss.ts";

/** Posts as they come: a list, a generator, rows of a database, another stream. */
export type PostStream = Iterable<PostInput> | AsyncIterable<PostInput>;

/**
 * A document on its way. As a body it is a stream of UTF-8 (`new Response(stream)`, `stream.pipeThrough(…)`); iterated it is
 * text (`for await (const chunk of stream)`, `Readable.from(stream)`). It is made while it is consumed, and once only.
 */
export type FeedStream = AsyncIterable<string> & ReadableStream<Uint8Array<ArrayBuffer>>;

/** In characters. Large enough that a chunk costs little beside what is in it; beyond 64 KiB an engine gives a string memory of its own, which is dear. */
const CHUNK = 16 * 1024;

/** `writeRss` for feeds of any length: memory does not grow with the posts. */
export function streamRss(head: FeedHead, posts: PostStream, options: WriteOptions = {}): FeedStream {
  return streamOf(() => rssWriter(head, options), posts);
}

/** `writeAtom` for feeds of any length. Without `head.updated` the feed's date is the first post's, so give the newest first. */
export function streamAtom(head: FeedHead, posts: PostStream, options: WriteOptions = {}): FeedStream {
  return streamOf((latest) => atomWriter(head, options, latest), posts);
}

/** `writeJsonFeed` for feeds of any length. */
export function streamJsonFeed(head: FeedHead, posts: PostStream, options: WriteOptions = {}): FeedStream {
  return streamOf(() => jsonWriter(head, options), posts);
}

function streamOf(start: (latest: DateInput | undefined) => FeedWriter, posts: PostStream): FeedStream {
  requireList("posts", posts, POSTS_OF);
  const chunks = Symbol.asyncIterator in posts ? chunksOfAsync(start, posts) : asAsync(chunksOf(start, posts));
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await chunks.return(undefined);
      },
    },
    // Nothing is made before somebody asks, or iterating would miss what the body has taken.
    { highWaterMark: 0 },
  );
  Object.defineProperty(body, Symbol.asyncIterator, { value: () => chunks });
  return body as unknown as FeedStream;
}

/** The same chunks, each behind one promise: a generator around a generator has three. */
function asAsync(chunks: Generator<string, void, undefined>): Required<AsyncIterableIterator<string, void, undefined>> {
  return {
    next: async () => chunks.next(),
    return: async () => chunks.return(),
    throw: async (error: unknown) => chunks.throw(error),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function* chunksOf(start: (latest: DateInput | undefined) => FeedWriter, posts: Iterable<PostInput>): Generator<string, void, undefined> {
  const chunks = new Chunks(start, Array.isArray(posts) ? start(latestOf(posts)) : undefined);
  for (const post of posts) {
    const full = chunks.add(post);
    if (full !== "") yield full;
  }
  yield chunks.end();
}

async function* chunksOfAsync(
  start: (latest: DateInput | undefined) => FeedWriter,
  posts: AsyncIterable<PostInput>,
): AsyncGenerator<string, void, undefined> {
  const chunks = new Chunks(start);
  for await (const post of posts) {
    const full = chunks.add(post);
    if (full !== "") yield full;
  }
  yield chunks.end();
}

/** Gathers what is written into chunks. The document is begun with its first post, whose date may be the feed's. */
class Chunks {
  readonly #start: (latest: DateInput | undefined) => FeedWriter;
  #writer: FeedWriter | undefined;
  #chunk: string;

  constructor(start: (latest: DateInput | undefined) => FeedWriter, writer?: FeedWriter) {
    this.#start = start;
    this.#writer = writer;
    this.#chunk = writer?.open ?? "";
  }

  /** A chunk that is full now, or `""`. */
  add(post: PostInput): string {
    const writer = this.#writer ?? this.#begin(latestOf([post]));
    this.#chunk += writePost(writer, post);
    if (this.#chunk.length < CHUNK) return "";
    const full = this.#chunk;
    this.#chunk = "";
    return full;
  }

  end(): string {
    const writer = this.#writer ?? this.#begin(undefined);
    return this.#chunk + writer.close;
  }

  #begin(latest: DateInput | undefined): FeedWriter {
    this.#writer = this.#start(latest);
    this.#chunk = this.#writer.open;
    return this.#writer;
  }
}
