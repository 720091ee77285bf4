import type { TagCache } from "./html-tags.ts";
import type { RuleName } from "./rules.ts";
import type { XmlAttribute, XmlElement } from "./xml-events.ts";

/** The format of the document that is checked. */
type CheckedFormat = "rss" | "atom" | "rdf" | "opml" | "app" | "unknown";

/** What all checks of one document share. */
export interface CheckContext {
  format: CheckedFormat;
  /** RSS `version`. */
  version: string;
  /** The document's own address, if the caller gave it. */
  readonly url: string | undefined;
  /** Milliseconds since 1970 that dates may not lie behind. */
  readonly now: number;
  readonly encoding: string;
  /** The DOCTYPE is Netscape's, whose HTML entities then count. */
  knownDoctype: boolean;
  /** Tags of HTML that the document has had. */
  readonly tags: TagCache;
  /** `rdf:about` values so far. */
  readonly abouts: Set<string>;
  report(rule: RuleName, frame: Frame | undefined, detail?: Record<string, string | number>, offset?: number): void;
}

/** An open element. */
export class Frame {
  /** Qualified with the namespace's customary prefix; names of the format itself have none. */
  readonly name: string;
  readonly element: XmlElement;
  readonly rule: ElementRule;
  readonly parent: Frame | undefined;
  readonly offset: number;
  /** How many siblings of this name came before. */
  readonly index: number;
  /** The innermost element around it (or itself) of those whose place is told: nobody wants to read a path of a thousand steps. */
  readonly told: Frame;
  readonly #depth: number;
  /** Character data so far. */
  text = "";
  /** A character reference in hexadecimal stood in it: the RSS profile's way of writing & and < in plain text. */
  hexReference = false;
  readonly language: string | undefined;
  readonly base: string | undefined;
  /** Values met among children that must be unique, by name. */
  unique: Map<string, Set<string>> | undefined = undefined;
  // Most elements are leaves and need neither.
  #children: Map<string, number> | undefined = undefined;
  #notes: Map<string, unknown> | undefined = undefined;

  constructor(
    name: string,
    element: XmlElement,
    rule: ElementRule,
    parent: Frame | undefined,
    index: number,
    language: string | undefined,
    base: string | undefined,
  ) {
    this.name = name;
    this.element = element;
    this.rule = rule;
    this.parent = parent;
    this.offset = element.offset;
    this.index = index;
    this.language = language;
    this.base = base;
    this.#depth = parent === undefined ? 1 : parent.#depth + 1;
    this.told = parent === undefined || this.#depth <= DEEPEST_TOLD ? this : parent.told;
  }

  /** Names of children so far, with their number. */
  get children(): Map<string, number> {
    this.#children ??= new Map();
    return this.#children;
  }

  /** Whatever the element's own rules want to remember. */
  get notes(): Map<string, unknown> {
    this.#notes ??= new Map();
    return this.#notes;
  }
}

/** Elements deeper than this are told by the one around them that is not. */
const DEEPEST_TOLD = 24;

/** Where a value stands: in an element, or in one of its attributes. */
export interface Spot {
  readonly frame: Frame;
  readonly context: CheckContext;
  /** Name of the attribute; absent for character data. */
  readonly attribute?: XmlAttribute;
  /** The value with the white space that stood around it. */
  readonly raw: string;
  report(rule: RuleName, detail?: Record<string, string | number>): void;
}

/** Looks at one value. The value comes trimmed. */
export type ValueCheck = (value: string, spot: Spot) => void;

export interface AttributeRule {
  readonly required?: RuleName | true;
  readonly checks?: readonly ValueCheck[];
}

/** What one element may have. Data as far as it goes; `open` and `close` for the rest. */
export interface ElementRule {
  readonly children?: Readonly<Record<string, ElementRule>>;
  /** At most one among its siblings; which rule is broken by a second. */
  readonly once?: RuleName;
  /** `elements`: text of its own is an error. `text`: child elements are. `any`: nothing is looked at below. */
  readonly content?: "elements" | "text" | "any";
  readonly checks?: readonly ValueCheck[];
  /** Names as in `Frame.name`: prefixed, unless in no namespace. `"any"`: all are taken. */
  readonly attributes?: Readonly<Record<string, AttributeRule>> | "any";
  /** Children that must be there. */
  readonly required?: readonly (readonly [name: string, rule: RuleName])[];
  /** Where the element is defined. */
  readonly clause?: string;
  open?(frame: Frame, context: CheckContext): void;
  /** Chooses a child's rule before `children` does; `undefined` leaves it to `children`, `"handled"` says that it is eaten and reported. */
  child?(frame: Frame, name: string, element: XmlElement, context: CheckContext): ElementRule | undefined;
  characters?(frame: Frame, text: string, context: CheckContext): void;
  close?(frame: Frame, context: CheckContext): void;
}

/** An element below which nothing is looked at. */
export const eaten: ElementRule = { content: "any", attributes: "any", child: () => eaten };

export function attributeOf(frame: Frame, name: string): XmlAttribute | undefined {
  return frame.element.attributes.find((attribute) => attribute.namespace === "" && attribute.local === name);
}
