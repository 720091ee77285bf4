import { atomSection, historySection, SPECIFICATIONS } from "./clauses.ts";
import type { FindingSeverity } from "./finding.ts";

/** A rule as data: how grave it is, where it comes from, what to say and what to do. */
export interface Rule {
  readonly severity: FindingSeverity;
  /** What is wrong; `{name}` stands for a particular of the finding. */
  readonly says: string;
  /** How to mend it, in the imperative. */
  readonly mend: string;
  /** The W3C Feed Validator's names for it, the most particular first. */
  readonly w3c: readonly string[];
  /** Where it is written, if not at the element concerned. */
  readonly clause?: string;
}

function rule(severity: FindingSeverity, w3c: string, says: string, mend: string, clause?: string): Rule {
  const names = w3c === "" ? [] : w3c.split(" ");
  return clause === undefined ? { severity, w3c: names, says, mend } : { severity, w3c: names, says, mend, clause };
}

const XML = SPECIFICATIONS.xml;
const NAMES = SPECIFICATIONS.xmlNames;
const URI = SPECIFICATIONS.uri;
const JSON_FEED = SPECIFICATIONS.json;
const HTML = SPECIFICATIONS.html;
const LINK = "InvalidLink InvalidValue";
const INTEGER = "InvalidInteger InvalidValue";

