// The blog of 4 KB posts that is written and checked.
export const HOME = "https://ada.example/";
const PARAGRAPH =
  '<p>Lorem ipsum dolor sit amet, <em>consectetur</em> adipiscing elit — “sed” do <a href="https://ada.example/a?b=1&amp;c=2">eiusmod</a> tempor; R&amp;D &lt;code&gt;.</p>\n';

export const HEAD = {
  title: "Ada",
  home: HOME,
  feedUrl: `${HOME}feed`,
  description: "Notes",
  language: "en",
  updated: "2026-01-01T00:00:00Z",
  authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
};

export function* posts(count) {
  for (let n = 0; n < count; n++) {
    yield {
      n,
      url: `${HOME}posts/${n}/`,
      title: `Post ${n} on engines & weaving`,
      // 4 KB, and no two alike.
      html: `<p>Body of post ${n}.</p>\n${PARAGRAPH.repeat(24)}`,
      summary: `Summary of post ${n}`,
      date: new Date(Date.UTC(2020, 0, 1) + n * 60_000),
    };
  }
}
