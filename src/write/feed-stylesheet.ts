/**
 * A stylesheet for RSS and Atom as the browser shows them: publish it beside the feed and name it in `head.stylesheet`.
 * CSS alone, for XSLT is leaving the browsers; so addresses are shown, not clickable, and bodies, which are HTML in
 * disguise, are left out in favour of summaries.
 */
export const feedStylesheet = `@namespace atom url("http://www.w3.org/2005/Atom");
@namespace content url("http://purl.org/rss/1.0/modules/content/");
@namespace dc url("http://purl.org/dc/elements/1.1/");

:root {
  color-scheme: light dark;
  display: block;
  box-sizing: border-box;
  max-width: 42rem;
  margin: 0 auto;
  padding: 1.5rem 1.25rem 4rem;
  font: 1.0625rem/1.55 Georgia, "Times New Roman", serif;
  overflow-wrap: anywhere;
}

:root::before {
  content: "This is a feed, made to be read by a feed reader. Copy the address of this page into one to hear of new posts.";
  display: block;
  margin-bottom: 2.5rem;
  padding: 0.75rem 1rem;
  border-radius: 0.5rem;
  background: #e9eef6;
  color: #1c2a3d;
  font: 0.9375rem/1.5 system-ui, sans-serif;
}

* { display: none; }

|channel, |item, atom|entry { display: block; }

|channel > |title, atom|feed > atom|title {
  display: block;
  font-size: 2rem;
  line-height: 1.2;
  font-weight: bold;
}

|channel > |description, atom|feed > atom|subtitle {
  display: block;
  margin-top: 0.5rem;
  font-style: italic;
}

|channel > |link, atom|feed > atom|link[rel="alternate"]::before { font: 0.875rem/1.5 system-ui, sans-serif; opacity: 0.75; }
|channel > |link { display: block; margin-top: 0.5rem; }
atom|feed > atom|link[rel="alternate"] { display: block; margin-top: 0.5rem; }
atom|link[rel="alternate"]::before { content: attr(href); }

|item, atom|entry {
  margin-top: 2rem;
  padding-top: 1.25rem;
  border-top: 1px solid #8886;
}

|item > |title, atom|entry > atom|title {
  display: block;
  font-size: 1.25rem;
  line-height: 1.3;
  font-weight: bold;
}

|item > |pubDate, |item > |link, |item > dc|creator, atom|entry > atom|published, atom|entry > atom|link[rel="alternate"] {
  display: block;
  font: 0.875rem/1.5 system-ui, sans-serif;
  opacity: 0.75;
}

|item:has(> content|encoded) > |description, atom|entry > atom|summary {
  display: block;
  margin-top: 0.5rem;
  white-space: pre-line;
}

atom|entry > atom|author, atom|entry > atom|author > atom|name {
  display: block;
  font: 0.875rem/1.5 system-ui, sans-serif;
  opacity: 0.85;
}

@media (prefers-color-scheme: dark) {
  :root { background: #14171c; color: #e6e6e6; }
  :root::before { background: #243044; color: #dfe7f3; }
}
`;
