import { Element, Text } from "domhandler";
import { hostOf } from "../../values/url.ts";

const LAZY_SOURCE = [
  "data-src",
  "data-lazy-src",
  "data-original",
  "data-lazy",
  "data-actualsrc",
  "data-original-src",
  "data-echo",
  "data-url",
  "data-hi-res-src",
  "data-img-src",
  "data-image",
  "data-orig-file",
  "data-full-url",
  "data-pagespeed-lazy-src",
  "data-cfsrc",
  "data-runner-src",
  "data-ll-src",
  "lazy-src",
  "lazysrc",
  "data-canonical-src",
  "file",
];
const LAZY_SET = ["data-srcset", "data-lazy-srcset", "data-original-set", "data-ll-srcset", "lazy-srcset"];
const PLACEHOLDER =
  /^$|^(?:data:|about:blank|#|javascript:)|(?:^|[/_.-])(?:blank|placeholder|lazy(?:load)?|loading|loader|spacer|pixel|transparent|grey|gray|1x1|empty|clear|spinner|ring|trans)(?:[_.-][\w-]{0,20})?\.(?:gif|png|svg|jpe?g|webp)(?:\?|$)/i;
const COUNTER =
  /^(?:https?:)?\/\/(?:[\w.-]+\.)?(?:feedburner\.com\/~|feeds\.wordpress\.com|pixel\.wp\.com|stats\.wordpress\.com|doubleclick\.net|google-analytics\.com|statcounter\.com)/i;

/**
 * A picture, frame or clip with the attributes that a script would have given it: lazy ones in their places, AMP's elements as HTML's.
 * `null` for what shows nothing (counters, placeholders without a picture); `undefined` for other elements.
 */
export function realMedia(element: Element): { name: string; attribs: Record<string, string> } | null | undefined {
  switch (element.name) {
    case "img":
    case "amp-img":
    case "amp-anim":
      return realImage(element);
    case "iframe":
    case "amp-iframe":
    case "video":
    case "amp-video":
    case "audio":
    case "amp-audio":
    case "source":
    case "embed": {
      const attribs = { ...element.attribs };
      const lazy = firstOf(attribs, LAZY_SOURCE);
      if (lazy !== undefined && PLACEHOLDER.test(attribs.src ?? "") && (element.name !== "source" || attribs.srcset === undefined))
        attribs.src = lazy;
      const set = firstOf(attribs, LAZY_SET);
      if (set !== undefined && element.name === "source") attribs.srcset = set;
      if (attribs["data-poster"] !== undefined && PLACEHOLDER.test(attribs.poster ?? "")) attribs.poster = attribs["data-poster"];
      dropLazy(attribs);
      return { name: element.name.replace(/^amp-/, ""), attribs };
    }
    case "lite-youtube":
    case "amp-youtube": {
      const id = element.attribs.videoid ?? element.attribs["data-videoid"];
      return id && /^[\w-]{6,20}$/.test(id) ? { name: "iframe", attribs: { src: `https://www.youtube.com/embed/${id}` } } : undefined;
    }
    default:
      return undefined;
  }
}

const NO_EMBED =
  /doubleclick|googlesyndication|amazon-adsystem|google\.com\/(?:recaptcha|pagead)|facebook\.com\/(?:v[\d.]+\/)?plugins\/(?:like|share|page|follow)|platform\.twitter\.com\/widgets|addthis|disqus|ghbtns\.com|likebtn|googletagmanager|\/ads?[/.?]/i;

/**
 * A link in place of a frame, which sanitising takes out: to what it shows, by its title or its host.
 * `undefined` for frames that show nothing of the article (advertisements, counters, buttons).
 */
export function embedLink(attribs: Readonly<Record<string, string>>): { href: string; text: string } | undefined {
  const src = (attribs.src ?? attribs.data ?? "").trim().replace(/^\/\//, "https://");
  if (!/^https?:\/\/[^/]+\/?./i.test(src) || NO_EMBED.test(src) || attribs.width === "0" || attribs.height === "0" || attribs.width === "1")
    return undefined;
  const video = /^https?:\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{6,20})/i.exec(src)?.[1];
  const vimeo = /^https?:\/\/player\.vimeo\.com\/video\/(\d+)/i.exec(src)?.[1];
  const href = video && video !== "videoseries" ? `https://www.youtube.com/watch?v=${video}` : vimeo ? `https://vimeo.com/${vimeo}` : src;
  const title = attribs.title?.trim();
  return {
    href,
    text: title && title.length < 200 && !/^(?:YouTube video player|iframe|embed(?:ded)? .{0,20})$/i.test(title) ? title : hostOf(href),
  };
}

function realImage(element: Element): { name: string; attribs: Record<string, string> } | null {
  const attribs = { ...element.attribs };
  let { src = "", srcset } = attribs;
  const lazySet = firstOf(attribs, LAZY_SET);
  if (lazySet !== undefined && (srcset === undefined || /^\s*data:/.test(srcset) || PLACEHOLDER.test(srcset.trim().split(/\s/)[0] ?? "")))
    srcset = lazySet;
  if (PLACEHOLDER.test(src.trim())) {
    const lazy = firstOf(attribs, LAZY_SOURCE) ?? largestOf(srcset) ?? twinOf(element)?.attribs.src;
    if (lazy !== undefined) src = lazy;
    else if (src === "" || /^(?:about:|#|javascript:)/i.test(src)) return null;
  }
  if (COUNTER.test(src) || (attribs.width === "1" && attribs.height === "1")) return null;
  attribs.src = src;
  if (srcset !== undefined) attribs.srcset = srcset;
  dropLazy(attribs);
  return { name: "img", attribs };
}

function firstOf(attribs: Record<string, string>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = attribs[name]?.trim();
    if (value && !/^data:/i.test(value) && /[/.]/.test(value)) return value;
  }
  return undefined;
}

/** What an image candidate string offers that is widest (HTML, "srcset attributes"). */
function largestOf(srcset: string | undefined): string | undefined {
  if (srcset === undefined) return undefined;
  let best: string | undefined;
  let bestSize = -1;
  for (const candidate of srcset.split(/,\s+|,(?=https?:)/)) {
    const [url, size = "1x"] = candidate.trim().split(/\s+/);
    const width = Number.parseFloat(size);
    if (url && !/^data:/i.test(url) && width > bestSize) {
      best = url;
      bestSize = width;
    }
  }
  return best;
}

/** Whether a picture waits for a script to show it. */
export function isLazyPicture(element: Element): boolean {
  return element.name === "img" && PLACEHOLDER.test((element.attribs.src ?? "").trim());
}

/** The picture in the `<noscript>` beside a lazy one. */
function twinOf(element: Element): Element | undefined {
  const twin = [neighbour(element, "next"), neighbour(element, "prev")].find((beside) => beside?.name === "noscript");
  return twin?.children.find((child): child is Element => child instanceof Element && child.name === "img");
}

/** The next or previous element, over white space. */
export function neighbour(element: Element, side: "next" | "prev"): Element | undefined {
  let beside = element[side];
  while (beside instanceof Text && beside.data.trim() === "") beside = beside[side];
  return beside instanceof Element ? beside : undefined;
}

function dropLazy(attribs: Record<string, string>): void {
  for (const name of [...LAZY_SOURCE, ...LAZY_SET, "data-poster", "data-sizes"]) delete attribs[name];
}
