import { afterEach, expect, it } from "vitest";
import { type CrawledDocument, type CrawlOptions, crawl } from "../../src/crawl/crawl.ts";
import { headerOf, type RecordingServer, startServer } from "./recording-server.ts";

const servers: RecordingServer[] = [];
async function serve(handle: Parameters<typeof startServer>[0]): Promise<RecordingServer> {
  const server = await startServer(handle);
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function all(sources: Parameters<typeof crawl>[0], options: CrawlOptions = {}): Promise<CrawledDocument[]> {
  const documents: CrawledDocument[] = [];
  for await (const document of crawl(sources, { allowPrivate: true, delayMs: 0, ...options })) documents.push(document);
  return documents;
}

const atom = (page: number, next?: string): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Lamps</title><id>tag:lamps.example,2020:feed</id><updated>2020-03-07T09:30:00Z</updated>${next === undefined ? "" : `<link rel="next" href="${next}"/>`}<entry><title>Lamp ${page}</title><id>tag:lamps.example,2020:${page}</id><updated>2020-03-07T09:30:00Z</updated><content>Light ${page}</content></entry></feed>`;

it("follows pagination to the limit, in order", async () => {
  const server = await serve((request, response) => {
    const page = Number(request.url?.slice(1));
    response.writeHead(200, { "Content-Type": "application/atom+xml" }).end(atom(page, `/${page + 1}`));
  });
  const documents = await all([`${server.url}/1`], { pages: 3 });
  expect(documents.map(({ page, reading, next }) => [page, reading?.entries[0]?.title, next])).toEqual([
    [1, "Lamp 1", `${server.url}/2`],
    [2, "Lamp 2", `${server.url}/3`],
    [3, "Lamp 3", `${server.url}/4`],
  ]);
  expect(await all(`${server.url}/1`)).toHaveLength(1);
});

it("asks no more of a host that wants to be left alone", async () => {
  const busy = await serve((_, response) => response.writeHead(429, { "Retry-After": "600" }).end());
  const other = await serve((_, response) => response.end(atom(1)));
  const documents = await all([`${busy.url}/1`, `${busy.url}/2`, `${busy.url}/3`, `${other.url}/1`], { delayMs: 20 });
  expect(busy.asked).toHaveLength(1);
  expect(documents.filter(({ reading }) => reading)).toHaveLength(1);
  expect(documents.filter(({ error }) => error?.message.endsWith("asked to be left alone: not asked."))).toHaveLength(2);
  for (const { error, fetched } of documents) if (error) expect(fetched.retryAfterSeconds).toBeGreaterThan(590);
});

it("does not go round in circles, however they are hidden", async () => {
  const server = await serve((request, response) => {
    const path = request.url ?? "";
    if (path === "/c") response.writeHead(302, { Location: "/a" }).end();
    else if (path.startsWith("/same")) response.end(atom(1, `/same${Number(path.slice(5)) + 1}`));
    else response.end(atom(path === "/a" ? 1 : 2, path === "/a" ? "/b" : "/c"));
  });
  const circle = await all([`${server.url}/a`], { pages: 50 });
  expect(circle.map(({ fetched }) => new URL(fetched.request).pathname)).toEqual(["/a", "/b", "/c"]);
  expect(await all([`${server.url}/same0`], { pages: 50 })).toHaveLength(2);
});

it("asks one host one thing at a time, and other hosts meanwhile", async () => {
  const slow: Parameters<typeof startServer>[0] = (request, response) =>
    void setTimeout(() => response.end(atom(Number(request.url?.slice(1)))), 40);
  const [one, two] = [await serve(slow), await serve(slow)];
  const documents = await all([1, 2, 3, 4].flatMap((page) => [`${one.url}/${page}`, `${two.url}/${page}`]));
  expect(documents.filter(({ reading }) => reading)).toHaveLength(8);
  expect([one.most(), two.most()]).toEqual([1, 1]);
});

it("reports a source that fails, and goes on with the others", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/good") response.end(atom(1));
    else if (request.url === "/image") response.end(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    else response.writeHead(500).end();
  });
  const documents = await all([`${server.url}/bad`, "http://", `${server.url}/image`, `${server.url}/good`, "http://10.0.0.1/"], {
    allowPrivate: [server.host],
  });
  const of = (end: string): CrawledDocument | undefined => documents.find(({ source }) => source.endsWith(end));
  expect(of("/bad")?.error).toMatchObject({ code: "fetch-failed", path: `${server.url}/bad` });
  expect(of("/image")?.error).toMatchObject({ code: "binary-input" });
  expect(of("http://")?.error).toMatchObject({ code: "address-refused" });
  expect(of("10.0.0.1/")?.error).toMatchObject({ code: "address-refused" });
  expect(of("/good")?.reading?.entries).toHaveLength(1);
});

it("hands the server's charset to reading, and validators back to the server", async () => {
  const server = await serve((request, response) => {
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else
      response
        .writeHead(200, { ETag: '"1"', "Content-Type": "application/atom+xml; charset=windows-1251" })
        .end(Buffer.from(atom(1).replace("Lamp 1", "\u00cb\u00e0\u00ec\u00ef\u00e0"), "latin1"));
  });
  const [first] = await all([`${server.url}/feed`]);
  expect(first?.reading?.entries[0]?.title).toBe("Лампа");
  const [second] = await all([`${server.url}/feed`], {
    known: () => ({ ...(first?.fetched.etag === undefined ? {} : { etag: first.fetched.etag }) }),
  });
  expect(headerOf(server.asked[1], "if-none-match")).toBe('"1"');
  expect(second).toMatchObject({ fetched: { notModified: true } });
  expect(second?.reading).toBeUndefined();
});

it("goes on from a page that has not changed to the one that it led to", async () => {
  const server = await serve((request, response) => {
    if (request.url === "/1") response.writeHead(304).end();
    else response.end(atom(2));
  });
  const documents = await all([`${server.url}/1`], {
    pages: 5,
    known: (url) => (url.endsWith("/1") ? { etag: '"1"', next: `${server.url}/2` } : undefined),
  });
  expect(documents.map(({ page, fetched }) => [page, fetched.status])).toEqual([
    [1, 304],
    [2, 200],
  ]);
});

it("stops asking when nobody listens any more", async () => {
  const server = await serve((request, response) =>
    response.end(atom(Number(request.url?.slice(1)), `/${Number(request.url?.slice(1)) + 1}`)),
  );
  for await (const _ of crawl([`${server.url}/1`], { allowPrivate: true, delayMs: 0, pages: 100 })) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.asked.length).toBeLessThan(3);
});
