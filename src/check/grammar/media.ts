import { attributeOf, type CheckContext, type ElementRule, type Frame, type Spot, type ValueCheck } from "../element-rule.ts";
import { safeHtml } from "../html-check.ts";
import { noHtml, plainText } from "../text-checks.ts";
import { fullUri } from "../uri-checks.ts";
import { countries, language, matching, nonNegative, oneOf, positive, trueOrFalse, typeAttribute } from "../value-checks.ts";
import { everywhere } from "./everywhere.ts";
import { needed, one, oneLeaf, optional } from "./leaf.ts";

/** Roles of the European Broadcasting Union, the scheme where `media:credit` names none. */
const ROLES = new Set(
  (
    "actor|adaptor|anchor person|animal trainer|animator|announcer|armourer|art director|artist|artist/performer|assistant camera|assistant chief lighting technician|assistant director|assistant producer|assistant visual editor|author|broadcast assistant|broadcast journalist|" +
    "camera operator|carpenter|casting|causeur|chief lighting technician|choir|choreographer|clapper loader|commentary or commentator|commissioning broadcaster|composer|computer programmer|conductor|consultant|continuity checker|correspondent|costume designer|" +
    "dancer|dialogue coach|director|director of photography|distribution company|draughtsman|dresser|dubber|editor|editor/producer|ensemble|executive producer|expert|fight director|floor manager|focus puller|foley artist|foley editor|foley mixer|" +
    "graphic assistant|graphic designer|greensman|grip|hairdresser|illustrator|interviewed guest|interviewer|key character|key grip|key talents|leadman|librettist|lighting director|lighting technician|location manager|lyricist|make up artist|manufacturer|matte artist|" +
    "music arranger|music group|musician|news reader|orchestra|participant|performer|photographer|post|producer|production assistant|production company|production department|production manager|production secretary|programme production researcher|programme proposal|property manager|publishing company|puppeteer|pyrotechnician|" +
    "reporter|rigger|runner|scenario|scenic operative|script supervisor|second assistant camera|second assistant director|second unit director|set designer|set dresser|sign language|singer|sound designer|sound mixer|sound recordist|special effects|stunts|subtitles|" +
    "technical director|term|translation|transportation manager|treatment|treatment proposal|treatment/programme proposal|vision mixer|visual editor|visual effects|wardrobe|witness"
  ).split("|"),
);

/** Ratings by scheme (Media RSS, `media:rating`). */
const RATINGS: ReadonlyMap<string, RegExp> = new Map([
  ["urn:simple", /^(?:adult|nonadult)$/],
  ["urn:mpaa", /^(?:g|m|nc-17|pg|pg-13|r|x)$/],
  ["urn:v-chip", /^(?:14\+|18\+|c|c8|g|pg|tv-(?:14|g|ma|pg|y|y7|y7-fv))$/],
  [
    "urn:icra",
    /^r \((?:[nsvlocx]z [01]|(?:n[a-c]|s[a-f]|v[a-j]|l[a-c]|o[a-h]|c[ab]|x[a-e]) 1)(?: (?:[nsvlocx]z [01]|(?:n[a-c]|s[a-f]|v[a-j]|l[a-c]|o[a-h]|c[ab]|x[a-e]) 1))*\)$/,
  ],
]);

const undeclaredHtml = plainText("undeclared-html");
const textType = optional(oneOf("media-text-type", "plain|html"));
/** RFC 2326 §3.6. */
const playTime = optional(matching("media-time", /^(?:now|\d+(?:\.\d+)?|\d+:\d\d:\d\d(?:\.\d+)?)$/));
const numeric = optional(matching("invalid-number", /^\d+\.?\d*$/));
const pixels = optional(positive);

/** Plain text, or escaped HTML where `type` says so. */
const typedText: ValueCheck = (value, spot) => (attributeOf(spot.frame, "type")?.value === "html" ? safeHtml : undeclaredHtml)(value, spot);

const title: ElementRule = { content: "text", attributes: { type: textType }, checks: [typedText] };

const hash: ValueCheck = (value, spot) => {
  const algorithm = attributeOf(spot.frame, "algo")?.value || "md5";
  if (!/^[\da-z]+$/i.test(value) || value.length !== (algorithm === "sha-1" ? 40 : 32)) spot.report("media-hash", { value });
};

const rating: ValueCheck = (value, spot) => {
  const scheme = attributeOf(spot.frame, "scheme")?.value || "urn:simple";
  const known = RATINGS.get(scheme);
  if (!known) fullUri(scheme, spot);
  else if (!known.test(value)) spot.report("media-rating", { value, scheme });
};

