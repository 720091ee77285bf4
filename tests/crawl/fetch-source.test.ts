import { connect } from "node:net";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { guardSocket } from "../../src/crawl/address-guard.ts";
import { fetchSource } from "../../src/crawl/fetch-source.ts";
import { isPrivateAddress } from "../../src/crawl/private-address.ts";
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
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const allowed = { allowPrivate: true };

describe("conditional requests", () => {
  it("gives the validators back byte for byte, and takes a 304 for no news", async () => {
    const etag = 'W/"wick–\u00e9, \\"7\\""'.replace("–", "-");
    const server = await serve((request, response) => {
      if (request.headers["if-none-match"] === etag) response.writeHead(304, { "Last-Modified": "Sun, 08 Mar 2020 09:30:00 GMT" }).end();
      else
        response
          .writeHead(200, { ETag: etag, "Last-Modified": "sat, 7 mar 2020 (server's own way)", "Content-Type": "text/xml; charset=koi8-r" })
          .end("<rss/>");
    });
    const first = await fetchSource({ url: `${server.url}/feed` }, allowed);
    expect(first).toMatchObject({
      status: 200,
      notModified: false,
      etag,
      lastModified: "sat, 7 mar 2020 (server's own way)",
      contentType: "text/xml; charset=koi8-r",
    });
    expect(headerOf(server.asked[0], "if-none-match")).toBeUndefined();
    const second = await fetchSource(
      { url: `${server.url}/feed`, etag: first.etag ?? "", lastModified: first.lastModified ?? "" },
      allowed,
    );
    expect(headerOf(server.asked[1], "if-none-match")).toBe(etag);
    expect(headerOf(server.asked[1], "if-modified-since")).toBe("sat, 7 mar 2020 (server's own way)");
    expect(second).toMatchObject({ status: 304, notModified: true, etag, lastModified: "Sun, 08 Mar 2020 09:30:00 GMT" });
    expect(second.bytes).toBeUndefined();
    expect(second.error).toBeUndefined();
  });

  it("does not take a 304 that it did not ask for", async () => {
    const server = await serve((_, response) => response.writeHead(304).end());
    expect((await fetchSource({ url: server.url }, allowed)).error?.code).toBe("status");
  });
});

describe("private addresses", () => {
  it.each([
    "127.0.0.1",
    "127.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::]",
    "localhost",
    "LOCALHOST.",
    "a.localhost",
    "①②⑦.⓪.⓪.①",
  ])("does not ask %s", async (host) => {
    const server = await serve((_, response) => response.end("secret"));
    const port = server.url.split(":").at(-1);
    const fetched = await fetchSource({ url: `http://${host}:${port}/` });
    expect(fetched.error?.code).toBe("address-refused");
    expect(server.asked).toEqual([]);
  });

  it("does not ask a host whose name leads to one", async () => {
    const server = await serve((_, response) => response.end("secret"));
    const port = server.url.split(":").at(-1);
    for (const address of ["127.0.0.1", "::ffff:127.0.0.1", "10.0.0.7", "169.254.169.254"]) {
      const fetched = await fetchSource(
        { url: `http://blog.example:${port}/` },
        { lookup: (_host, _options, callback) => callback(null, [{ address, family: address.includes(":") ? 6 : 4 }]) },
      );
      expect(fetched.error).toMatchObject({ code: "address-refused" });
    }
    expect(server.asked).toEqual([]);
  });

  it("looks again at every redirect", async () => {
    const inner = await serve((_, response) => response.end("secret"));
    const outer = await serve((request, response) =>
      response
        .writeHead(302, {
          Location:
            request.url === "/name"
              ? inner.url.replace("127.0.0.1", "localhost")
              : request.url === "/file"
                ? "file:///etc/passwd"
                : inner.url,
        })
        .end(),
    );
    for (const path of ["/address", "/name", "/file"]) {
      const fetched = await fetchSource({ url: outer.url + path }, { allowPrivate: [outer.host] });
      expect(fetched.error?.code).toBe("address-refused");
    }
    expect(outer.asked).toHaveLength(3);
    expect(inner.asked).toEqual([]);
  });

  it("looks at the address that was connected to, before a byte is sent", async () => {
    const server = await serve((_, response) => response.end("secret"));
    const socket = connect(Number(server.url.split(":").at(-1)), "127.0.0.1");
    const refused = new Promise<Error>((resolve) => {
      guardSocket(socket, new URL("http://blog.example/"), {}, (error) => {
        socket.destroy();
        resolve(error);
      });
    });
    socket.write("GET / HTTP/1.1\r\nHost: blog.example\r\n\r\n");
    expect((await refused).message).toContain("private address");
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(server.asked).toEqual([]);
  });

  it("knows private networks in both families, and what hides in the one of the other", () => {
    for (const address of [
      "10.1.2.3",
      "172.31.0.1",
      "192.168.1.1",
      "100.64.0.1",
      "169.254.169.254",
      "224.0.0.1",
      "255.255.255.255",
      "fc00::1",
      "fe80::1%eth0",
      "::",
      "64:ff9b::a00:1",
      "2002:7f00:1::",
      "2001:db8::1",
      "ff02::1",
      "::ffff:192.168.0.1",
      "nonsense",
    ])
      expect(isPrivateAddress(address), address).toBe(true);
    for (const address of [
      "93.184.216.34",
      "172.32.0.1",
      "100.128.0.1",
      "2606:2800:220:1::1",
      "::ffff:93.184.216.34",
      "64:ff9b::5db8:d822",
      "2002:5db8:d822::1",
    ])
      expect(isPrivateAddress(address), address).toBe(false);
  });

  it("asks nothing but http and https", async () => {
    for (const url of ["file:///etc/passwd", "ftp://a.example/", "data:text/plain,x", "javascript:alert(1)", "nonsense", ""])
      expect((await fetchSource({ url }, allowed)).error?.code).toBe("address-refused");
  });
});

