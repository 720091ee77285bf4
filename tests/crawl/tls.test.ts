import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { connect } from "node:tls";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guardSocket } from "../../src/crawl/address-guard.ts";
import { crawl } from "../../src/crawl/crawl.ts";
import { fetchSource } from "../../src/crawl/fetch-source.ts";

const file = join(import.meta.dirname, "untrusted.pem");
const pem = readFileSync(file, "utf8");
const asked: string[] = [];
const server = createServer({ cert: pem, key: pem }, (request, response) => {
  asked.push(request.url ?? "");
  if (request.url === "/away") response.writeHead(302, { Location: "/feed" }).end();
  else
    response.writeHead(200, { "Content-Type": "application/rss+xml" }).end("<rss version='2.0'><channel><title>T</title></channel></rss>");
});
let url = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe("https", () => {
  it("takes no document from a server whose certificate nobody vouches for, and says why", async () => {
    const fetched = await fetchSource({ url: `${url}/feed` }, { allowPrivate: true });
    expect(fetched.error).toMatchObject({ code: "broken", message: expect.stringMatching(/certificate of 127\.0\.0\.1.*self[- ]signed/) });
    expect(fetched.bytes).toBeUndefined();
    for await (const document of crawl([`${url}/feed`], { allowPrivate: true }))
      expect(document.error).toMatchObject({ code: "fetch-failed", path: `${url}/feed` });
    expect(asked).toEqual([]);
  });

  it("takes one that the machine trusts, over redirects too, and none for another name", async () => {
    const script = `
      import { createJiti } from "jiti";
      const { fetchSource } = await createJiti(import.meta.url).import(${JSON.stringify(join(import.meta.dirname, "../../src/crawl/fetch-source.ts"))});
      const ask = async (url, options) => { const { status, error } = await fetchSource({ url }, { allowPrivate: true, ...options }); return { status, error }; };
      const there = (host, options, callback) => callback(null, [{ address: "127.0.0.1", family: 4 }]);
      const port = new URL(${JSON.stringify(url)}).port;
      console.log(JSON.stringify([
        await ask(${JSON.stringify(`${url}/away`)}),
        await ask("https://tests.example:" + port + "/feed", { lookup: there }),
        await ask("https://other.example:" + port + "/feed", { lookup: there }),
      ]));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], {
      cwd: join(import.meta.dirname, "../.."),
      env: { ...process.env, NODE_EXTRA_CA_CERTS: file },
    });
    const [redirected, named, other] = JSON.parse(stdout);
    expect(redirected).toEqual({ status: 200 });
    expect(named).toEqual({ status: 200 });
    expect(other).toMatchObject({ error: { code: "broken", message: expect.stringContaining("certificate of other.example") } });
  }, 30_000);

  it("looks at the connected address before anything is asked", async () => {
    asked.length = 0;
    const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", rejectUnauthorized: false });
    socket.on("error", () => {});
    const refused = new Promise<Error>((resolve) => {
      guardSocket(socket, new URL("https://blog.example/"), {}, (error) => {
        socket.destroy();
        resolve(error);
      });
    });
    socket.write("GET / HTTP/1.1\r\nHost: blog.example\r\n\r\n");
    expect((await refused).message).toContain("private address");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toEqual([]);
    expect((await fetchSource({ url: `${url}/feed` })).error?.code).toBe("address-refused");
  });
});
