import type { Entry } from "../model/entry.ts";
import type { Author } from "../model/post.ts";
import { resolvePeople } from "../resolve/people.ts";
import { compare } from "../values/compare.ts";
import { hashText } from "../values/hash.ts";
import { hostOf } from "../values/url.ts";
import { loadAuthors } from "./post-store.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** As much of an entry as people are concluded from. */
type SignedEntry = Pick<Entry, "id" | "from" | "bylines"> & { readonly url?: string; published?: string };

interface PeopleRow {
  readonly people: string;
  readonly data: string;
  readonly at: string;
  readonly authors: string;
}

/**
 * Who wrote the posts. Bylines repeat: a blog of ten thousand posts has a few forms of a few names. What is concluded from are the distinct
 * lists of bylines of posts' copies, and only when there is one more or one fewer of them.
 */
export class PeopleRows {
  readonly #connection: SqliteConnection;
  #changed = false;
  readonly #left = new Set<string>();
  /** Lists that were met in this change, with the latest date of each. */
  readonly #met = new Map<string, string>();
  readonly #posts: string[][] = [];

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Puts a post under the bylines of its copies; gives the name of their list, `""` where nobody is named. */
  keep(post: string, copies: readonly Entry[]): string {
    const signed = copies.map(signedEntry);
    if (signed.every((entry) => entry.bylines.length === 0)) return "";
    const published = copies.reduce(
      (latest, entry) => (entry.published !== undefined && entry.published > latest ? entry.published : latest),
      "",
    );
    const people = hashText(JSON.stringify(signed.map((entry) => [entry.from.source, entry.url, entry.bylines])));
    const held = this.#met.get(people) ?? this.#connection.get<PeopleRow>("select at from people where people = ?", people)?.at;
    if (held === undefined) {
      this.#connection.run(
        "insert into people (people, data, at, authors) values (?, ?, ?, '[]')",
        people,
        JSON.stringify(signed),
        published,
      );
      this.#changed = true;
    } else if (published > held) {
      this.#connection.run("update people set at = ? where people = ?", published, people);
      // The latest bio is the one that counts.
      if (signed.some((entry) => entry.bylines.some((byline) => byline.bio !== undefined))) this.#changed = true;
    }
    this.#met.set(people, held !== undefined && held > published ? held : published);
    this.#posts.push([people, post]);
    return people;
  }

  leave(people: string, post: string): void {
    if (people === "") return;
    this.#connection.run("delete from people_posts where people = ? and post = ?", people, post);
    this.#left.add(people);
  }

  /** Concludes anew where that may give another result; the posts whose authors are others now, or the same with other particulars. */
  conclude(): { posts: ReadonlyMap<string, readonly Author[]> } {
    this.#connection.insert("insert or ignore into people_posts (people, post) values ?", this.#posts.sort(byBoth));
    for (const people of this.#left) {
      if (this.#connection.get("select 1 as found from people_posts where people = ? limit 1", people)) continue;
      this.#connection.run("delete from people where people = ?", people);
      this.#changed = true;
    }
    const posts = new Map<string, readonly Author[]>();
    if (!this.#changed) return { posts };
    const rows = this.#connection.all<PeopleRow>("select people, data, authors, at from people order by people");
    const counts = new Map(
      this.#connection
        .all<{ people: string; n: number }>("select people, count(*) as n from people_posts group by people")
        .map((row) => [row.people, Number(row.n)]),
    );
    const groups: Entry[][] = [];
    const first: number[] = [];
    for (const row of rows) {
      const entries = (JSON.parse(row.data) as SignedEntry[]).map(
        (entry) => (row.at === "" ? entry : { ...entry, published: row.at }) as Entry,
      );
      first.push(groups.length);
      // How often a form is used decides between forms: in the order of magnitude that is enough.
      for (let n = 1 + Math.floor(4 * Math.log2(counts.get(row.people) ?? 1)); n > 0; n--) groups.push(entries);
    }
    const found = resolvePeople(groups);
    const changed = this.#keepAuthors(found.authors);
    this.#connection.run("delete from suggestions where true");
    for (const suggestion of found.suggestions)
      this.#connection.run(
        "insert into suggestions (id, data) values (?, ?) on conflict do nothing",
        suggestion.authors.join(" "),
        JSON.stringify(suggestion),
      );
    for (const [i, row] of rows.entries()) {
      const authors = found.byPost[first[i] as number] ?? [];
      const ids = JSON.stringify(authors.map((author) => author.id));
      if (ids === row.authors && !authors.some((author) => changed.has(author.id))) continue;
      this.#connection.run("update people set authors = ? where people = ?", ids, row.people);
      for (const { post } of this.#connection.all<{ post: string }>("select post from people_posts where people = ?", row.people))
        posts.set(post, authors);
    }
    return { posts };
  }

  /** The authors of posts under a list of bylines, as concluded last. */
  authors(lists: readonly string[]): Map<string, readonly Author[]> {
    const rows = this.#connection.byKeys<{ people: string; authors: string }>(
      "select people, authors from people where people in (select value from json_each(?))",
      [...new Set(lists)],
    );
    const ids = new Map(rows.map((row) => [row.people, JSON.parse(row.authors) as string[]]));
    const authors = loadAuthors(this.#connection, [...new Set([...ids.values()].flat())]);
    return new Map([...ids].map(([people, list]) => [people, list.flatMap((id) => authors.get(id) ?? [])]));
  }

  #keepAuthors(authors: readonly Author[]): Set<string> {
    const before = new Map(
      this.#connection.all<{ id: string; data: string }>("select id, data from authors").map((row) => [row.id, row.data]),
    );
    const changed = new Set<string>();
    for (const author of authors) {
      const data = JSON.stringify(author);
      if (before.get(author.id) !== data) {
        this.#connection.run(
          "insert into authors (id, name, data) values (?, ?, ?) on conflict (id) do update set name = excluded.name, data = excluded.data",
          author.id,
          author.name,
          data,
        );
        changed.add(author.id);
      }
      before.delete(author.id);
    }
    for (const id of before.keys()) this.#connection.run("delete from authors where id = ?", id);
    return changed;
  }
}

function byBoth(a: readonly string[], b: readonly string[]): number {
  return compare(a[0] as string, b[0] as string) || compare(a[1] as string, b[1] as string);
}

function signedEntry(entry: Entry): SignedEntry {
  const host = hostOf(entry.from.source);
  const source = host ? `https://${host}/` : entry.from.source;
  return {
    id: entry.id,
    from: { format: "data", ...(source === undefined ? {} : { source }) },
    bylines: entry.bylines,
    // A source without a host is told by its entries' own.
    ...(host || !hostOf(entry.url) ? {} : { url: `https://${hostOf(entry.url)}/` }),
  };
}
