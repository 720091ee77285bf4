import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { PostInput } from "../../src/write/post-input.ts";
import { streamAtom, streamJsonFeed, streamRss } from "../../src/write/stream-feed.ts";
import { writeAtom } from "../../src/write/write-atom.ts";

const head = { title: "Ada", home: "https://ada.example/" };
const html = `<p>${"Weaving algebraic patterns. ".repeat(150)}</p>`;

describe.each([streamRss, streamAtom, streamJsonFeed])("a streamed feed", (stream) => {
  it("is made while it is consumed: no more posts are taken than the chunk needs", async () => {
    let taken = 0;
    function* posts(): Generator<PostInput> {
      for (; taken < 1000; taken++) yield { url: `/${taken}`, title: `Post ${taken}`, html };
    }
    const chunks = stream(head, posts())[Symbol.asyncIterator]();
    expect(taken).toBe(0);
    await chunks.next();
    expect(taken).toBeLessThan(20);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) expect(next.value.length).toBeLessThan(64 * 1024);
    expect(taken).toBe(1000);
  });

  it("stops taking posts when its reader goes away", async () => {
    let closed = false;
    async function* posts(): AsyncGenerator<PostInput> {
      try {
        for (let n = 0; ; n++) yield { url: `/${n}`, html };
      } finally {
        closed = true;
      }
    }
    const reader = stream(head, posts()).getReader();
    await reader.read();
    await reader.cancel();
    expect(closed).toBe(true);
  });
});

describe("streamAtom", () => {
  const posts = [
    { url: "/2", title: "Zwei – 二", published: "2025-02-02" },
    { url: "/1", published: "2025-01-01" },
  ];

  it("is a body, a Readable and an iterable", async () => {
    const whole = writeAtom(head, posts);
    expect(await new Response(streamAtom(head, posts)).text()).toBe(whole);
    expect((await Readable.from(streamAtom(head, posts)).toArray()).join("")).toBe(whole);
  });

  it("passes on what goes wrong with its posts", async () => {
    async function* broken(): AsyncGenerator<PostInput> {
      yield { url: "/1" };
      throw new Error("the database went away");
    }
    await expect(new Response(streamAtom(head, broken())).text()).rejects.toThrow("the database went away");
  });
});
