/** One address to fetch. */
export interface FetchRequest {
  /** http or https. */
  readonly url: string;
  /** What the server gave last time, handed back byte for byte as `If-None-Match`. */
  readonly etag?: string;
  /** What the server gave last time, handed back byte for byte as `If-Modified-Since`. */
  readonly lastModified?: string;
}

/** How to fetch. */
export interface FetchOptions {
  /**
   * The longest that one address may take, redirects and body included, in milliseconds.
   * @default 20000
   */
  readonly timeoutMs?: number;
  /**
   * The longest body, decompressed, in bytes.
   * @default 15728640 (15 MiB)
   */
  readonly maxBytes?: number;
  /** @default 5 */
  readonly maxRedirects?: number;
  /**
   * Ask hosts in private networks and on this machine too: all of them, or those in the list (`intranet.example`, `127.0.0.1:8080`).
   * @default false
   */
  readonly allowPrivate?: boolean | readonly string[];
  /** @default "offprint (+https://www.npmjs.com/package/offprint)" */
  readonly userAgent?: string;
  /**
   * Resolves host names, as `dns.lookup` does with `all: true`. What it gives is held against the private networks like any other.
   * @default node:dns
   */
  readonly lookup?: (
    host: string,
    options: { readonly all: true; readonly family?: number | "IPv4" | "IPv6"; readonly hints?: number },
    callback: (error: NodeJS.ErrnoException | null, addresses: readonly { readonly address: string; readonly family: number }[]) => void,
  ) => void;
  /** Ends the fetching of what is under way. */
  readonly signal?: AbortSignal;
}

/** Why an address gave nothing. */
export interface FetchError {
  /**
   * - `address-refused`: not http or https, or a private address
   * - `not-found`: the host has no address, or nothing listens
   * - `status`: the server said 4xx or 5xx, or something that is no answer
   * - `too-large`, `too-slow`, `too-many-redirects`
   * - `broken`: the connection or the compression broke, or the server's certificate is not to be trusted. Certificates of one's own
   *   are trusted through `NODE_EXTRA_CA_CERTS`, as everywhere in Node
   * - `cancelled`: by `signal`
   */
  readonly code: "address-refused" | "not-found" | "status" | "too-large" | "too-slow" | "too-many-redirects" | "broken" | "cancelled";
  readonly message: string;
}

/** What came of a request. Nothing is thrown: a failure is `error`. */
export interface Fetched {
  /** The address asked for. */
  readonly request: string;
  /** The address that answered, after redirects. */
  readonly url: string;
  /** The address that the server says is the new one for good (301, 308 only, all the way). */
  readonly movedTo?: string;
  /** 0 where no server answered. */
  readonly status: number;
  /** The body, decompressed. Absent when not modified and on errors. */
  readonly bytes?: Uint8Array;
  /** The `Content-Type` header as it came: hand it to `read` as `contentType`. */
  readonly contentType?: string;
  /** To hand back next time. */
  readonly etag?: string;
  /** To hand back next time. */
  readonly lastModified?: string;
  /** 304: there is nothing new since `etag` or `lastModified`. */
  readonly notModified: boolean;
  /** Bytes over the network, compressed as they came. */
  readonly transferred: number;
  /** Seconds to wait before the next request, from `Retry-After`. */
  readonly retryAfterSeconds?: number;
  readonly error?: FetchError;
}
