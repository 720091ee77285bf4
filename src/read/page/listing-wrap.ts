import { Element, type ParentNode } from "domhandler";
import type { PostPlace } from "./listing-posts.ts";
import type { Outline } from "./outline.ts";

/** Put each run of neighbours that is one post into an element of its own, so that every place is one element. */
export function wrapFlatPlaces(places: readonly PostPlace[], outline: Outline): void {
  const starts = new Map<Element, Element | undefined>();
  for (const place of places) {
    if (place.flat) starts.set(outline.elements[place.from] as Element, outline.elements[place.to]);
  }
  const parents = new Set<ParentNode>();
  for (const start of starts.keys()) if (start.parent) parents.add(start.parent);
  for (const parent of parents) {
    const children = [...parent.children];
    parent.children = [];
    let wrapper: Element | undefined;
    let stop: Element | undefined;
    for (const child of children) {
      if (wrapper && child === stop) wrapper = undefined;
      if (child instanceof Element && starts.has(child)) {
        stop = starts.get(child);
        wrapper = new Element("article", {});
        wrapper.startIndex = child.startIndex;
        adopt(parent, wrapper);
      }
      adopt(wrapper ?? parent, child);
    }
  }
}

function adopt(parent: ParentNode, child: ParentNode["children"][number]): void {
  const last = parent.children[parent.children.length - 1] ?? null;
  child.parent = parent;
  child.prev = last;
  child.next = null;
  if (last) last.next = child;
  parent.children.push(child);
}
