import type { Entry } from "../model/entry.ts";
import { OffprintError } from "../model/error.ts";
import { createEntry } from "../read/create-entry.ts";
import type { Decision } from "../resolve/decisions.ts";
import { loadEntries } from "./entry-store.ts";
import { loadSources, type SourceFacts } from "./source-rows.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { loadVerdicts } from "./verdict-rows.ts";

/** The first line says what the rest is. */
interface Head {
  readonly offprint: "archive";
  readonly version: number;
}

const VERSION = 1;
const BATCH = 500;

/** All that cannot be concluded again, a JSON object a line, by kind and key. */
export async function* exportLines(connection: SqliteConnection): AsyncIterable<string> {
  yield `${JSON.stringify({ offprint: "archive", version: VERSION } satisfies Head)}\n`;
  for (const source of loadSources(connection)) yield `${JSON.stringify(source)}\n`;
  // By id: in the order of their numbers they would stand as they came.
  for (let after = ""; ; ) {
    const rows = connection.all<{ id: string }>("select id from ids where id > ? order by id limit ?", after, BATCH);
    const ids = rows.map((row) => row.id);
    for (const entry of loadEntries(connection, ids)) yield `${JSON.stringify({ entry })}\n`;
    if (rows.length < BATCH) break;
    after = ids[ids.length - 1] as string;
  }
  for (const { verdict, entries } of loadVerdicts(connection)) yield `${JSON.stringify({ verdict, entries })}\n`;
}

export interface ImportBatch {
  readonly sources: readonly SourceFacts[];
  readonly entries: readonly Entry[];
  readonly verdicts: readonly Decision[];
}

/** The lines again, a few hundred at a time. */
export async function* importBatches(chunks: Iterable<string> | AsyncIterable<string>): AsyncGenerator<ImportBatch> {
  let batch: { sources: SourceFacts[]; entries: Entry[]; verdicts: Decision[] } = {
    sources: [],
    entries: [],
    verdicts: [],
  };
  let number = 0;
  for await (const line of linesOf(chunks)) {
    number++;
    if (line.trim() === "") continue;
    const value = parse(line, number);
    if (number === 1) {
      if (value.offprint !== "archive")
        throw new OffprintError("unknown-format", "This is no export of an archive: its first line says nothing of one.", {
          path: "line 1",
        });
      if (Number(value.version) > VERSION)
        throw new OffprintError("archive-newer", "This export was written by a later release. Update offprint.", { path: "line 1" });
    } else if (isRecord(value.entry) && typeof value.entry.id === "string")
      batch.entries.push(createEntry(value.entry as unknown as Entry));
    else if ((value.verdict === "same" || value.verdict === "different") && Array.isArray(value.entries))
      batch.verdicts.push({ entries: [String(value.entries[0]), String(value.entries[1])], verdict: value.verdict });
    else if (typeof value.source === "string") batch.sources.push(value as unknown as SourceFacts);
    else
      throw new OffprintError("unknown-format", `Line ${number} is neither a source nor an entry nor a verdict.`, {
        path: `line ${number}`,
      });
    if (batch.entries.length >= BATCH) {
      yield batch;
      batch = { sources: [], entries: [], verdicts: [] };
    }
  }
  yield batch;
}

function parse(line: string, number: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    if (isRecord(value)) return value;
  } catch {}
  throw new OffprintError("unknown-format", `Line ${number} is no JSON object.`, { path: `line ${number}` });
}

async function* linesOf(chunks: Iterable<string> | AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    let at = 0;
    for (let end = chunk.indexOf("\n", at); end !== -1; end = chunk.indexOf("\n", at)) {
      yield rest + chunk.slice(at, end);
      rest = "";
      at = end + 1;
    }
    rest += chunk.slice(at);
  }
  if (rest !== "") yield rest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
