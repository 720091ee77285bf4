import type { Tag } from "../../model/parts.ts";
import type { FeedElement } from "./element.ts";
import type { Scope } from "./scope.ts";

const MOST = 5000;

/** The tags of an entry or a channel, each once. */
export class TagList {
  readonly tags: Tag[] = [];
  readonly #names = new Set<string>();

  /** Takes what an element says: RSS `category`, Atom `category`, `dc:subject`, `itunes:category` with what is nested in it. */
  read(element: FeedElement, key: string, outer: Scope): void {
    const podcast = key === "itunes:category" || key === "googleplay:category";
    const term = podcast ? (element.attribute("text") ?? element.line()) : (element.attribute("term") ?? element.ownLine());
    const scheme = element.attribute("scheme") ?? element.attribute("domain");
    const label = element.attribute("label");
    const name = term ?? label;
    if (name !== undefined) this.add({ name, ...(scheme === undefined ? {} : { scheme }), ...(label === undefined ? {} : { label }) });
    if (element.hasChildren) this.#readInside(element, outer.of(element));
  }

  /** The same name in two schemes is two tags. */
  add(tag: Tag): void {
    if (this.tags.length >= MOST) return;
    const { name, scheme } = tag;
    if (this.#names.has(name) && this.tags.length <= 200 && this.tags.some((one) => one.name === name && one.scheme === scheme)) return;
    this.#names.add(name);
    this.tags.push(tag);
  }

  /** Adds one unless there is another of its name, whatever its scheme. */
  addNamed(tag: Tag): void {
    if (!this.#names.has(tag.name)) this.add(tag);
  }

  #readInside(element: FeedElement, scope: Scope): void {
    for (const child of element.children) {
      const { key } = scope.nameOf(child);
      if (key === "itunes:category" || key === "googleplay:category") {
        const text = child.attribute("text");
        if (text !== undefined) this.addNamed({ name: text });
      } else if (/(?:^|:)topic$/i.test(key)) {
        const resource = scope.url(child.attribute("resource"));
        if (resource !== undefined) this.add({ name: resource });
      } else if (key === "rdf:description") {
        const value = child.children.find((one) => scope.nameOf(one).key === "rdf:value")?.line();
        if (value !== undefined) this.add({ name: value });
      }
    }
  }
}
