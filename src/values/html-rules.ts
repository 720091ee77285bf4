import { HtmlNames } from "./html-names.ts";
import {
  ADDRESS_ATTRIBUTES,
  BLOCK_ELEMENTS,
  DRAWING_ATTRIBUTES,
  ENDS_PARAGRAPH,
  IMPLIED_END,
  INLINE_ELEMENTS,
  SAFE_ATTRIBUTES,
  SAFE_ELEMENTS,
  SILENT_ELEMENTS,
  VOID_ELEMENTS,
} from "./html-vocabulary.ts";

/** What cleaning does with an element. */
export interface ElementRule {
  readonly name: string;
  /** A small number of its own; 0 for all elements that came too late for one. */
  readonly index: number;
  /**
   * `drop`: its tags go and its content stays; `silent`: its content goes too; `text`: its content is no markup;
   * `fallback`: what stands for those without scripts.
   */
  readonly kind: "keep" | "drop" | "silent" | "text" | "fallback";
  readonly isVoid: boolean;
  readonly isDrawing: boolean;
  readonly isInline: boolean;
  /** What it is in plain text: a line of its own, nothing with all that it holds, or no more than its text. */
  readonly inText: "line" | "nothing" | "text";
  /** Its start tag ends an open paragraph. */
  readonly endsParagraph: boolean;
  /** Its start tag ends these. */
  readonly implied: { readonly ends: ReadonlySet<string>; readonly fence: ReadonlySet<string> } | undefined;
}

const TEXTLESS = new Set(["script", "style", "noscript", "template", "title", "applet"]);

/** The number of no element. */
export const RULE_COUNT = 1001;

export const ELEMENTS = new HtmlNames<ElementRule>(">", (name, index) => ({
  name,
  index,
  kind: kindOf(name),
  isVoid: VOID_ELEMENTS.has(name),
  isDrawing: name === "svg" || name === "math",
  isInline: INLINE_ELEMENTS.has(name),
  inText: name === "br" || BLOCK_ELEMENTS.has(name) ? "line" : TEXTLESS.has(name) ? "nothing" : "text",
  endsParagraph: ENDS_PARAGRAPH.has(name),
  implied: IMPLIED_END.get(name),
}));

// Those that are kept have their numbers before anybody's inventions take them.
for (const name of SAFE_ELEMENTS) ELEMENTS.at(name, 0);

/** The paragraph's own rule: whether one is open is asked at every block. */
export const PARAGRAPH = ELEMENTS.at("p", 0);

function kindOf(name: string): ElementRule["kind"] {
  if (SILENT_ELEMENTS.has(name)) return "silent";
  if (name === "textarea" || name === "title") return "text";
  if (name === "noscript") return "fallback";
  return SAFE_ELEMENTS.has(name) ? "keep" : "drop";
}

/** What cleaning does with an attribute. */
export interface AttributeRule {
  readonly name: string;
  readonly kind: "address" | "addresses" | "style" | "keep" | "drawing" | "drop";
}

export const ATTRIBUTES = new HtmlNames<AttributeRule>("=", (name) => ({
  name,
  kind: ADDRESS_ATTRIBUTES.has(name)
    ? "address"
    : name === "srcset"
      ? "addresses"
      : name === "style"
        ? "style"
        : SAFE_ATTRIBUTES.has(name) || name.startsWith("aria-")
          ? "keep"
          : DRAWING_ATTRIBUTES.has(name)
            ? "drawing"
            : "drop",
}));
