/** Where the rules come from. */
export const SPECIFICATIONS = {
  xml: "https://www.w3.org/TR/xml/",
  xmlNames: "https://www.w3.org/TR/xml-names/",
  rss: "https://www.rssboard.org/rss-specification",
  profile: "https://www.rssboard.org/rss-profile",
  atom: "https://www.rfc-editor.org/rfc/rfc4287",
  history: "https://www.rfc-editor.org/rfc/rfc5005",
  uri: "https://www.rfc-editor.org/rfc/rfc3986",
  iri: "https://www.rfc-editor.org/rfc/rfc3987",
  json: "https://www.jsonfeed.org/version/1.1/",
  html: "https://html.spec.whatwg.org/multipage/",
} as const;

/** A section of RFC 4287: `4.2.15`. */
export function atomSection(section: string): string {
  return `${SPECIFICATIONS.atom}#section-${section}`;
}

/** A section of RFC 5005. */
export function historySection(section: string): string {
  return `${SPECIFICATIONS.history}#section-${section}`;
}

/**
 * The RSS best-practice profile has an anchor for every element, made of the path to it:
 * `element-channel-item-guid`. It quotes the specification and adds the profile's advice.
 */
export function rssElement(path: readonly string[]): string {
  return `${SPECIFICATIONS.profile}#element-${path.join("-").toLowerCase()}`;
}
