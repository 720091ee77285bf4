import type { SqliteConnection } from "./sqlite-connection.ts";

/** So many are remembered: the others are a lookup away. */
const MOST = 50_000;

/**
 * The numbers under which entries are kept. What was given once stays, so what is known here stays true;
 * only a transaction that is rolled back takes the numbers that it gave with it.
 */
export class EntryNumbers {
  readonly #connection: SqliteConnection;
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<number, string>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Gives numbers to the entries that have none. */
  assign(ids: readonly string[]): void {
    this.load(ids);
    const missing = [...new Set(ids)].filter((id) => !this.#numbers.has(id));
    if (!missing.length) return;
    let last = Number(this.#connection.get<{ n: number | null }>("select max(n) as n from ids")?.n ?? 0);
    const rows = missing.map((id) => [++last, id] as const);
    this.#connection.insert("insert into ids (n, id) values ?", rows);
    for (const [n, id] of rows) this.#know(n, id);
  }

  /** The numbers of those entries that have one. */
  numbersOf(ids: readonly string[]): number[] {
    this.load(ids);
    return ids.flatMap((id) => this.#numbers.get(id) ?? []);
  }

  /** Of an entry that was asked for just now with others. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Of an entry that has one. */
  of(id: string): number {
    const n = this.#numbers.get(id) ?? this.numbersOf([id])[0];
    if (n === undefined) throw new Error(`The entry ${id} has no number.`);
    return n;
  }

  load(ids: readonly string[]): void {
    if (this.#numbers.size > MOST) this.forget();
    const missing = ids.filter((id) => !this.#numbers.has(id));
    if (!missing.length) return;
    for (const { n, id } of this.#connection.byKeys<{ n: number; id: string }>(
      "select n, id from ids where id in (select value from json_each(?))",
      missing,
    ))
      this.#know(Number(n), id);
  }

  /** The ids under numbers, which all are given. */
  idsOf(numbers: readonly number[]): string[] {
    if (this.#numbers.size > MOST) this.forget();
    const missing = numbers.filter((n) => !this.#ids.has(n));
    for (const { n, id } of this.#connection.byKeys<{ n: number; id: string }>(
      "select n, id from ids where n in (select value from json_each(?))",
      missing,
    ))
      this.#know(Number(n), id);
    return numbers.map((n) => this.#ids.get(n) as string);
  }

  /** Before a transaction, and after one that failed. */
  forget(): void {
    this.#numbers.clear();
    this.#ids.clear();
  }

  #know(n: number, id: string): void {
    this.#numbers.set(id, n);
    this.#ids.set(n, id);
  }
}
