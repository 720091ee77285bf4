import type { AddReport, Archive, SourceRecord } from "../archive/contract.ts";
import { compare } from "../values/compare.ts";
import type { SourceStep } from "./plan-sources.ts";

/** The sources that entries are held of, by name. */
export async function heldSources(archive: Archive): Promise<readonly SourceRecord[]> {
  const held = (await archive.sources()).filter(({ entries }) => entries > 0);
  return held.sort((a, b) => compare(a.source, b.source));
}

/**
 * Held sources that a build has not looked for: the config names them no longer, or a file of a pattern is gone. Their posts stay, for a
 * rescued text may be thrown away once it is read; only a person can tell.
 */
export async function unlistedSources(archive: Archive, steps: readonly SourceStep[]): Promise<readonly string[]> {
  // What could not be looked for may be any of them.
  if (steps.some(({ kind }) => kind === "failed")) return [];
  const documents = await archive.documents();
  const listed = new Set<unknown>();
  for (const step of steps) {
    if (step.kind === "address") listed.add(step.url);
    else if (step.kind === "folder") for (const { url } of step.pages) listed.add(url);
    else if (step.kind === "file") listed.add(documents.get(`file ${step.path}`)?.source).add(step.path);
    else listed.add(documents.get("stdin")?.source);
  }
  return (await heldSources(archive)).map(({ source }) => source).filter((source) => !listed.has(source));
}

/** Takes sources out of an archive, and with them what was kept of their documents: they are new if they come again. */
export async function forgetSources(archive: Archive, sources: readonly string[]): Promise<AddReport> {
  const gone = new Set<unknown>(sources);
  const documents: Record<string, undefined> = {};
  for (const [document, state] of await archive.documents()) if (gone.has(state.source)) documents[document] = undefined;
  return archive.add([], { gone: sources, documents });
}
