import { rfc822Date, w3cDate } from "../date-checks.ts";
import { type AttributeRule, type ElementRule, eaten } from "../element-rule.ts";
import { safeHtml } from "../html-check.ts";
import { noHtml } from "../text-checks.ts";
import { uriReference, webAddress } from "../uri-checks.ts";
import {
  contact,
  coordinateList,
  coordinatePair,
  decimal,
  integer,
  language,
  latitude,
  longitude,
  notBlank,
  number,
  positive,
} from "../value-checks.ts";
import { group, leaf, one, oneLeaf, optional, prefixed } from "./leaf.ts";

/** An element that names a resource in `rdf:resource`; RDF needs it there. */
export const resource: ElementRule = {
  content: "text",
  attributes: { "rdf:resource": optional(uriReference), "dc:title": optional() },
  open(frame, context) {
    if (context.format === "rdf" && !frame.element.attributes.some((each) => each.local === "resource"))
      context.report("missing-attribute", frame, { element: frame.name, attribute: "rdf:resource" });
  },
};

const dublinCore = prefixed("dc", {
  title: oneLeaf(),
  description: oneLeaf(),
  publisher: leaf(),
  contributor: leaf(),
  type: oneLeaf(),
  format: oneLeaf(),
  identifier: leaf(),
  source: oneLeaf(),
  language: oneLeaf(language),
  relation: leaf(),
  coverage: leaf(),
  rights: oneLeaf(noHtml),
});

/** In every container that Dublin Core's creator, subject and date stand in; how often depends on it. */
export const creatorSubjectDate = prefixed("dc", { creator: leaf(), subject: leaf(), date: oneLeaf(w3cDate) });

const terms: Record<string, ElementRule> = {
  alternative: leaf(),
  abstract: oneLeaf(),
  tableOfContents: one(resource),
  created: oneLeaf(w3cDate),
  issued: oneLeaf(w3cDate),
  modified: oneLeaf(w3cDate),
  dateAccepted: oneLeaf(),
  dateCopyrighted: oneLeaf(),
  dateSubmitted: oneLeaf(),
  extent: oneLeaf(positive, notBlank),
  audience: leaf(),
  mediator: oneLeaf(),
};
for (const name of "isVersionOf hasVersion isReplacedBy replaces isRequiredBy requires isPartOf hasPart isReferencedBy references isFormatOf hasFormat conformsTo".split(
  " ",
))
  terms[name] = resource;
for (const name of "valid available spatial temporal accessRights accrualMethod accrualPeriodicity accrualPolicy bibliographicCitation educationLevel instructionalMethod license provenance rightsHolder".split(
  " ",
))
  terms[name] = eaten;

const SRS_NAME: Readonly<Record<string, AttributeRule>> = { srsName: optional() };
const position = leaf(coordinatePair);
const positions = leaf(coordinateList);
const geoPoint = group(
  { "geo:lat": leaf(latitude), "geo:long": leaf(longitude) },
  {
    required: [
      ["geo:lat", "missing-element"],
      ["geo:long", "missing-element"],
    ],
  },
);
const gml = {
  Point: group({ "gml:pos": position }, { attributes: SRS_NAME }),
  LineString: group({ "gml:posList": positions }, { attributes: SRS_NAME }),
  Polygon: group(
    { "gml:exterior": group({ "gml:LinearRing": group({ "gml:posList": positions }, { attributes: SRS_NAME }) }) },
    { attributes: SRS_NAME },
  ),
  Envelope: group({ "gml:lowerCorner": position, "gml:upperCorner": position }, { attributes: SRS_NAME }),
};

const places = {
  "geo:Point": geoPoint,
  "geo:lat": leaf(latitude),
  "geo:long": leaf(longitude),
  "geo:alt": leaf(decimal),
  "geourl:latitude": leaf(latitude),
  "geourl:longitude": leaf(longitude),
  "icbm:latitude": leaf(latitude),
  "icbm:longitude": leaf(longitude),
  ...prefixed("georss", {
    where: group(prefixed("gml", gml)),
    point: position,
    line: positions,
    polygon: positions,
    box: positions,
    featureTypeTag: leaf(),
    relationshipTag: leaf(),
    featureName: leaf(),
    elev: leaf(decimal),
    floor: leaf(integer),
    radius: leaf(number),
  }),
};

const owner = prefixed("opml", {
  dateCreated: oneLeaf(rfc822Date),
  dateModified: oneLeaf(rfc822Date),
  ownerName: oneLeaf(safeHtml),
  ownerEmail: oneLeaf(contact, noHtml),
  ownerId: oneLeaf(webAddress),
});

/** Extensions that may stand in any container. */
export const everywhere: Readonly<Record<string, ElementRule>> = {
  ...dublinCore,
  ...prefixed("dcterms", terms),
  ...places,
  ...owner,
  "rdf:RDF": eaten,
  "rdf:type": eaten,
  "rdf:Description": eaten,
  "rdfs:seeAlso": resource,
};