const restriction: ValueCheck = (value, spot) => {
  const type = attributeOf(spot.frame, "type")?.value ?? "";
  if (type === "country") countries(value, spot);
  else if (type === "uri") for (const uri of value.split(/\s+/)) fullUri(uri, spot);
  else if (type === "sharing") return;
  else if (type !== "") spot.report("media-restriction-type", { value: type });
  else if (!["", "all", "none"].includes(value)) spot.report("media-restriction", { value });
};

function checkRole(frame: Frame, context: CheckContext): void {
  const role = attributeOf(frame, "role")?.value ?? "";
  const scheme = attributeOf(frame, "scheme")?.value || "urn:ebu";
  if (role !== "" && (scheme === "urn:ebu" ? !ROLES.has(role) : role !== role.toLowerCase()))
    context.report("media-role", frame, { element: frame.name, attribute: "role", value: role });
}

const notDefaultScheme: ValueCheck = (value, spot: Spot) => {
  if (!value.startsWith("urn:")) fullUri(value, spot);
};

const player: ElementRule = { content: "elements", attributes: { url: needed(fullUri), height: pixels, width: pixels } };

/** Elements of Media RSS that may stand in channel, item, group and content. */
export const mediaElements: Readonly<Record<string, ElementRule>> = {
  "media:adult": { ...oneLeaf(trueOrFalse), open: (frame, context) => context.report("media-adult", frame, { element: frame.name }) },
  "media:category": { content: "text", attributes: { label: optional(noHtml), scheme: optional(fullUri) }, checks: [noHtml] },
  "media:copyright": one({ content: "text", attributes: { url: optional(fullUri) }, checks: [noHtml] }),
  "media:credit": { content: "text", attributes: { role: optional(), scheme: optional(notDefaultScheme) }, open: checkRole },
  "media:description": one(title),
  "media:title": one(title),
  "media:keywords": { content: "text", attributes: {} },
  "media:hash": { content: "text", attributes: { algo: optional(oneOf("media-hash", "md5|sha-1")) }, checks: [hash] },
  "media:player": player,
  "media:rating": { content: "text", attributes: { scheme: optional() }, checks: [rating] },
  "media:restriction": {
    content: "text",
    attributes: { relationship: needed(oneOf("media-restriction-relationship", "allow|deny")), type: optional() },
    checks: [restriction],
  },
  "media:text": {
    content: "text",
    attributes: { type: textType, start: playTime, end: playTime, lang: optional(language) },
    checks: [typedText],
  },
  "media:thumbnail": { content: "elements", attributes: { url: needed(fullUri), height: pixels, width: pixels, time: playTime } },
  // Later additions to Media RSS, which have no constraints that could be broken unnoticed.
  "media:community": { content: "any", attributes: "any", child: () => LATER },
  "media:comments": { content: "any", attributes: "any", child: () => LATER },
  "media:embed": { content: "any", attributes: "any", child: () => LATER },
  "media:responses": { content: "any", attributes: "any", child: () => LATER },
  "media:backLinks": { content: "any", attributes: "any", child: () => LATER },
  "media:status": { content: "any", attributes: "any" },
  "media:price": { content: "any", attributes: "any" },
  "media:license": { content: "text", attributes: { type: optional(), href: optional(fullUri) } },
  "media:subTitle": { content: "any", attributes: "any" },
  "media:peerLink": { content: "any", attributes: "any" },
  "media:rights": { content: "any", attributes: "any" },
  "media:scenes": { content: "any", attributes: "any", child: () => LATER },
};
const LATER: ElementRule = { content: "any", attributes: "any", child: () => LATER };

const content: ElementRule = {
  content: "elements",
  attributes: {
    bitrate: numeric,
    channels: optional(nonNegative),
    duration: numeric,
    expression: optional(oneOf("media-expression", "sample|full|nonstop")),
    fileSize: optional(positive),
    framerate: numeric,
    height: pixels,
    isDefault: optional(trueOrFalse),
    lang: optional(language),
    medium: optional(oneOf("media-medium", "image|audio|video|document|executable")),
    samplingrate: numeric,
    type: optional(typeAttribute),
    url: optional(fullUri),
    width: pixels,
  },
  children: { ...everywhere, ...mediaElements },
};

/** With the files themselves: items only. */
export const mediaFiles: Readonly<Record<string, ElementRule>> = {
  "media:content": content,
  "media:group": {
    content: "elements",
    attributes: {},
    children: { ...mediaElements, "media:content": content },
    close(frame, context) {
      if ((frame.children.get("media:content") ?? 0) < 2) context.report("media-group", frame, {});
    },
  },
};
