import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { guardedLookup, guardSocket, guardUrl, RefusedAddress } from "./address-guard.ts";
import type { FetchError, Fetched, FetchOptions, FetchRequest } from "./fetched.ts";
import type { HostTurns } from "./host-turns.ts";
import { type Body, BodyError, readBody } from "./read-body.ts";

const TIMEOUT_MS = 20_000;
const MAX_BYTES = 15 * 1024 * 1024;
const MAX_REDIRECTS = 5;
const USER_AGENT = "offprint (+https://www.npmjs.com/package/offprint)";
const ACCEPT =
  "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.7, application/xhtml+xml;q=0.7, text/plain;q=0.6, */*;q=0.5";
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Moved for good (RFC 9110 §15.4). */
const PERMANENT = new Set([301, 308]);

/** What fetching one address may still cost. */
interface Budget {
  remainingMs: number;
  readonly maxBytes: number;
}

/** A host that wants to be left alone for so long: not asked. */
class LeftAlone extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super();
    this.seconds = seconds;
  }
}

/** Fetches one address, politely. Never throws for what servers or networks do: that is `error`. */
export async function fetchSource(request: FetchRequest, options: FetchOptions = {}): Promise<Fetched> {
  return fetchInTurn(request, options, undefined);
}

/** As `fetchSource`; each hop waits for its host's turn, and waiting does not count as the server's time. */
export async function fetchInTurn(request: FetchRequest, options: FetchOptions, turns: HostTurns | undefined): Promise<Fetched> {
  const budget: Budget = { remainingMs: options.timeoutMs ?? TIMEOUT_MS, maxBytes: options.maxBytes ?? MAX_BYTES };
  const most = options.maxRedirects ?? MAX_REDIRECTS;
  let href = request.url;
  let moved: string | undefined;
  let permanent = true;
  let transferred = 0;
  const fail = (code: FetchError["code"], message: string, status = 0): Fetched => ({
    request: request.url,
    url: withoutSecrets(href),
    status,
    notModified: false,
    transferred,
    error: { code, message },
  });
  for (let hop = 0; ; hop++) {
    if (!URL.canParse(href)) return fail("address-refused", `${href} is no address.`);
    const url = new URL(href);
    let answer: Answer;
    try {
      guardUrl(url, options);
      const ask = async (): Promise<Answer> => {
        const seconds = turns?.secondsLeft(url.host) ?? 0;
        if (seconds > 0) throw new LeftAlone(seconds);
        return askOnce(url, request, options, budget);
      };
      answer = await (turns ? turns.run(url.host, ask) : ask());
    } catch (error) {
      if (error instanceof LeftAlone)
        return { ...fail("status", `${url.host} asked to be left alone: not asked.`), retryAfterSeconds: error.seconds };
      const { code, message } = explainError(error, url);
      return fail(code, message);
    }
    transferred += answer.transferred;
    const { status, headers } = answer;
    if (REDIRECTS.has(status) && headers.location !== undefined) {
      if (hop >= most) return fail("too-many-redirects", `More than ${most} redirects.`, status);
      if (!URL.canParse(headers.location, url.href))
        return fail("status", `The server redirects to ${headers.location}, which is no address.`, status);
      permanent &&= PERMANENT.has(status);
      href = new URL(headers.location, url.href).href;
      if (permanent) moved = href;
      continue;
    }
    const base = {
      request: request.url,
      url: withoutSecrets(url.href),
      status,
      transferred,
      ...(moved === undefined ? {} : { movedTo: withoutSecrets(moved) }),
    };
    if (status === 304 && (request.etag !== undefined || request.lastModified !== undefined)) {
      // RFC 9110 §15.4.5: a 304 may bring new validators; what it does not bring stays.
      return { ...base, notModified: true, ...validators({ ...request, ...validators(answer.validators) }) };
    }
    if (status < 200 || status > 299 || status === 206) {
      const retryAfterSeconds = retryAfter(headers["retry-after"]);
      if (retryAfterSeconds !== undefined) turns?.leaveAlone(url.host, retryAfterSeconds);
      return {
        ...base,
        notModified: false,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        error: { code: "status", message: explainStatus(status, answer.reason, retryAfterSeconds) },
      };
    }
    const contentType = headers["content-type"];
    return {
      ...base,
      notModified: false,
      bytes: answer.bytes ?? new Uint8Array(),
      ...(contentType === undefined ? {} : { contentType }),
      ...validators(answer.validators),
    };
  }
}

interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

function validators({ etag, lastModified }: Validators): { etag?: string; lastModified?: string } {
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}

interface Answer extends Partial<Body> {
  readonly status: number;
  readonly reason: string;
  readonly headers: IncomingMessage["headers"];
  readonly validators: Validators;
  readonly transferred: number;
}

