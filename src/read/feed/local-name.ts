export function localName(name: string): string {
  const colon = name.lastIndexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The same text as the engine's own copy of a property name: it keeps no document alive, and comparing it with a literal compares two addresses. */
export function ownCopy(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}