describe("limits", () => {
  it("follows five redirects and no sixth, and says where a feed has moved for good", async () => {
    const server = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end("here");
      else response.writeHead(left === 9 ? 302 : 301, { Location: `/${left === 9 ? 0 : left - 1}` }).end();
    });
    const five = await fetchSource({ url: `${server.url}/5` }, allowed);
    expect(five).toMatchObject({ request: `${server.url}/5`, url: `${server.url}/0`, movedTo: `${server.url}/0` });
    expect(text(five.bytes)).toBe("here");
    server.asked.length = 0;
    expect((await fetchSource({ url: `${server.url}/6` }, allowed)).error?.code).toBe("too-many-redirects");
    expect(server.asked).toHaveLength(6);
    expect((await fetchSource({ url: `${server.url}/9` }, allowed)).movedTo).toBeUndefined();
  });

  it.each([
    ["gzip", gzipSync],
    ["br", (data: Buffer) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })],
    ["deflate", deflateSync],
    ["deflate", deflateRawSync],
    ["x-gzip", gzipSync],
  ] as const)("reads %s, and stops a bomb at the limit of what it becomes", async (coding, compress) => {
    const bodies = { "/": compress(Buffer.alloc(50_000, "wick ")), "/bomb": compress(Buffer.alloc(60_000_000, "wick ")) };
    const server = await serve((request, response) =>
      response.writeHead(200, { "Content-Encoding": coding }).end(bodies[request.url as "/"]),
    );
    const fetched = await fetchSource({ url: server.url }, { ...allowed, maxBytes: 50_000 });
    expect(fetched.bytes).toHaveLength(50_000);
    expect(fetched.transferred).toBeLessThan(5_000);
    const before = process.memoryUsage().arrayBuffers;
    const bomb = await fetchSource({ url: `${server.url}/bomb` }, { ...allowed, maxBytes: 1_000_000 });
    expect(bomb.error?.code).toBe("too-large");
    expect(bomb.bytes).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it("stops where one coding is wrapped around another", async () => {
    const server = await serve((request, response) => {
      const twice = gzipSync(gzipSync(Buffer.alloc(request.url === "/bomb" ? 20_000_000 : 500, "x")));
      response.writeHead(200, { "Content-Encoding": "gzip, gzip" }).end(twice);
    });
    expect((await fetchSource({ url: server.url }, allowed)).bytes).toHaveLength(500);
    expect((await fetchSource({ url: `${server.url}/bomb` }, { ...allowed, maxBytes: 1_000_000 })).error?.code).toBe("too-large");
  });

  it("stops an endless body, and one that says beforehand that it is too long", async () => {
    let sent = 0;
    const server = await serve((request, response) => {
      if (request.url === "/said") {
        response.writeHead(200, { "Content-Length": "2000000" });
        response.write("x");
        return;
      }
      const timer = setInterval(() => {
        sent += 65_536;
        response.write(Buffer.alloc(65_536));
      }, 1);
      response.on("close", () => clearInterval(timer));
    });
    const limits = { ...allowed, maxBytes: 1_000_000 };
    expect((await fetchSource({ url: `${server.url}/endless` }, limits)).error?.code).toBe("too-large");
    expect(sent).toBeLessThan(8_000_000);
    expect((await fetchSource({ url: `${server.url}/said` }, limits)).error?.code).toBe("too-large");
  });

  it("cuts off a slow drip, a silent server, and redirects that take too long together", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/silent") return;
      if (request.url?.startsWith("/slow")) {
        setTimeout(() => response.writeHead(302, { Location: `/slow${Number(request.url?.slice(5)) + 1}` }).end(), 120);
        return;
      }
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    for (const path of ["/drip", "/silent", "/slow0"])
      expect((await fetchSource({ url: server.url + path }, { ...allowed, timeoutMs: 300 })).error?.code, path).toBe("too-slow");
  });

  it("ends when told to", async () => {
    const server = await serve(() => {});
    const end = new AbortController();
    const fetching = fetchSource({ url: server.url }, { ...allowed, signal: end.signal });
    setTimeout(() => end.abort(), 30);
    expect((await fetching).error?.code).toBe("cancelled");
    expect((await fetchSource({ url: server.url }, { ...allowed, signal: end.signal })).error?.code).toBe("cancelled");
  });
});

