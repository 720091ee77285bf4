import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server was asked, byte for byte. */
export interface Asked {
  readonly path: string;
  /** Names as sent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export interface RecordingServer {
  readonly url: string;
  readonly host: string;
  readonly asked: Asked[];
  /** The most requests that were under way at the same time. */
  readonly most: () => number;
  close(): Promise<void>;
}

/** A server on this machine that records what it is asked. */
export async function startServer(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<RecordingServer> {
  const asked: Asked[] = [];
  let now = 0;
  let most = 0;
  const server: Server = createServer((request, response) => {
    const headers: [string, string][] = [];
    for (let index = 0; index < request.rawHeaders.length; index += 2)
      headers.push([request.rawHeaders[index] ?? "", request.rawHeaders[index + 1] ?? ""]);
    asked.push({ path: request.url ?? "", headers });
    most = Math.max(most, ++now);
    response.on("close", () => now--);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    asked,
    most: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export function headerOf(asked: Asked | undefined, name: string): string | undefined {
  return asked?.headers.find(([each]) => each.toLowerCase() === name)?.[1];
}
