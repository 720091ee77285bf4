import type { Extension } from "../../model/extension.ts";
import type { FeedElement } from "./element.ts";
import { localName } from "./local-name.ts";
import type { Scope } from "./scope.ts";

/** Deeper ones keep their text: what is read must be writable by `JSON.stringify`, which recurses. */
const MAX_DEPTH = 24;

/** A foreign element as it stands, to be written back. */
export function readExtension(element: FeedElement, outer: Scope, depth = 0): Extension {
  const scope = outer.of(element);
  const { uri, prefix } = scope.name(element.name);
  const children = depth < MAX_DEPTH ? element.children.map((child) => readExtension(child, scope, depth + 1)) : [];
  const text = (element.children.length === 0 || depth >= MAX_DEPTH ? element.text() : element.ownText()).trim();
  return {
    name: localName(element.name),
    ...(uri === undefined ? {} : { namespace: uri }),
    ...(prefix === undefined ? {} : { prefix }),
    attributes: attributesOf(element),
    children,
    ...(text === "" ? {} : { text }),
  };
}

function attributesOf(element: FeedElement): (readonly [string, string])[] {
  const pairs = element.attributes();
  const out: (readonly [string, string])[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const name = pairs[i] as string;
    if (!name.startsWith("xmlns")) out.push([name, pairs[i + 1] as string]);
  }
  return out;
}
