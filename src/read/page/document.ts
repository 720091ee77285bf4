import { Comment, Document, Element, type ParentNode, Text } from "domhandler";
import { Tokenizer } from "htmlparser2";

/** How deep the tree may become; browsers stop at the same depth. What nests deeper becomes a child of the last level. */
const MAX_DEPTH = 512;

const words = (list: string) => new Set(list.split(" "));
const VOID = words("area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr");
const HEAD_ONLY = words("base basefont bgsound link meta title script style template noscript");
const CLOSES_P = words(
  "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li dd dt main menu nav ol p pre section summary table ul",
);
const SCOPE_END = words("html table td th caption template object marquee applet");
const HEADING = words("h1 h2 h3 h4 h5 h6");
/** Elements whose end tag never closes what lies around a block: it ends at the block instead. */
const INLINE = words(
  "a abbr b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var",
);
/** A start tag of the first closes an open one of the second, unless one of the third stands between. */
const IMPLIED_END: ReadonlyMap<string, { closes: ReadonlySet<string>; within: ReadonlySet<string> }> = new Map([
  ["li", { closes: words("li"), within: words("ul ol menu dir") }],
  ["dt", { closes: words("dt dd"), within: words("dl") }],
  ["dd", { closes: words("dt dd"), within: words("dl") }],
  ["tr", { closes: words("tr"), within: words("table") }],
  ["td", { closes: words("td th"), within: words("table tr") }],
  ["th", { closes: words("td th"), within: words("table tr") }],
  ["tbody", { closes: words("tbody thead tfoot"), within: words("table") }],
  ["thead", { closes: words("tbody thead tfoot"), within: words("table") }],
  ["tfoot", { closes: words("tbody thead tfoot"), within: words("table") }],
  ["option", { closes: words("option"), within: words("select datalist") }],
  ["optgroup", { closes: words("option optgroup"), within: words("select") }],
]);

/**
 * The tree of an HTML document: always `html` with `head` and `body`, optional end tags supplied, void elements closed,
 * no deeper than `MAX_DEPTH`. Every step looks at no more than the open elements, so that building is linear in the page
 * whatever it nests or leaves open (a general parser's stack is quadratic on 50 000 open elements).
 */
export function buildDocument(source: string): Document {
  const builder = new TreeBuilder(source);
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: true }, builder);
  tokenizer.write(source);
  tokenizer.end();
  return builder.document;
}

class TreeBuilder {
  readonly document = new Document([]);
  readonly #source: string;
  readonly #html: Element;
  #head: Element | undefined;
  #body: Element | undefined;
  /** Open elements, outermost first, without `html`. */
  readonly #open: Element[] = [];
  /** Open elements beyond the depth limit, by name. */
  readonly #tooDeep = new Map<string, number>();
  #foreign = 0;
  #text = "";
  #name = "";
  #nameAt = 0;
  #attributes: Record<string, string> = {};
  #attribute = "";
  #value = "";

