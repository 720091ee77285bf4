export { fetchSource } from "./fetch-source.ts";
export type { Fetched, FetchError, FetchOptions, FetchRequest } from "./fetched.ts";
