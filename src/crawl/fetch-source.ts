import type { Fetched, FetchOptions, FetchRequest } from "./fetched.ts";

/** Fetches one address. Never throws for what servers do. */
export async function fetchSource(request: FetchRequest, _options: FetchOptions = {}): Promise<Fetched> {
  return { request: request.url, url: request.url, status: 0, notModified: false, transferred: 0, error: { code: "not-found", message: "not implemented" } };
}