  constructor(source: string) {
    this.#source = source;
    this.#html = new Element("html", {});
    append(this.document, this.#html);
  }

  ontext(start: number, end: number): void {
    this.#text += this.#source.slice(start, end);
  }
  ontextentity(codePoint: number): void {
    this.#text += String.fromCodePoint(codePoint);
  }
  onopentagname(start: number, end: number): void {
    this.#name = this.#source.slice(start, end).toLowerCase();
    this.#nameAt = start - 1;
    this.#attributes = {};
  }
  onattribname(start: number, end: number): void {
    this.#attribute = this.#source.slice(start, end).toLowerCase();
    this.#value = "";
  }
  onattribdata(start: number, end: number): void {
    this.#value += this.#source.slice(start, end);
  }
  onattribentity(codePoint: number): void {
    this.#value += String.fromCodePoint(codePoint);
  }
  onattribend(): void {
    if (!(this.#attribute in this.#attributes)) this.#attributes[this.#attribute] = this.#value;
  }
  onopentagend(): void {
    this.#openElement(false);
  }
  onselfclosingtag(): void {
    this.#openElement(true);
  }
  onclosetag(start: number, end: number): void {
    this.#flushText();
    this.#closeElement(this.#source.slice(start, end).toLowerCase());
  }
  oncomment(start: number, end: number): void {
    this.#flushText();
    append(this.#current(), new Comment(this.#source.slice(start, end)));
  }
  oncdata(start: number, end: number, offset: number): void {
    this.#text += this.#source.slice(start, end - offset);
  }
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {
    this.#flushText();
    this.#ensureBody();
  }

  #current(): Element {
    return this.#open[this.#open.length - 1] ?? this.#body ?? this.#head ?? this.#html;
  }

  #ensureHead(): Element {
    if (!this.#head) {
      this.#head = new Element("head", {});
      append(this.#html, this.#head);
    }
    return this.#head;
  }

  #ensureBody(): Element {
    this.#ensureHead();
    if (!this.#body) {
      this.#open.length = 0;
      this.#body = new Element("body", {});
      append(this.#html, this.#body);
    }
    return this.#body;
  }

  #flushText(): void {
    if (this.#text === "") return;
    const text = this.#text;
    this.#text = "";
    if (!this.#body && this.#open.length === 0) {
      if (text.trim() === "") return;
      this.#ensureBody();
    }
    const parent = this.#current();
    const last = parent.children[parent.children.length - 1];
    if (last instanceof Text) last.data += text;
    else append(parent, new Text(text));
  }

  #openElement(selfClosing: boolean): void {
    this.#flushText();
    const name = this.#name;
    if (name === "html") {
      mergeAttributes(this.#html, this.#attributes);
      return;
    }
    if (name === "head") {
      mergeAttributes(this.#ensureHead(), this.#attributes);
      return;
    }
    if (name === "body") {
      mergeAttributes(this.#ensureBody(), this.#attributes);
      return;
    }
    if (!this.#body && this.#open.length === 0 && !HEAD_ONLY.has(name)) this.#ensureBody();
    if (!this.#body) this.#ensureHead();
    if (this.#foreign === 0) this.#supplyEndTags(name);
    const element = new Element(name, this.#attributes);
    element.startIndex = this.#nameAt;
    append(this.#current(), element);
    if (VOID.has(name) || (selfClosing && this.#foreign > 0) || (selfClosing && (name === "svg" || name === "math"))) return;
    if (this.#open.length >= MAX_DEPTH - 2) {
      this.#tooDeep.set(name, (this.#tooDeep.get(name) ?? 0) + 1);
      return;
    }
    this.#open.push(element);
    if (name === "svg" || name === "math") this.#foreign++;
  }

  #supplyEndTags(name: string): void {
    const open = this.#open;
    if (CLOSES_P.has(name)) {
      for (let i = open.length - 1; i >= 0; i--) {
        const other = open[i] as Element;
        if (other.name === "p") {
          this.#popTo(i);
          break;
        }
        if (SCOPE_END.has(other.name) || other.name === "button") break;
        // An open block inside the paragraph: the paragraph ended where that began.
        if (CLOSES_P.has(other.name)) break;
      }
    }
    if (HEADING.has(name) && HEADING.has(this.#current().name)) this.#popTo(open.length - 1);
    const rule = IMPLIED_END.get(name);
    if (rule) {
      for (let i = open.length - 1; i >= 0; i--) {
        const other = (open[i] as Element).name;
        if (rule.closes.has(other)) {
          this.#popTo(i);
          break;
        }
        if (rule.within.has(other) || (SCOPE_END.has(other) && !rule.closes.has(other))) break;
      }
    } else if (name === "a") {
      for (let i = open.length - 1; i >= 0 && INLINE.has((open[i] as Element).name); i--) {
        if ((open[i] as Element).name === "a") {
          this.#popTo(i);
          break;
        }
      }
    }
  }

  #closeElement(name: string): void {
    if (name === "html" || name === "body" || name === "head") return;
    const deep = this.#tooDeep.get(name);
    if (deep !== undefined && deep > 0) {
      this.#tooDeep.set(name, deep - 1);
      return;
    }
    if (name === "br") {
      append(this.#current(), new Element("br", {}));
      return;
    }
    const open = this.#open;
    const inline = INLINE.has(name);
    const table =
      name === "table" ||
      name === "td" ||
      name === "th" ||
      name === "tr" ||
      name === "tbody" ||
      name === "thead" ||
      name === "tfoot" ||
      name === "caption";
    let crossed = false;
    for (let i = open.length - 1; i >= 0; i--) {
      const other = (open[i] as Element).name;
      if (other === name || (HEADING.has(name) && HEADING.has(other))) {
        if (crossed && inline) open.splice(i, 1);
        else this.#popTo(i);
        return;
      }
      if (SCOPE_END.has(other) && !(table && other !== "table" && other !== "template")) return;
      if (!INLINE.has(other)) crossed = true;
    }
  }

  #popTo(index: number): void {
    for (let i = index; i < this.#open.length; i++) {
      const name = (this.#open[i] as Element).name;
      if (name === "svg" || name === "math") this.#foreign--;
    }
    this.#open.length = index;
  }
}

function append(parent: ParentNode, child: Element | Text | Comment): void {
  const last = parent.children[parent.children.length - 1];
  child.parent = parent;
  if (!last) {
    // Most elements have one child; an array that grows by `push` makes room for seventeen at once.
    parent.children = [child];
    return;
  }
  last.next = child;
  child.prev = last;
  parent.children.push(child);
}

function mergeAttributes(element: Element, attributes: Record<string, string>): void {
  for (const name of Object.keys(attributes)) element.attribs[name] ??= attributes[name] as string;
}