/** Every rule that `check` holds a document against. */
// biome-ignore format: a table, one rule a line
export const checkRules = {
  // The document as XML
  "not-well-formed": rule("error", "SAXError", "The document is not well-formed XML: {problem}.", "Escape text as XML wants it and close every element.", `${XML}#sec-well-formed`),
  "unbound-prefix": rule("error", "MissingNamespace SAXError", "The prefix of {name} is bound to no namespace.", "Declare it with xmlns:{prefix} on the root element.", `${NAMES}#ns-decl`),
  "undefined-entity": rule("error", "UndefinedNamedEntity SAXError", "XML knows no entity &{name};.", "Write the character itself, or its number.", `${XML}#sec-predefined-ent`),
  "blank-before-declaration": rule("error", "WPBlankLine SAXError", "Something stands before the XML declaration.", "Remove what is before <?xml; often a blank line in a script.", `${XML}#sec-prolog-dtd`),
  "xml-version": rule("error", "BadXmlVersion", "XML {value} is not what feed readers take.", "Declare version 1.0.", `${XML}#sec-prolog-dtd`),
  "wrong-encoding": rule("error", "UnicodeError", "The bytes are not {encoding}: {problem}.", "Save the document in the encoding that it declares, best UTF-8.", `${XML}#charencoding`),
  "unknown-encoding": rule("error", "UnknownEncoding", "{encoding} is not an encoding that is known.", "Use UTF-8.", `${XML}#charencoding`),
  "rare-encoding": rule("warning", "ObscureEncoding", "{encoding} is an encoding that many readers do not know.", "Use UTF-8.", `${XML}#charencoding`),
  "not-utf8": rule("info", "NonstdEncoding BestPractices", "XML readers need not know {encoding}.", "Use UTF-8.", `${XML}#charencoding`),
  "podcast-not-utf8": rule("warning", "NotUTF8", "Apple wants podcasts in UTF-8, not {encoding}.", "Use UTF-8."),
  "garbled-characters": rule("warning", "BadCharacters", "{element} has characters that come of a wrong encoding: {value}.", "Find where bytes were read in the wrong encoding.", `${XML}#charsets`),
  "external-dtd": rule("info", "ContainsSystemEntity", "The document refers to an external DTD or entity.", "Remove the DOCTYPE: feed readers do not load it.", `${XML}#sec-external-ent`),
  "deprecated-dtd": rule("error", "DeprecatedDTD", "Netscape's DTD for RSS 0.91 is gone.", "Remove the DOCTYPE.", SPECIFICATIONS.rss),
  "doctype-not-0.91": rule("error", "InvalidDoctype", "The DOCTYPE is that of RSS 0.91, the version is {value}.", "Remove the DOCTYPE.", SPECIFICATIONS.rss),
  "not-a-feed": rule("error", "UndefinedElement", "{element} is the root of no feed.", "A feed begins with rss, with feed in Atom's namespace, or with { in JSON Feed."),

  // Namespaces
  "missing-namespace": rule("error", "MissingNamespace SAXError", "{element} is in no namespace.", "Declare the namespace of the format on it.", `${NAMES}#ns-decl`),
  "wrong-namespace": rule("error", "InvalidNamespace", "{element} is in the namespace {value}.", "Use the namespace of the format; RSS has none."),
  "obsolete-namespace": rule("error", "ObsoleteNamespace", "{element} is Atom 0.3, which was replaced in 2005.", "Write Atom 1.0, in http://www.w3.org/2005/Atom.", atomSection("1.2")),
  "not-in-a-namespace": rule("error", "NotInANamespace MissingNamespace SAXError", "{element} inside an extension is in no namespace.", "Give it the extension's prefix.", SPECIFICATIONS.rss),
  "near-namespace": rule("error", "MediaRssNamespace", "The namespace of {prefix} lacks its closing slash.", "Write {preferred}.", "https://www.rssboard.org/media-rss"),
  "reserved-prefix": rule("warning", "ReservedPrefix", "The prefix {prefix} stands for {preferred} as a rule.", "Use another prefix, or that namespace.", `${NAMES}#ns-decl`),
  "unusual-prefix": rule("info", "NonstdPrefix BestPractices", "The usual prefix for {namespace} is {preferred}.", "Use {preferred}: some readers look at nothing else.", `${NAMES}#ns-decl`),
  "prefixed-atom": rule("warning", "AvoidNamespacePrefix", "Some readers do not know Atom under the prefix {prefix}.", "Make Atom (or XHTML) the default namespace where it stands.", atomSection("1.2")),
  "unknown-namespace": rule("warning", "UnknownNamespace", "Nobody knows the namespace {namespace}.", "Look for a typing error in it.", `${NAMES}#ns-decl`),
  "unchecked-namespace": rule("info", "UnsupportedNamespace", "Elements of {namespace} are not checked.", "Nothing need be done."),

  // Elements and attributes
  "undefined-element": rule("error", "UndefinedElement", "{parent} has no element {element}.", "Remove it, or put it where it belongs; what is your own goes into a namespace."),
  "no-blink": rule("error", "NoBlink UndefinedElement", "RSS has no blink element.", "Use blogChannel:blink."),
  "questionable-element": rule("warning", "QuestionableUsage", "Nobody expects {element} in {parent}.", "Put it where its specification has it, or leave it out."),
  "misplaced-xhtml": rule("warning", "MisplacedXHTMLContent", "XHTML stands in {parent}, outside of any text.", "Put it into content type=\"xhtml\".", atomSection("3.1.1.3")),
  "missing-element": rule("error", "MissingElement", "{parent} lacks {element}.", "Add {element}."),
  "missing-title": rule("error", "MissingTitle MissingElement", "{parent} lacks its title.", "Add title."),
  "missing-link": rule("error", "MissingLink MissingElement", "{parent} lacks its link.", "Add link."),
  "missing-description": rule("error", "MissingDescription MissingElement", "{parent} lacks its description.", "Add description."),
  "missing-title-or-description": rule("error", "ItemMustContainTitleOrDescription MissingElement", "The item has neither title nor description.", "Add one of them.", `${SPECIFICATIONS.profile}#element-channel-item`),
  "missing-content-or-alternate": rule("error", "MissingContentOrAlternate MissingElement", "The entry has neither content nor a link rel=\"alternate\".", "Add one of them.", atomSection("4.1.2")),
  "missing-summary": rule("error", "MissingSummary", "Content that lies elsewhere or is not text needs a summary.", "Add summary.", atomSection("4.1.2")),
  "missing-text": rule("warning", "MissingTextualContent", "The entry has no text: neither content nor summary.", "Add summary.", atomSection("4.1.2")),
  "missing-xhtml-div": rule("error", "MissingXhtmlDiv MissingElement", "XHTML text is not inside one div.", "Wrap it in <div xmlns=\"http://www.w3.org/1999/xhtml\">.", atomSection("3.1.1.3")),
  "missing-source-element": rule("warning", "MissingSourceElement", "The entry's source lacks {element}.", "Copy it from the feed that the entry is from.", atomSection("4.2.11")),
  "missing-guid": rule("warning", "MissingGuid", "The item has no guid.", "Add a guid that never changes, else readers show edited items twice.", `${SPECIFICATIONS.profile}#element-channel-item-guid`),
  "missing-self": rule("warning", "MissingSelf", "The feed does not say where it lies.", "Add link rel=\"self\".", atomSection("4.1.1")),
  "missing-atom-self": rule("warning", "MissingAtomSelfLink MissingSelf", "The feed does not say where it lies.", "Add <atom:link rel=\"self\" type=\"application/rss+xml\" href=\"…\"/>.", `${SPECIFICATIONS.profile}#namespace-elements-atom-link`),
  "missing-language": rule("info", "MissingDCLanguage MissingRecommendedElement BestPractices", "{parent} does not say its language.", "Add language, or xml:lang."),
  "missing-podcast-element": rule("warning", "MissingItunesElement", "The podcast lacks {element}.", "Add it: Apple's directory wants it."),
  "missing-podcast-email": rule("warning", "MissingItunesEmail", "The podcast has no itunes:owner.", "Add itunes:owner with itunes:email."),
  "duplicate-element": rule("error", "DuplicateElement", "{parent} has more than one {element}.", "Keep one."),
  "duplicate-enclosure": rule("warning", "DuplicateEnclosure", "The item has more than one enclosure; most readers take one.", "Keep one enclosure, the others as atom:link rel=\"enclosure\".", `${SPECIFICATIONS.profile}#element-channel-item-enclosure`),
  "duplicate-semantics": rule("warning", "DuplicateSemantics", "The channel says the same in {core} and {extension}.", "Keep {core}.", `${SPECIFICATIONS.profile}#namespace-elements`),
  "duplicate-item-semantics": rule("warning", "DuplicateItemSemantics DuplicateSemantics", "The item says the same in {core} and {extension}.", "Keep {core}.", `${SPECIFICATIONS.profile}#namespace-elements`),
  "duplicate-description": rule("warning", "DuplicateDescriptionSemantics DuplicateSemantics", "{element} says again what description says.", "Keep description, the whole text in content:encoded.", `${SPECIFICATIONS.profile}#namespace-elements-content-encoded`),
  "duplicate-value": rule("error", "DuplicateValue InvalidValue", "{element} has the value {value} a second time.", "Give each its own."),
  "duplicate-entry": rule("warning", "DuplicateEntries", "Two entries have the id {value}.", "Give each article an id of its own; an update goes without its old version.", atomSection("4.1.1")),
  "duplicate-updated": rule("warning", "DuplicateUpdated", "Two entries were updated at {value}.", "Say the true moment of each change.", atomSection("4.2.15")),
  "duplicate-alternate": rule("error", "DuplicateAtomLink", "{parent} has two links rel=\"alternate\" of the same type and language.", "Keep one, or tell them apart by type or hreflang.", atomSection("4.1.1")),
  "missing-attribute": rule("error", "MissingAttribute", "{element} lacks its attribute {attribute}.", "Add {attribute}."),
  "missing-href": rule("error", "MissingHref MissingAttribute", "The link goes nowhere: it has no href.", "Add href.", atomSection("4.2.7.1")),
  "missing-type": rule("warning", "MissingTypeAttr", "{element} with src does not say its type.", "Add type.", atomSection("4.1.3.2")),
  "missing-recommended-attribute": rule("warning", "MissingRecommendedAttribute", "{element} has no {attribute}.", "Add {attribute}."),
  "missing-by-and-when": rule("error", "MissingByAndWhenAttrs", "{element} has neither by nor when.", "Add one of them."),
  "unexpected-attribute": rule("error", "UnexpectedAttribute", "{element} has no attribute {attribute}.", "Remove it."),
  "extension-attribute": rule("warning", "UseOfExtensionAttr", "{element} has the extension attribute {attribute}; RSS allows only extension elements.", "Remove it.", SPECIFICATIONS.rss),
  "unexpected-text": rule("error", "UnexpectedText", "{element} has text of its own.", "Put the text into an element."),
  "unexpected-whitespace": rule("error", "UnexpectedWhitespace", "White space stands around the value of {element}.", "Remove it."),
  "link-not-empty": rule("warning", "AtomLinkNotEmpty", "The link has text inside.", "Say it in title; links are empty.", atomSection("4.2.7")),
  "blank-element": rule("warning", "NotBlank", "{element} is empty.", "Fill it, or leave it out."),
  "blank-attribute": rule("warning", "AttrNotBlank", "The attribute {attribute} of {element} is empty.", "Fill it, or leave it out."),
  "conflicting-attributes": rule("error", "ConflictingCatAttr", "{element} with href may not have {attribute}.", "Remove one.", "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"),
  "conflicting-children": rule("error", "ConflictingCatChildren", "{element} with href may not have children.", "Remove one.", "https://www.rfc-editor.org/rfc/rfc5023#section-7.2.1"),

  // RSS
  "rss-version": rule("error", "InvalidRSSVersion", "There is no RSS {value}.", "Write version=\"2.0\".", SPECIFICATIONS.rss),
  "misplaced-item": rule("warning", "MisplacedItem RSS20Profile", "An item stands before {element}.", "Put the items last in the channel.", `${SPECIFICATIONS.profile}#element-channel-item`),
  "misplaced-metadata": rule("error", "MisplacedMetadata", "{element} stands after the first entry.", "Put it before the entries.", atomSection("4.1.1")),
  "no-description-before-content": rule("warning", "NeedDescriptionBeforeContent RSS20Profile", "content:encoded stands without description before it.", "Put description, a summary, before it.", `${SPECIFICATIONS.profile}#namespace-elements-content-encoded`),
  "comments-without-date": rule("warning", "SlashDate RSS20Profile", "slash:comments without lastBuildDate in the channel.", "Add lastBuildDate, so that readers know when it was counted.", `${SPECIFICATIONS.profile}#namespace-elements-slash-comments`),
  "avoid-text-input": rule("warning", "AvoidTextInput RSS20Profile", "Hardly any reader shows textInput.", "Remove it.", `${SPECIFICATIONS.profile}#element-channel-textinput`),
  "image-title": rule("warning", "ImageTitleDoesntMatch RSS20Profile", "The image's title is not the channel's.", "Use the channel's title.", `${SPECIFICATIONS.profile}#element-channel-image-title`),
  "image-link": rule("warning", "ImageLinkDoesntMatch", "The image's link is not the channel's.", "Use the channel's link.", `${SPECIFICATIONS.profile}#element-channel-image-link`),
  "image-format": rule("warning", "ImageUrlFormat", "The image is neither GIF, JPEG nor PNG.", "Use one of them.", `${SPECIFICATIONS.profile}#element-channel-image-url`),
  "image-width": rule("error", "InvalidWidth InvalidValue", "The image's width is not a number from 1 to 144: {value}.", "Give the width in pixels, at most 144.", `${SPECIFICATIONS.profile}#element-channel-image-width`),
  "image-height": rule("error", "InvalidHeight InvalidValue", "The image's height is not a number from 1 to 400: {value}.", "Give the height in pixels, at most 400.", `${SPECIFICATIONS.profile}#element-channel-image-height`),
  "skip-hour": rule("error", "InvalidHour InvalidValue", "{value} is not an hour from 0 to 23.", "Write a whole number.", `${SPECIFICATIONS.profile}#element-channel-skiphours-hour`),
  "skip-hour-24": rule("warning", "UseZeroForMidnight RSS20Profile", "Midnight is hour 0, not 24.", "Write 0.", `${SPECIFICATIONS.profile}#element-channel-skiphours-hour`),
  "skip-day": rule("error", "InvalidDay InvalidValue", "{value} is not a day of the week.", "Write its full English name.", `${SPECIFICATIONS.profile}#element-channel-skipdays-day`),
  "too-many-hours": rule("error", "NotEnoughHoursInTheDay", "skipHours has more than 24 hours.", "Name each hour once.", `${SPECIFICATIONS.profile}#element-channel-skiphours`),
  "too-many-days": rule("error", "EightDaysAWeek", "skipDays has more than seven days.", "Name each day once.", `${SPECIFICATIONS.profile}#element-channel-skipdays`),
  "form-name": rule("error", "InvalidFormComponentName InvalidValue", "{value} is no name for a form field.", "Begin with a letter.", `${SPECIFICATIONS.profile}#element-channel-textinput-name`),
  "guid-not-unique-enough": rule("warning", "NotSufficientlyUnique", "The guid {value} is a short number.", "Use an address, or a UUID: other feeds count from 1 as well.", `${SPECIFICATIONS.profile}#element-channel-item-guid`),
  "guid-not-a-url": rule("error", "InvalidHttpGUID InvalidValue", "The guid {value} is no address, but says that it is one.", "Write isPermaLink=\"false\".", `${SPECIFICATIONS.profile}#element-channel-item-guid`),
  "guid-not-a-permalink": rule("error", "InvalidPermalink", "The guid {value} cannot be opened in a browser, but says that it can.", "Write isPermaLink=\"false\".", `${SPECIFICATIONS.profile}#element-channel-item-guid`),
  "length-unknown": rule("error", `UseZeroForUnknown InvalidNonNegativeInteger ${INTEGER}`, "The length is -1.", "Write 0 where the size is not known.", `${SPECIFICATIONS.profile}#element-channel-item-enclosure`),
  "comment-rss-case": rule("warning", "CommentRSS", "The element is wfw:commentRss, with small letters.", "Write commentRss."),

  // Persons
  "invalid-email": rule("error", "InvalidContact InvalidValue", "{value} is no e-mail address.", "Write an address, for RSS with the name behind it: ada@ada.example (Ada Byron)."),
  "invalid-email-element": rule("error", "InvalidAddrSpec InvalidContact InvalidValue", "{value} is no e-mail address.", "Write nothing but the address.", atomSection("3.2.3")),
  "email-form": rule("warning", "EmailFormat RSS20Profile", "{value} is not the customary form.", "Write ada@ada.example (Ada Byron).", `${SPECIFICATIONS.profile}#data-types-email`),
  "email-without-name": rule("warning", "MissingRealName EmailFormat RSS20Profile", "The address {value} has no name.", "Write ada@ada.example (Ada Byron).", `${SPECIFICATIONS.profile}#data-types-email`),
  "email-in-name": rule("warning", "ContainsEmail", "{element} has an e-mail address in it.", "Put the address into email.", atomSection("3.2.1")),
  "email-host": rule("warning", "UnknownHost", "The host of {value} cannot be one of the internet.", "Write the whole host name."),

  // Dates
  "invalid-rfc822-date": rule("error", "InvalidRFC2822Date InvalidValue", "{value} is no RFC 822 date.", "Write it as Sat, 07 Sep 2002 09:42:31 GMT.", `${SPECIFICATIONS.profile}#data-types-datetime`),
  "wrong-weekday": rule("error", "IncorrectDOW InvalidRFC2822Date InvalidValue", "{value} is the wrong day of the week: that day is a {expected}.", "Correct it, or leave it out.", `${SPECIFICATIONS.profile}#data-types-datetime`),
  "problematic-rfc822-date": rule("warning", "ProblematicalRFC822Date", "{value} is RFC 822, but many readers cannot read it.", "Write it as Sat, 07 Sep 2002 09:42:31 GMT.", `${SPECIFICATIONS.profile}#data-types-datetime`),
  "invalid-rfc3339-date": rule("error", "InvalidRFC3339Date InvalidValue", "{value} is no RFC 3339 date.", "Write it as 2002-09-07T09:42:31Z."),
  "invalid-w3c-date": rule("error", "InvalidW3CDTFDate InvalidISO8601Date InvalidValue", "{value} is no W3C date.", "Write it as 2002-09-07 or 2002-09-07T09:42:31Z.", "https://www.w3.org/TR/NOTE-datetime"),
  "invalid-iso-date": rule("error", "InvalidISO8601DateTime InvalidValue", "{value} is no ISO 8601 date.", "Write it as 2002-09-07T09:42:31Z.", "https://www.w3.org/TR/NOTE-datetime"),
  "implausible-date": rule("warning", "ImplausibleDate", "{value} lies in the future, or before the web.", "Correct it."),

  // Addresses
  "invalid-uri": rule("error", LINK, "{value} is no URI.", "Percent-encode what a URI may not have.", URI),
  "invalid-iri": rule("error", `InvalidIRI ${LINK}`, "{value} is no IRI.", "Percent-encode what an IRI may not have.", SPECIFICATIONS.iri),
  "invalid-full-uri": rule("error", `InvalidFullLink ${LINK}`, "{value} is no full address.", "Write it with its scheme: https://…", `${URI}#section-4.3`),
  "invalid-uri-character": rule("error", `InvalidUriChar ${LINK}`, "{value} has a character that addresses may not have: {character}.", "Percent-encode it.", `${URI}#section-2`),
  "iri-not-uri": rule("error", `UriNotIri ${LINK}`, "{value} has letters that a URI may not have.", "Percent-encode them; write the host in its ASCII form.", `${URI}#section-2`),
  "invalid-uri-attribute": rule("error", `InvalidURIAttribute ${LINK}`, "{value} is no URI.", "Percent-encode what a URI may not have.", URI),
  "invalid-web-address": rule("error", `InvalidURLAttribute InvalidURIAttribute ${LINK}`, "{value} is no http or https address.", "Write a full address."),
  "invalid-tag-uri": rule("error", "InvalidTAG InvalidValue", "{value} is no tag URI.", "Write it as tag:ada.example,2005-08-01:name.", "https://www.rfc-editor.org/rfc/rfc4151#section-2.1"),
  "invalid-urn": rule("error", "InvalidURN InvalidValue", "{value} is no URN.", "Write it as urn:namespace:name.", "https://www.rfc-editor.org/rfc/rfc8141#section-2"),
  "invalid-uuid": rule("error", "InvalidUUID InvalidValue", "{value} is no UUID.", "Write 32 hexadecimal digits in five groups: 8-4-4-4-12.", "https://www.rfc-editor.org/rfc/rfc9562#section-4"),
  "unregistered-scheme": rule("warning", "SchemeNotIANARegistered", "{value} is not a registered scheme.", "Use a registered one.", "https://www.iana.org/assignments/uri-schemes"),
  "not-canonical-uri": rule("warning", "NonCanonicalURI", "{value} is not in canonical form.", "Write {canonical}.", atomSection("4.2.6.1")),
  "same-document": rule("warning", "SameDocumentReference", "{value} means this document itself under RFC 3986, whatever xml:base says.", "Write the full address.", `${URI}#section-4.4`),
  "relative-self": rule("warning", "RelativeSelf", "The self link {value} is relative.", "Write the full address.", atomSection("4.2.7.2")),
  "self-elsewhere": rule("warning", "SelfDoesntMatchLocation", "The self link {value} is not where the document lies.", "Write the feed's own address.", atomSection("4.2.7.2")),
  "self-type": rule("warning", "SelfNotAtom", "The self link has the type {value}.", "Write the type of the feed.", atomSection("4.2.7.2")),
  "unregistered-relation": rule("warning", "UnregisteredAtomLinkRel", "{value} is not a registered link relation.", "Use a registered one, or an address.", atomSection("4.2.7.2")),

  // Paging and archiving
  "history-link-in-entry": rule("warning", "FeedHistoryRelInEntry", "rel=\"{value}\" belongs to feeds, not to entries.", "Move it to the feed.", historySection("3")),
  "paging-in-complete-feed": rule("error", "FeedRelInCompleteFeed", "A complete feed has no other pages, but a link rel=\"{value}\".", "Remove fh:complete, or the link.", historySection("2")),
  "current-not-self": rule("error", "CurrentNotSelfInCompleteFeed", "A complete feed is its own current document.", "Point rel=\"current\" at the feed itself, or remove it.", historySection("2")),
  "link-past-end": rule("error", "LinkPastEnd", "This is the {value} page, but it links to one beyond.", "Remove the link.", historySection("3")),
  "archive-without-current": rule("warning", "MissingCurrentInArchive", "The archive document does not link to the current one.", "Add link rel=\"current\".", historySection("4")),
  "archive-incomplete": rule("warning", "ArchiveIncomplete", "The archive document links to no other.", "Add link rel=\"prev-archive\" or \"next-archive\".", historySection("4")),

  // Text and markup
  "contains-html": rule("warning", "ContainsHTML", "{element} is plain text, but has markup: {value}.", "Remove the markup, or write the characters as &#x26; and &#x3C;."),
  "character-data": rule("warning", "CharacterData ContainsHTML", "{element} has escaped markup.", "Write & and < as &#x26; and &#x3C;.", `${SPECIFICATIONS.profile}#data-types-characterdata`),
  "undeclared-html": rule("warning", "ContainsUndeclaredHTML ContainsHTML", "{element} says that it is text, but has markup: {value}.", "Say type=\"html\".", atomSection("3.1.1.1")),
  "not-inline": rule("warning", "NotInline", "{element} says that it is XHTML, but its markup is escaped: {value}.", "Say type=\"html\".", atomSection("3.1.1.3")),
  "not-html": rule("warning", "NotHtml", "{element} is no good HTML: {problem}.", "Close every element; use elements of HTML only.", HTML),
  "html-fragment": rule("warning", "HtmlFragment", "{element} says that it is a whole document ({type}), but is a piece.", "Say type=\"html\" or \"xhtml\".", atomSection("4.1.3.3")),
  "not-escaped": rule("error", "NotEscaped InvalidValue", "{element} has markup that should be escaped.", "Escape it.", atomSection("3.1.1.2")),
  "not-base64": rule("error", "NotBase64 InvalidValue", "{element} is not Base64.", "Encode it, or correct type.", atomSection("4.1.3.3")),
  "unsafe-html": rule("warning", "SecurityRisk", "{element} has {value}, which readers remove.", "Leave it out.", atomSection("8.1")),
  "unsafe-attribute": rule("warning", "SecurityRiskAttr SecurityRisk", "{element} has the attribute {value}, which readers remove.", "Leave it out.", atomSection("8.1")),
  "unsafe-style": rule("warning", "DangerousStyleAttr SecurityRiskAttr SecurityRisk", "{element} has a style that readers remove: {value}.", "Leave it out.", atomSection("8.1")),
  "relative-reference": rule("warning", "ContainsRelRef", "{element} has a relative address: {value}.", "Write the full address."),
  "too-long": rule("error", "TooLong InvalidValue", "{element} has {length} characters; {max} are allowed.", "Shorten it."),

  // Values
  "invalid-boolean": rule("error", "InvalidBooleanAttribute InvalidValue", "{value} is neither true nor false.", "Write true or false."),
  "not-true-or-false": rule("error", "InvalidTrueFalse InvalidValue", "{value} is neither true nor false.", "Write true or false."),
  "not-yes-or-no": rule("error", "InvalidYesNo InvalidValue", "{value} is neither yes nor no.", "Write yes or no."),
  "not-yes-no-or-clean": rule("error", "InvalidYesNoClean InvalidValue", "{value} is neither yes nor no.", "Write Yes, or leave it out."),
  "invalid-integer": rule("error", INTEGER, "{value} is no whole number.", "Write a whole number."),
  "invalid-integer-attribute": rule("error", "InvalidIntegerAttribute InvalidValue", "The attribute {attribute} is no whole number: {value}.", "Write a whole number."),
  "not-non-negative": rule("error", `InvalidNonNegativeInteger ${INTEGER}`, "{value} is no whole number from 0.", "Write a whole number."),
  "not-positive": rule("error", `InvalidPositiveInteger ${INTEGER}`, "{value} is no whole number from 1.", "Write a whole number."),
  "integer-overflow": rule("error", "IntegerOverflow", "{value} is larger than {max}.", "Begin anew with 1."),
  "integer-list": rule("error", "InvalidCommaSeparatedIntegers InvalidValue", "{value} is no list of numbers.", "Write numbers with commas between."),
  "invalid-number": rule("error", "InvalidFloat InvalidValue", "{value} is no number.", "Write a number."),
  "invalid-decimal": rule("error", "InvalidFloatUnit InvalidValue", "{value} is no number.", "Write a number."),
  "invalid-language": rule("error", "InvalidLanguage InvalidValue", "{value} is no language.", "Write a tag such as en or pt-BR.", "https://www.rfc-editor.org/rfc/rfc5646"),
  "invalid-media-type": rule("error", "InvalidMIMEType", "{value} is no media type.", "Write it as audio/mpeg.", "https://www.rfc-editor.org/rfc/rfc6838#section-4.2"),
  "invalid-type-attribute": rule("error", "InvalidMIMEAttribute InvalidValue", "{value} is no media type.", "Write it as audio/mpeg.", "https://www.rfc-editor.org/rfc/rfc6838#section-4.2"),
  "invalid-text-type": rule("error", "InvalidTextType InvalidValue", "The type of {element} is {value}.", "Write text, html or xhtml.", atomSection("3.1.1")),
  "unused-parameter": rule("warning", "UndefinedParam", "Media ranges here have no parameter {value}.", "Remove it.", "https://www.rfc-editor.org/rfc/rfc5023#section-8.3.4"),
  "update-period": rule("error", "InvalidUpdatePeriod InvalidValue", "{value} is no period.", "Write hourly, daily, weekly, monthly or yearly."),
  "latitude": rule("error", "InvalidLatitude", "{value} is no latitude.", "Write degrees from -90 to 90."),
  "longitude": rule("error", "InvalidLongitude", "{value} is no longitude.", "Write degrees from -180 to 180."),
  "coordinates": rule("error", "InvalidCoord InvalidValue", "{value} is no pair of coordinates.", "Write latitude and longitude with a space between."),
  "coordinate-list": rule("error", "InvalidCoordList InvalidValue", "{value} is no list of coordinates.", "Write pairs of latitude and longitude with spaces between."),
  "coordinate-comma": rule("warning", "CoordComma", "{value} has a comma.", "Write a space."),
  "country": rule("error", "InvalidCountryCode InvalidValue", "{value} is no country.", "Write its two letters of ISO 3166."),
  "access-relationship": rule("error", "InvalidAccessRestrictionRel InvalidValue", "{value} is neither allow nor deny.", "Write one of them."),
  "robots-name": rule("error", "InvalidMetaName InvalidValue", "{value} is not robots.", "Write name=\"robots\"."),
  "robots-content": rule("error", "InvalidMetaContent InvalidValue", "{value} is nothing that robots know.", "Write noindex, nofollow or the like."),

  // Podcasts
  "podcast-category": rule("error", "InvalidItunesCategory InvalidValue", "Apple has no category {value}.", "Choose one of its list."),
  "podcast-category-obsolete": rule("warning", "ObsoleteItunesCategory", "Apple has dropped the category {value}.", "Choose one of its list."),
  "podcast-type": rule("error", "InvalidItunesChannelType InvalidValue", "{value} is neither episodic nor serial.", "Write one of them."),
  "episode-type": rule("error", "InvalidItunesEpisodeType InvalidValue", "{value} is neither full, trailer nor bonus.", "Write one of them."),
  "duration": rule("error", "InvalidDuration InvalidValue", "{value} is no playing time.", "Write seconds, or HH:MM:SS."),
  "keywords": rule("warning", "InvalidKeywords", "{element} has spaces, but no commas.", "Put commas between the keywords."),
  "podcast-format": rule("warning", "UnsupportedItunesFormat", "Apple does not play {value}.", "Use M4A, MP3, MOV, MP4, M4V, PDF or EPUB."),

  // Media RSS, and other extensions
  "media-adult": rule("warning", "DeprecatedMediaAdult", "media:adult is deprecated.", "Use media:rating."),
  "media-hash": rule("error", "InvalidMediaHash", "{value} is no hash of its kind.", "Write the hexadecimal digits of an MD5, or of a SHA-1 with algo=\"sha-1\"."),
  "media-rating": rule("error", "InvalidMediaRating", "{value} is no rating of {scheme}.", "Choose one of the scheme."),
  "media-role": rule("error", "InvalidCreditRole", "{value} is no role of the EBU's list.", "Write a role of the list in small letters, or name another scheme."),
  "media-restriction": rule("error", "InvalidMediaRestriction", "{value} is neither all nor none.", "Name its type, or write all or none."),
  "media-restriction-relationship": rule("error", "InvalidMediaRestrictionRel", "{value} is neither allow nor deny.", "Write one of them."),
  "media-restriction-type": rule("error", "InvalidMediaRestrictionType", "{value} is neither country nor uri.", "Write one of them."),
  "media-text-type": rule("error", "InvalidMediaTextType", "{value} is neither plain nor html.", "Write one of them."),
  "media-time": rule("error", "InvalidNPTTime", "{value} is no normal play time.", "Write it as 12:05:35.3.", "https://www.rfc-editor.org/rfc/rfc2326#section-3.6"),
  "media-medium": rule("error", "InvalidMediaMedium", "{value} is no medium.", "Write image, audio, video, document or executable."),
  "media-expression": rule("error", "InvalidMediaExpression", "{value} is no expression.", "Write sample, full or nonstop."),
  "media-group": rule("error", "MediaGroupWithoutAlternatives", "The group has fewer than two files.", "Put the file into the item itself."),
  "thr-when": rule("error", "NoThrWhen UndefinedElement", "thr:when became thr:updated.", "Write thr:updated.", "https://www.rfc-editor.org/rfc/rfc4685#section-4"),
  "sync-type": rule("error", "InvalidSseType", "{value} is neither complete nor aggregated.", "Write one of them."),
  "sync-name": rule("error", "InvalidNSS", "{element} is no name.", "Use letters, digits and the marks that a URN may have."),
  "since-after-until": rule("error", "SinceAfterUntil", "since is later than until.", "Change them about."),

  // RDF
  "rdf-syntax": rule("error", "InvalidRDF", "The document is no valid RDF: {problem}.", "Write text or elements, not both.", "https://www.w3.org/TR/rdf-syntax-grammar/"),

  // OPML
  "opml-version": rule("error", "InvalidOPMLVersion", "There is no OPML {value}.", "Write version=\"2.0\"."),
  "opml-obsolete": rule("warning", "ObsoleteVersion", "{element} was replaced by opml.", "Write opml."),
  "opml-xml-url": rule("warning", "MissingXmlURL", "The subscription has no xmlUrl.", "Add the feed's address."),
  "opml-title": rule("warning", "MissingTitleAttr", "The subscription has no title.", "Add title."),
  "opml-url": rule("warning", "MissingUrlAttr", "The link has no url.", "Add url."),
  "opml-type": rule("warning", "InvalidOutlineType", "{value} is no type of an outline.", "Write rss or link, or leave it out."),
  "opml-missing-type": rule("warning", "MissingOutlineType", "The outline has attributes of a subscription, but no type.", "Write type=\"rss\"."),
  "opml-outline-version": rule("warning", "InvalidOutlineVersion", "{value} is no version of a feed.", "Write RSS, RSS1, RSS2 or leave it out."),
  "opml-expansion": rule("error", "InvalidExpansionState", "{value} is no list of line numbers.", "Write numbers with commas between."),

  // JSON Feed
  "not-json": rule("error", "", "The document is not JSON: {problem}.", "Write it with a JSON library.", "https://www.rfc-editor.org/rfc/rfc8259"),
  "json-version": rule("error", "", "The version is {value}.", "Write https://jsonfeed.org/version/1.1.", `${JSON_FEED}#top-level`),
  "json-old-version": rule("info", "", "The document is JSON Feed 1.0.", "Write https://jsonfeed.org/version/1.1; authors and language came with it.", `${JSON_FEED}#top-level`),
  "json-missing-member": rule("error", "", "{element} lacks {member}.", "Add {member}."),
  "json-missing-recommended": rule("warning", "", "{element} has no {member}.", "Add {member}."),
  "json-missing-content": rule("error", "", "The item has neither content_html nor content_text.", "Add one of them.", `${JSON_FEED}#items`),
  "json-type": rule("error", "", "{member} is not {expected}.", "Write {expected}."),
  "json-unknown-member": rule("warning", "", "{element} has no member {member}.", "Begin the names of your own members with _.", `${JSON_FEED}#extensions`),
  "json-duplicate-member": rule("warning", "", "{member} stands twice.", "Keep one.", "https://www.rfc-editor.org/rfc/rfc8259#section-4"),
  "json-deprecated-author": rule("warning", "", "author was replaced by authors.", "Write authors, a list.", `${JSON_FEED}#top-level`),
  "json-empty-author": rule("error", "", "The author has neither name, url nor avatar.", "Add one of them.", `${JSON_FEED}#top-level`),
  "json-number-id": rule("warning", "", "The id is a number.", "Write it as a string.", `${JSON_FEED}#items`),
  "json-duplicate-id": rule("error", "", "Two items have the id {value}.", "Give each an id of its own.", `${JSON_FEED}#items`),
  "json-lone-surrogate": rule("error", "", "{member} has half a character.", "Remove it.", "https://www.rfc-editor.org/rfc/rfc8259#section-8.2"),
  "json-next-is-self": rule("error", "", "next_url is the feed itself: readers would go round for ever.", "Point it at the next page, or remove it.", `${JSON_FEED}#top-level`),
  "json-markup": rule("warning", "", "{element} is plain text, but has markup: {value}.", "Remove the markup: readers show it as it stands.", `${JSON_FEED}#items`),
  "json-empty-content": rule("warning", "", "{member} is empty.", "Fill it, or leave it out.", `${JSON_FEED}#items`),
} as const satisfies Record<string, Rule>;

/** The name of a rule. */
export type RuleName = keyof typeof checkRules;
