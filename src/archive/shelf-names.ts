import type { SqliteConnection } from "./sqlite-connection.ts";

/** The numbers of lists, and the names under numbers, for one change. */
export class ShelfNames {
  readonly #connection: SqliteConnection;
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Gives numbers to names that have none. */
  assign(names: Iterable<string>): void {
    const wanted = [...new Set(names)].filter((name) => !this.#numbers.has(name));
    for (const row of this.#rows("name", wanted)) this.#know(row);
    for (const name of wanted.sort()) {
      if (this.#numbers.has(name)) continue;
      this.#connection.run("insert into shelf_names (name) values (?)", name);
      for (const row of this.#rows("name", [name])) this.#know(row);
    }
  }

  load(shelves: Iterable<number>): void {
    for (const row of this.#rows(
      "shelf",
      [...new Set(shelves)].filter((shelf) => !this.#names.has(shelf)),
    ))
      this.#know(row);
  }

  numberOf(name: string): number {
    return this.#numbers.get(name) as number;
  }

  nameOf(shelf: number): string {
    return this.#names.get(shelf) as string;
  }

  #rows(column: "name" | "shelf", keys: readonly (string | number)[]) {
    return this.#connection.byKeys<{ shelf: number; name: string }>(
      `select shelf, name from shelf_names where ${column} in (select value from json_each(?))`,
      keys,
    );
  }

  #know({ shelf, name }: { readonly shelf: number; readonly name: string }): void {
    this.#numbers.set(name, Number(shelf));
    this.#names.set(Number(shelf), name);
  }
}

/** The number of a list that there is. */
export function shelfNumber(connection: SqliteConnection, name: string): number | undefined {
  const shelf = connection.get<{ shelf: number }>("select shelf from shelf_names where name = ?", name)?.shelf;
  return shelf === undefined ? undefined : Number(shelf);
}
