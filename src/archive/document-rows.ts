import type { DocumentState } from "./contract.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** What is known of documents whose names begin so. */
export function loadDocuments(connection: SqliteConnection, prefix: string): Map<string, DocumentState> {
  const rows = connection.all<{ document: string; state: string }>(
    "select document, state from documents where document >= ? and document < ? order by document",
    prefix,
    `${prefix}\u{10ffff}`,
  );
  return new Map(rows.map((row) => [row.document, JSON.parse(row.state) as DocumentState]));
}

/** A document without a state is forgotten. */
export function keepDocument(connection: SqliteConnection, document: string, state: DocumentState | undefined): void {
  if (state)
    connection.run(
      "insert into documents (document, state) values (?, ?) on conflict (document) do update set state = excluded.state",
      document,
      JSON.stringify(state),
    );
  else connection.run("delete from documents where document = ?", document);
}