/** One request to one host, within what is left of the time. */
async function askOnce(url: URL, request: FetchRequest, options: FetchOptions, budget: Budget): Promise<Answer> {
  const started = performance.now();
  const clock = new AbortController();
  const timer = setTimeout(() => clock.abort(new BodyError("too-slow", "The server took too long.")), Math.max(0, budget.remainingMs));
  const cancel = (): void => clock.abort(new BodyError("cancelled", "The fetching was ended."));
  options.signal?.addEventListener("abort", cancel, { once: true });
  try {
    if (options.signal?.aborted) cancel();
    clock.signal.throwIfAborted();
    const response = await sendRequest(url, request, options, clock.signal);
    const { statusCode: status = 0, statusMessage: reason = "", headers } = response;
    const answer = { status, reason, headers, validators: { etag: headers.etag, lastModified: headers["last-modified"] } };
    if (status >= 200 && status <= 299 && status !== 206)
      return { ...answer, ...(await readBody(response, budget.maxBytes, clock.signal)) };
    // What an error page says is of no interest, and a redirect's body neither.
    response.destroy();
    return { ...answer, transferred: 0 };
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener("abort", cancel);
    budget.remainingMs -= performance.now() - started;
  }
}

function sendRequest(url: URL, request: FetchRequest, options: FetchOptions, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const outgoing = send({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port,
      path: `${url.pathname}${url.search}`,
      method: "GET",
      headers: requestHeaders(request, options),
      // One connection a request: nothing is left open that an address was checked for long ago.
      agent: false,
      maxHeaderSize: 64 * 1024,
      lookup: guardedLookup(url, options),
      ...(url.username === "" && url.password === ""
        ? {}
        : { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` }),
    });
    const abort = (): void => void outgoing.destroy(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    outgoing.on("close", () => signal.removeEventListener("abort", abort));
    outgoing.on("socket", (socket) => guardSocket(socket, url, options, (error) => void outgoing.destroy(error)));
    outgoing.on("error", reject);
    outgoing.on("response", resolve);
    outgoing.end();
  });
}

/** The validators go back byte for byte: Node reads and writes header values as Latin-1. */
function requestHeaders(request: FetchRequest, options: FetchOptions): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: ACCEPT,
    "Accept-Encoding": "gzip, deflate, br",
    "User-Agent": options.userAgent ?? USER_AGENT,
    Connection: "close",
  };
  const sendable = (value: string | undefined): value is string =>
    value !== undefined && value !== "" && /^[\t\x20-\x7e\x80-\xff]+$/.test(value);
  if (sendable(request.etag)) headers["If-None-Match"] = request.etag;
  if (sendable(request.lastModified)) headers["If-Modified-Since"] = request.lastModified;
  return headers;
}

/** What a status means to somebody who asks for feeds (RFC 9110 §15.5.11, §10.2.3). */
function explainStatus(status: number, reason: string, retryAfterSeconds: number | undefined): string {
  const said = `The server said ${status}${reason ? ` ${reason}` : ""}`;
  if (status === 410) return `${said}: there will be nothing here again.`;
  if (retryAfterSeconds !== undefined) return `${said}, and to ask again in ${Math.ceil(retryAfterSeconds / 60)} min.`;
  return `${said}.`;
}

function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header);
  // A moment that has passed asks for nothing, nor does what is neither a number nor a date and is taken for one (`-5`).
  const seconds = Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return seconds > 0 ? seconds : undefined;
}

/** Without user name and password: addresses end up in feeds and logs. */
function withoutSecrets(href: string): string {
  if (!URL.canParse(href)) return href;
  const url = new URL(href);
  url.username = "";
  url.password = "";
  return url.href;
}

const UNREACHABLE = new Set([
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_NONAME",
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
]);

/** What OpenSSL's verification and Node's look at the name say (https://nodejs.org/api/tls.html#x509-certificate-error-codes). */
const CERTIFICATE = /CERT|^UNABLE_TO_|^CRL_|^INVALID_CA$|^PATH_LENGTH_EXCEEDED$|^INVALID_PURPOSE$|^HOSTNAME_MISMATCH$/;

function explainError(error: unknown, url: URL): FetchError {
  // Several addresses of one host were tried (RFC 8305): the first one's error stands for all.
  const first = error instanceof AggregateError ? ((error.errors as unknown[])[0] ?? error) : error;
  if (first instanceof RefusedAddress) return { code: "address-refused", message: first.message };
  if (first instanceof BodyError) return { code: first.code, message: first.message };
  const { code, message } = first as NodeJS.ErrnoException;
  if (code !== undefined && UNREACHABLE.has(code)) return { code: "not-found", message: `${url.host} cannot be reached (${code}).` };
  if (code !== undefined && CERTIFICATE.test(code))
    return { code: "broken", message: `The certificate of ${url.hostname} is not to be trusted: ${message.split("\n", 1)[0]}` };
  return { code: "broken", message: `The connection to ${url.host} broke: ${message}.` };
}
