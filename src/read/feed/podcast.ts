import type { Chapter, Podcast } from "../../model/parts.ts";
import { htmlToText, looksLikeHtml } from "../../values/html.ts";
import type { FeedElement } from "./element.ts";
import type { Mutable } from "./mutable.ts";
import { readDuration, readFlag, readNumber } from "./scalar.ts";
import type { Scope } from "./scope.ts";

/** Fills in what an `itunes:`, `googleplay:` or `podcast:` element says; `false` for one without a field. */
export function readPodcast(podcast: Mutable<Podcast>, key: string, element: FeedElement, outer: Scope): boolean {
  const scope = outer.of(element);
  switch (key.slice(key.indexOf(":") + 1)) {
    case "author": set(podcast, "author", element.line()); return true;
    case "subtitle": set(podcast, "subtitle", element.line()); return true;
    case "summary": case "description": set(podcast, "summary", plain(element.text()) || undefined); return true;
    case "explicit": set(podcast, "explicit", readFlag(element.line())); return true;
    case "block": set(podcast, "block", readFlag(element.line())); return true;
    case "duration": set(podcast, "durationSeconds", readDuration(element.line())); return true;
    case "season": set(podcast, "season", readNumber(element.line())); return true;
    case "episode": set(podcast, "episode", readNumber(element.line())); return true;
    case "episodetype": case "type": set(podcast, "type", element.line()?.toLowerCase()); return true;
    case "keywords": {
      const words = (element.line() ?? "").split(",", 1000).map((word) => word.trim()).filter((word) => word !== "");
      if (words.length > 0) podcast.keywords = words;
      return true;
    }
    case "guid": set(podcast, "guid", element.line()); return true;
    case "locked": set(podcast, "locked", readFlag(element.line())); return true;
    case "transcript": {
      const url = scope.url(element.attribute("url"));
      const type = element.attribute("type");
      const language = element.attribute("language");
      const list = [...(podcast.transcripts ?? [])];
      if (url !== undefined && list.length < 500) list.push({ url, ...(type === undefined ? {} : { type }), ...(language === undefined ? {} : { language }) });
      podcast.transcripts = list;
      return true;
    }
    case "chapters": {
      const url = scope.url(element.attribute("url"));
      if (url === undefined) return false;
      podcast.chaptersUrl ??= url;
      return true;
    }
    default: return false;
  }
} // biome-ignore format: cases are a table

/** Its elements are plain text; half of the programs that write them do not know it. */
function plain(text: string): string {
  return (looksLikeHtml(text) ? htmlToText(text) : text).trim();
}

function set<K extends keyof Mutable<Podcast>>(podcast: Mutable<Podcast>, key: K, value: Mutable<Podcast>[K] | undefined): void {
  if (value !== undefined) podcast[key] ??= value;
}

/** Podlove simple chapters (`psc:chapters`). */
export function readChapters(element: FeedElement, outer: Scope): Chapter[] {
  const scope = outer.of(element);
  const chapters: Chapter[] = [];
  for (const child of element.children) {
    const start = child.attribute("start");
    if (start === undefined || chapters.length >= 5000) continue;
    const title = child.attribute("title");
    const url = scope.url(child.attribute("href"));
    const image = scope.url(child.attribute("image"));
    chapters.push({
      start,
      ...(title === undefined ? {} : { title }),
      ...(url === undefined ? {} : { url }),
      ...(image === undefined ? {} : { image }),
    });
  }
  return chapters;
}
