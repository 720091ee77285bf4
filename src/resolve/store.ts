import type { Relation } from "../model/post.ts";

/** Of those of some keys under which there is anybody: which key it is, and who. */
export interface EntryLists {
  /** The places of the keys, in order. */
  readonly places: Int32Array;
  /** Where each list ends in `entries`; it begins where the one before it ended. */
  readonly ends: Int32Array;
  readonly entries: Int32Array;
}

/** Two entries that have to do with each other. What speaks for it is worked out again from the sketches where it is asked for. */
export interface LinkRow {
  readonly one: number;
  readonly other: number;
  readonly relation: Relation;
  /** For `related`, which kind. */
  readonly kind?: string | undefined;
  /** Log odds that they are one article. */
  readonly weight: number;
  /** May join two groups of copies. */
  readonly joins: boolean;
}

/**
 * Where a resolver keeps what it knows: four tables of plain rows of numbers, read and written in batches.
 *
 * - sketches: entry → bytes, some hundred, made by `encodeSketch`
 * - keys: (key, entry), both indexed; and the marked keys. An entry is found under about 15 keys; a key is a whole number from 0 to 2^53 − 1, which fits SQLite's INTEGER and PostgreSQL's bigint
 * - links: (entry, entry) → relation, found from either side
 * - members: entry → group, found from either side; a group is named by that of its entries whose id is the smallest
 *
 * Entries go by numbers, whole ones from 0 below 2^26; which entry has which is the store's affair, and says nothing. Two lists that
 * are given together are of one length, and their places belong together.
 *
 * All is synchronous. Lists may come in any order: the resolver sorts. An implementation over a database runs
 * one `add` of the resolver in one transaction.
 */
export interface ResolveStore {
  /** The numbers of entries, in the order asked; those that have none get one, which stays theirs. */
  numbersFor(ids: readonly string[]): readonly number[];
  /** The numbers of entries, in the order asked; −1 for those that have none. */
  numbersOf(ids: readonly string[]): readonly number[];
  /** The ids of entries, in the order asked. */
  idsOf(entries: readonly number[]): readonly string[];
  /** The sketches of entries, in the order asked; `undefined` for what is not held. */
  sketches(entries: readonly number[]): readonly (Uint8Array | undefined)[];
  /** Adds sketches, or replaces those of the same entries. */
  putSketches(entries: readonly number[], sketches: readonly Uint8Array[]): void;
  /**
   * Puts entries under keys, one after the other; those already there stay. Gives for each the others that stand under its key by then,
   * of more than `most` any `most` of them. Under marked keys nobody is put, and nobody stands.
   */
  enterKeys(keys: Float64Array, entries: Int32Array, most: number): EntryLists;
  /** The entries under each key; of more than `most` any `most` of them. */
  holders(keys: Float64Array, most: number): EntryLists;
  /** Takes an entry away from under keys. */
  removeKeys(keys: Float64Array, entry: number): void;
  /** Whether each key was marked, in the order asked: 1 or 0. */
  marked(keys: Float64Array): Uint8Array;
  /** Marks keys for good: they say nothing any more. Their rows may be dropped, and are not asked for again. */
  mark(keys: readonly number[]): void;
  /** All links that one of the entries is part of, each once. */
  links(entries: readonly number[]): readonly LinkRow[];
  /** Adds links, or replaces those between the same two entries. */
  putLinks(links: readonly LinkRow[]): void;
  removeLinks(links: readonly Pick<LinkRow, "one" | "other">[]): void;
  /** The group of each entry, in the order asked; −1 for those that are in none. */
  groups(entries: readonly number[]): readonly number[];
  /** All entries of the groups. */
  members(groups: readonly number[]): readonly number[];
  /** Puts entries into groups, taking them out of those in which they were. */
  putMembers(entries: readonly number[], groups: readonly number[]): void;
}

/** No entry has this number, nor one above it: two in one number are whole and exact. */
const NUMBERS = 0x4000000;

/** Two entries as one number, in whatever order they are given. */
export function pairOf(one: number, other: number): number {
  return Math.min(one, other) * NUMBERS + Math.max(one, other);
}
