import type { Evidence, Match } from "../model/post.ts";

const RELATIONS: Readonly<Record<string, string>> = {
  duplicate: "are one article",
  revision: "are one page in two versions",
  related: "are two articles that belong together",
  "link-post": "are an article and a post that links to it",
  reply: "are an article and a reply to it",
  digest: "are an article and a digest that mentions it",
  translation: "are an article and its translation",
  series: "are two parts of one series",
};

/** How to say it. */
export interface ExplainOptions {
  /**
   * What to call an entry, by its id: its address, its title, "copy 2".
   * @default the id in quotes
   */
  readonly nameOf?: (entry: string) => string | undefined;
}

/** One match in a sentence: what is concluded, how surely, and what speaks for and against it. */
export function explain(match: Match, { nameOf }: ExplainOptions = {}): string {
  const relation = RELATIONS[match.kind ?? match.relation] ?? RELATIONS.related;
  const decided = match.evidence.find((one) => one.kind === "decided");
  const [one, other] = match.entries.map((entry) => nameOf?.(entry) ?? `“${entry}”`);
  const head = `${one} and ${other} ${relation}`;
  if (decided !== undefined) return `${head}: somebody decided so.`;
  const strongest = [...match.evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const pros = strongest.filter((one) => one.weight > 0).map(sayEvidence);
  const cons = strongest.filter((one) => one.weight < 0).map(sayEvidence);
  const certainty = `${Math.round(match.probability * 1000) / 10} %`;
  // All evidence is weighed for one article: what speaks against that is why two are two.
  const [reasons, objections] = match.relation === "related" ? [cons, pros] : [pros, cons];
  const because = reasons.length > 0 ? `: ${list(reasons)}` : "";
  const against = match.relation === "related" ? "for one article" : "against it";
  const although = objections.length > 0 ? `${because === "" ? ":" : ";"} ${against} speaks that ${list(objections)}` : "";
  return `${head} (${certainty})${because}${although}.`;
}

function sayEvidence({ kind, weight, detail = {} }: Evidence): string {
  const value = (name: string) => String(detail[name] ?? "");
  switch (kind) {
    case "url":
      return `they have the same address${detail.key === undefined ? "" : ` (${value("key")})`}`;
    case "guid":
      return "one guid names both";
    case "canonical":
      return "one names the other's address as canonical";
    case "note":
      return "a note in one says that it appeared at the other's address";
    case "claim":
      return "both say that they appeared at a third address";
    case "title":
      return detail.same === true ? "their titles are the same" : detail.same === false ? "their titles differ" : "their titles are alike";
    case "numbers":
      return "the numbers in their titles differ";
    case "text":
      return `they share ${Math.round(Number(detail.shared ?? 0) * 100)} % of the shorter text`;
    case "excerpt":
      return "one is the beginning of the other";
    case "empty":
      return "one has no text of its own";
    case "author":
      return detail.same === true ? "they name the same author" : "they name different authors";
    case "date":
      return detail.days === 0 ? "they are of one day" : `they are ${value("days")} ${detail.days === 1 ? "day" : "days"} apart`;
    case "language":
      return "they are in different languages";
    case "quote":
      return "what they share stands in a quotation";
    case "own-words":
      return "the rest of the text is its own";
    case "digest":
      return "the title of one says that it gathers others";
    case "link":
      return "one links to the other";
    case "site":
      return "they stand on one site as two pages";
    case "series-part":
      return detail.same === true ? "they are the same part of a series" : "their titles count different parts";
    case "short":
      return weight > 0 ? "one says little beside what recurs on its site" : "the texts are too short to tell";
    default:
      return kind;
  }
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
