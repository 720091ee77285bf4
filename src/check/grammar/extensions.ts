import { anyIsoDateTime, isoDateTime, w3cDate } from "../date-checks.ts";
import { type ElementRule, eaten, type ValueCheck } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { canonicalIri, fullUri, iri, iriAgainstBase, webAddress } from "../uri-checks.ts";
import { integer, integerList, mediaType, nonNegative, notBlank, number, oneOf, positive } from "../value-checks.ts";
import { everywhere, resource } from "./everywhere.ts";
import { empty, group, leaf, needed, one, oneLeaf, optional } from "./leaf.ts";
import { mediaElements, mediaFiles } from "./media.ts";
import { syncChannel, syncItem } from "./sync.ts";

/** RFC 4685 §3. */
const inReplyTo: ElementRule = {
  content: "text",
  attributes: { href: optional(iriAgainstBase), ref: optional(canonicalIri), source: optional(iriAgainstBase), type: optional(mediaType) },
};

/** In Atom relative addresses have a base; in RSS readers have none to go by. */
const fullOutsideAtom: ValueCheck = (value, spot) => {
  if (spot.context.format === "atom") iri(value, spot);
  else if (!/^[a-z][a-z\d+\-.]*:/i.test(value)) spot.report("relative-reference", { value });
};

const feedFlare: ElementRule = {
  content: "text",
  attributes: { href: needed(fullOutsideAtom), src: needed(fullOutsideAtom) },
  checks: [noHtml],
};
const robots =
  "all|none|index|index,follow|index,nofollow|noindex|noindex,follow|noindex,nofollow|follow|follow,index|follow,noindex|nofollow|nofollow,index|nofollow,noindex";

export const accessRestriction: ElementRule = empty({ relationship: needed(oneOf("access-relationship", "allow|deny")) });

const channelOrItem: Readonly<Record<string, ElementRule>> = { ...everywhere, ...mediaElements, "taxo:topics": eaten, "l:link": eaten };

/** What may stand in a channel or feed. */
export const channelExtensions: Readonly<Record<string, ElementRule>> = {
  ...channelOrItem,
  ...syncChannel,
  "admin:generatorAgent": one(resource),
  "admin:errorReportsTo": one(resource),
  "blogChannel:blogRoll": oneLeaf(fullUri),
  "blogChannel:mySubscriptions": oneLeaf(fullUri),
  "blogChannel:blink": oneLeaf(fullUri),
  "blogChannel:changes": oneLeaf(fullUri),
  "sy:updatePeriod": oneLeaf(oneOf("update-period", "hourly|daily|weekly|monthly|yearly")),
  "sy:updateFrequency": oneLeaf(positive, notBlank),
  "sy:updateBase": oneLeaf(w3cDate),
  "foaf:maker": eaten,
  "cp:server": resource,
  "wiki:interwiki": leaf(),
  "thr:in-reply-to": inReplyTo,
  "cf:listinfo": { content: "any", attributes: "any", child: () => eaten },
  "cf:treatAs": leaf(),
  "feedburner:awareness": oneLeaf(fullUri),
  "feedburner:browserFriendly": oneLeaf(noHtml),
  "feedburner:emailServiceId": oneLeaf(),
  "feedburner:feedFlare": feedFlare,
  "feedburner:info": empty({ uri: needed(iri) }),
  "feedburner:feedburnerHostname": oneLeaf(fullUri),
  "opensearch:totalResults": oneLeaf(nonNegative),
  "opensearch:startIndex": oneLeaf(integer),
  "opensearch:itemsPerPage": oneLeaf(nonNegative),
  "opensearch:Query": eaten,
  "opensearch10:totalResults": oneLeaf(nonNegative),
  "opensearch10:startIndex": oneLeaf(integer),
  "opensearch10:itemsPerPage": oneLeaf(nonNegative),
  "xhtml:div": eaten,
  "xhtml:meta": empty({
    name: needed(oneOf("robots-name", "robots", { anyCase: true })),
    content: needed(oneOf("robots-content", robots, { anyCase: true })),
  }),
  "fh:archive": group({}),
  "fh:complete": group({}),
};

/** What may stand in an item or entry. */
export const itemExtensions: Readonly<Record<string, ElementRule>> = {
  ...channelOrItem,
  ...mediaFiles,
  ...syncItem,
  "annotate:reference": one(resource),
  "ag:source": oneLeaf(),
  "ag:sourceURL": oneLeaf(fullUri),
  "ag:timestamp": oneLeaf(isoDateTime),
  "ev:startdate": oneLeaf(anyIsoDateTime),
  "ev:enddate": oneLeaf(anyIsoDateTime),
  "ev:location": eaten,
  "ev:organizer": eaten,
  "ev:type": oneLeaf(),
  "feedburner:awareness": oneLeaf(fullUri),
  "feedburner:origEnclosureLink": oneLeaf(fullUri),
  "feedburner:origLink": oneLeaf(fullUri),
  "foaf:maker": eaten,
  "foaf:primaryTopic": eaten,
  "slash:comments": oneLeaf(nonNegative),
  "slash:section": leaf(),
  "slash:department": leaf(),
  "slash:hit_parade": oneLeaf(integerList),
  "thr:children": eaten,
  "thr:total": oneLeaf(nonNegative),
  "thr:in-reply-to": inReplyTo,
  "wfw:comment": oneLeaf(fullUri),
  "wfw:commentRss": oneLeaf(fullUri),
  "wfw:commentRSS": { ...oneLeaf(fullUri), open: (frame, context) => context.report("comment-rss-case", frame, { element: frame.name }) },
  "wiki:diff": leaf(),
  "wiki:history": leaf(),
  "wiki:importance": leaf(),
  "wiki:status": leaf(),
  "wiki:version": leaf(),
  "trackback:ping": oneLeaf(fullUri),
  "trackback:about": leaf(fullUri),
  "conversationsNetwork:introMilliseconds": oneLeaf(nonNegative),
  "conversationsNetwork:image": oneLeaf(webAddress),
  "conversationsNetwork:ratingAverage": oneLeaf(number),
  "conversationsNetwork:ratingCount": oneLeaf(nonNegative),
  "conversationsNetwork:ratingIndividual": oneLeaf(positive),
  "conversationsNetwork:ratingTimestamp": oneLeaf(isoDateTime),
};
