import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import type { Archive, DocumentState } from "../archive/contract.ts";

/** What a file was made of. */
export interface Made {
  /** The name in the config, with its placeholder, of which the file's was made. */
  readonly pattern?: string | undefined;
  /** Stands for all that it says. */
  readonly fingerprint?: string | undefined;
  /** Of a feed for every author, series or tag. */
  readonly owner?: Owner | undefined;
  /** Of the archive of a feed. */
  readonly page?: ArchivePage | undefined;
}

/** What an archive document holds. */
export interface ArchivePage {
  readonly number: number;
  readonly perPage: number;
  /** The ids of its posts. */
  readonly posts: readonly string[];
}

/** Whose a feed is. */
export interface Owner {
  /** The ids of its first posts. */
  readonly posts: readonly string[];
  /** What stands for the name in the file's. */
  readonly slug: string;
}

const PREFIX = "output ";

/** The files that builds have written, of those feeds that have many, as the archive remembers them. */
export class WrittenFiles {
  readonly #archive: Archive;
  readonly #folder: string;
  readonly #before: ReadonlyMap<string, DocumentState>;
  readonly #after: Record<string, DocumentState | undefined> = {};

  private constructor(archive: Archive, folder: string, before: ReadonlyMap<string, DocumentState>) {
    this.#archive = archive;
    this.#folder = folder;
    this.#before = before;
  }

  static async of(archive: Archive, folder: string): Promise<WrittenFiles> {
    return new WrittenFiles(archive, folder, await archive.documents(PREFIX));
  }

  /** The size of a file that was made from the same things and has not been touched since. */
  sizeOf(file: string, fingerprint: string): number | undefined {
    const before = this.#before.get(PREFIX + file);
    return before?.fingerprint === fingerprint && this.#isUntouched(file, before) ? Number(before.bytes) : undefined;
  }

  /** Remembers a file as it lies there now. */
  keep(file: string, { pattern, fingerprint, owner, page }: Made): void {
    const { size, mtimeMs } = statSync(resolve(this.#folder, file));
    const state = {
      bytes: size,
      mtimeMs: Math.round(mtimeMs),
      ...(pattern === undefined ? {} : { pattern }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
      ...(owner === undefined ? {} : { owner: owner.posts.join(" "), slug: owner.slug }),
      ...(page === undefined ? {} : { page: page.number, perPage: page.perPage, posts: page.posts.join(" ") }),
    };
    const name = PREFIX + file;
    if (JSON.stringify(this.#before.get(name)) !== JSON.stringify(state)) this.#after[name] = state;
  }

  /** Whose the files of a pattern are, as earlier builds have given them. */
  ownersOf(pattern: string): readonly Owner[] {
    return [...this.#before.values()].flatMap((state) =>
      state.pattern === pattern && typeof state.owner === "string" ? { posts: state.owner.split(" "), slug: String(state.slug) } : [],
    );
  }

  /** In which archive document each post stands, by its id: none where documents have another size now. */
  pagesOf(pattern: string, perPage: number): ReadonlyMap<string, number> {
    const pages = new Map<string, number>();
    for (const state of this.#before.values())
      if (state.pattern === pattern && state.perPage === perPage && typeof state.posts === "string")
        for (const post of state.posts.split(" ")) pages.set(post, Number(state.page));
    return pages;
  }

  /** Those that this build has not written, and that nobody else has touched since an earlier one did. */
  left(written: ReadonlySet<string>): { readonly file: string; readonly pattern: string }[] {
    return [...this.#before].flatMap(([name, state]) => {
      const file = name.slice(PREFIX.length);
      const { pattern } = state;
      return typeof pattern !== "string" || written.has(file) || !this.#isUntouched(file, state) ? [] : { file, pattern };
    });
  }

  remove(file: string): void {
    rmSync(resolve(this.#folder, file), { force: true });
    this.#after[PREFIX + file] = undefined;
  }

  async remember(): Promise<void> {
    if (Object.keys(this.#after).length) await this.#archive.add([], { documents: this.#after });
  }

  #isUntouched(file: string, { bytes, mtimeMs }: DocumentState): boolean {
    const stats = statSync(resolve(this.#folder, file), { throwIfNoEntry: false });
    return stats !== undefined && stats.size === bytes && Math.round(stats.mtimeMs) === mtimeMs;
  }
}
