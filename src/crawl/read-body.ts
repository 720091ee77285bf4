import type { IncomingMessage } from "node:http";
import { Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import type { FetchError } from "./fetched.ts";

/** A body that cannot be had, and why. */
export class BodyError extends Error {
  readonly code: FetchError["code"];

  constructor(code: FetchError["code"], message: string) {
    super(message);
    this.code = code;
  }
}

export interface Body {
  readonly bytes: Uint8Array;
  /** Bytes as they came. */
  readonly transferred: number;
}

/** More than one coding after another is no server's honest work. */
const MAX_CODINGS = 2;

/** Reads a body, decompresses it, and stops at the limit: of what came, and of what became of it. */
export async function readBody(response: IncomingMessage, maxBytes: number, signal: AbortSignal): Promise<Body> {
  const tooLarge = (): BodyError => new BodyError("too-large", `The document is longer than ${maxBytes} bytes.`);
  let transferred = 0;
  const source = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      transferred += chunk.length;
      if (transferred > maxBytes) throw tooLarge();
      yield chunk;
    }
  };
  const opened: { destroy(error?: Error): unknown }[] = [response];
  const abort = (): void => {
    for (const stream of opened) stream.destroy(signal.reason as Error);
  };
  signal.addEventListener("abort", abort, { once: true });
  try {
    const announced = response.headers["content-length"];
    if (announced === "0") return { bytes: new Uint8Array(), transferred };
    if (Number(announced ?? 0) > maxBytes) throw tooLarge();
    let stream: AsyncIterable<Uint8Array> = source();
    for (const coding of codings(response)) stream = decompress(stream, coding, opened);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
    if (!response.complete) throw new BodyError("broken", "The document ended early.");
    return { bytes: joined(chunks, length), transferred };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof BodyError) throw error;
    throw new BodyError("broken", `The document could not be read: ${(error as Error).message}.`);
  } finally {
    signal.removeEventListener("abort", abort);
    for (const stream of opened) stream.destroy();
  }
}

/** `Content-Encoding`, the last one applied first. */
function codings(response: IncomingMessage): string[] {
  const names = (response.headers["content-encoding"] ?? "")
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MAX_CODINGS) throw new BodyError("broken", `The document is compressed ${names.length} times.`);
  return names.reverse();
}

function decompress(
  from: AsyncIterable<Uint8Array>,
  coding: string,
  opened: { destroy(error?: Error): unknown }[],
): AsyncIterable<Uint8Array> {
  if (coding === "deflate") return inflate(from, opened);
  const through = coding === "gzip" || coding === "x-gzip" ? createGunzip() : coding === "br" ? createBrotliDecompress() : undefined;
  if (!through) throw new BodyError("broken", `The document is compressed in a way that was not asked for: ${coding}.`);
  return pass(from, through, opened);
}

/** `deflate` is zlib's format (RFC 9110 §8.4.1.2), but some servers send bare DEFLATE: the first byte tells. */
async function* inflate(from: AsyncIterable<Uint8Array>, opened: { destroy(error?: Error): unknown }[]): AsyncGenerator<Uint8Array> {
  const chunks = from[Symbol.asyncIterator]();
  let first = await chunks.next();
  while (!first.done && first.value.length === 0) first = await chunks.next();
  if (first.done) return;
  const start = first.value;
  const rest = async function* (): AsyncGenerator<Uint8Array> {
    yield start;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  };
  const zlib = ((start[0] ?? 0) & 0x0f) === 8;
  yield* pass(rest(), zlib ? createInflate() : createInflateRaw(), opened);
}

function pass(
  from: AsyncIterable<Uint8Array>,
  through: Transform,
  opened: { destroy(error?: Error): unknown }[],
): AsyncIterable<Uint8Array> {
  const input = Readable.from(from, { objectMode: false });
  // The error that matters is the source's own: a limit, a broken connection.
  input.on("error", (error) => through.destroy(error));
  opened.push(input, through);
  return input.pipe(through);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