describe("what goes wrong", () => {
  it("is an error with its reason, never an exception", async () => {
    const server = await serve((request, response) => {
      if (request.url === "/gone") response.writeHead(410, "Gone").end("bye");
      else if (request.url === "/busy") response.writeHead(503, { "Retry-After": "120" }).end();
      else if (request.url === "/cut") {
        response.writeHead(200, { "Content-Length": "100" });
        response.write("half");
        setTimeout(() => response.destroy(), 20);
      } else if (request.url === "/torn") response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync("whole").subarray(0, 12));
      else if (request.url === "/odd") response.writeHead(200, { "Content-Encoding": "snappy" }).end("x");
      else if (request.url === "/nowhere") response.writeHead(302, { Location: "http://" }).end();
      else response.socket?.end("gibberish\r\n\r\n");
    });
    const code = async (path: string): Promise<string | undefined> => (await fetchSource({ url: server.url + path }, allowed)).error?.code;
    expect(await fetchSource({ url: `${server.url}/gone` }, allowed)).toMatchObject({
      status: 410,
      error: { code: "status", message: "The server said 410 Gone: there will be nothing here again." },
    });
    expect(await fetchSource({ url: `${server.url}/busy` }, allowed)).toMatchObject({ retryAfterSeconds: 120 });
    expect(await code("/cut")).toBe("broken");
    expect(await code("/torn")).toBe("broken");
    expect(await code("/odd")).toBe("broken");
    expect(await code("/nowhere")).toBe("status");
    expect(await code("/gibberish")).toBe("broken");
    const { url } = server;
    await server.close();
    expect((await fetchSource({ url }, allowed)).error?.code).toBe("not-found");
  });

  it("keeps user names and passwords out of what it gives", async () => {
    const server = await serve((_, response) => response.end("x"));
    const fetched = await fetchSource({ url: server.url.replace("http://", "http://ada:secret@") }, allowed);
    expect(headerOf(server.asked[0], "authorization")).toBe(`Basic ${Buffer.from("ada:secret").toString("base64")}`);
    expect(fetched.url).toBe(`${server.url}/`);
  });
});
