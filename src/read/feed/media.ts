import type { Enclosure, Image, Media, Tag } from "../../model/parts.ts";
import type { FeedElement } from "./element.ts";
import type { Mutable } from "./mutable.ts";
import { readCount, readDuration } from "./scalar.ts";
import type { Scope } from "./scope.ts";

/** What the media elements of an entry add up to. */
export class MediaReader {
  readonly enclosures: Enclosure[] = [];
  readonly thumbnails: Image[] = [];
  readonly credits: { value: string; role?: string; scheme?: string }[] = [];
  readonly tags: Tag[] = [];
  title: string | undefined;
  description: FeedElement | undefined;
  #rest: Mutable<Media> = {};
  #any = false;

  /** Takes an element of Media RSS; `false` for one that it has no field for. Groups and contents are walked with a list, not by recursion. */
  read(first: FeedElement, firstKey: string, outer: Scope): boolean {
    const pending: { element: FeedElement; key: string; scope: Scope; within: boolean }[] = [
      { element: first, key: firstKey, scope: outer, within: false },
    ];
    let taken = true;
    for (let at = pending.shift(); at !== undefined; at = pending.shift()) {
      const { element, key, within } = at;
      const scope = at.scope.of(element);
      if (key === "media:group" || key === "media:content") {
        if (key === "media:content") this.#content(element, scope);
        if (pending.length < 1000)
          for (const child of element.children) pending.push({ element: child, key: scope.nameOf(child).key, scope, within: true });
        continue;
      }
      if (!this.#one(key, element, scope) && !within) taken = false;
    }
    return taken;
  }

  get media(): Media | undefined {
    return this.#any ? { thumbnails: this.thumbnails, credits: this.credits, ...(this.#rest as Partial<Media>) } : undefined;
  }

  #content(element: FeedElement, scope: Scope): void {
    const url = scope.url(element.attribute("url"));
    if (url === undefined) return;
    const type = element.attribute("type");
    const medium = element.attribute("medium")?.toLowerCase();
    const length = readCount(element.attribute("fileSize"));
    const durationSeconds = readDuration(element.attribute("duration"));
    const width = readCount(element.attribute("width"));
    const height = readCount(element.attribute("height"));
    const language = element.attribute("lang");
    const title = element.children.find((child) => scope.nameOf(child).key === "media:title")?.line();
    if (this.enclosures.some((one) => one.url === url) || this.enclosures.length >= 500) return;
    this.enclosures.push({
      url,
      ...(type === undefined ? (medium === "image" ? { type: "image/*" } : {}) : { type }),
      ...(length === undefined ? {} : { length }),
      ...(title === undefined ? {} : { title }),
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
      ...(language === undefined ? {} : { language }),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    });
  }

  #one(key: string, element: FeedElement, scope: Scope): boolean {
    const text = element.line();
    switch (key) {
      case "media:thumbnail": {
        const url = scope.url(element.attribute("url") ?? text);
        if (url === undefined) return true;
        const width = readCount(element.attribute("width"));
        const height = readCount(element.attribute("height"));
        if (this.thumbnails.length < 500) this.thumbnails.push({ url, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) });
        break;
      }
      case "media:credit": {
        const role = element.attribute("role");
        const scheme = element.attribute("scheme");
        if (text !== undefined && this.credits.length < 500) this.credits.push({ value: text, ...(role === undefined ? {} : { role }), ...(scheme === undefined ? {} : { scheme }) });
        break;
      }
      case "media:keywords":
        for (const word of (text ?? "").split(",", 500)) if (word.trim() !== "") this.tags.push({ name: word.trim() });
        return true;
      case "media:category": {
        const scheme = element.attribute("scheme");
        const label = element.attribute("label");
        if (text !== undefined && this.tags.length < 1000) this.tags.push({ name: text, ...(scheme === undefined ? {} : { scheme }), ...(label === undefined ? {} : { label }) });
        return true;
      }
      case "media:rating": case "media:adult": {
        const scheme = element.attribute("scheme");
        const value = key === "media:adult" ? (text === "true" ? "adult" : "nonadult") : text;
        if (value !== undefined) this.#rest.rating = { value, ...(scheme === undefined ? {} : { scheme }) };
        break;
      }
      case "media:restriction": {
        const relationship = element.attribute("relationship");
        const type = element.attribute("type");
        this.#rest.restriction = { value: text ?? "", ...(relationship === undefined ? {} : { relationship }), ...(type === undefined ? {} : { type }) };
        break;
      }
      case "media:license": {
        const href = scope.url(element.attribute("href"));
        const type = element.attribute("type");
        this.#rest.license = { ...(text === undefined ? {} : { value: text }), ...(href === undefined ? {} : { href }), ...(type === undefined ? {} : { type }) };
        break;
      }
      case "media:player": {
        const url = scope.url(element.attribute("url") ?? text);
        if (url !== undefined) this.#rest.player = url;
        break;
      }
      case "media:title":
        this.title ??= text;
        return true;
      case "media:description": case "media:text":
        this.description ??= element;
        return true;
      default:
        return false;
    }
    this.#any = true;
    return true;
  } // biome-ignore format: cases are a table
}
