import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import { Carrier, lateField } from "../../values/late-field.ts";

/** What a reading makes when somebody asks. */
export interface LaterParts {
  readonly entries?: () => readonly Entry[];
  readonly notices: () => readonly Notice[];
}

class WithLater extends Carrier {
  #makeEntries: (() => readonly Entry[]) | undefined;
  #makeNotices: (() => readonly Notice[]) | undefined;
  #entries: readonly Entry[] = [];
  #notices: readonly Notice[] = [];

  constructor(reading: object, later: LaterParts) {
    super(reading);
    this.#makeEntries = later.entries;
    this.#makeNotices = later.notices;
  }

  static entriesOf(reading: object): readonly Entry[] {
    const own = reading as WithLater;
    const make = own.#makeEntries;
    if (make !== undefined) {
      own.#entries = make();
      // What they were made from may go.
      own.#makeEntries = undefined;
    }
    return own.#entries;
  }

  static noticesOf(reading: object): readonly Notice[] {
    const own = reading as WithLater;
    const make = own.#makeNotices;
    if (make !== undefined) {
      own.#notices = make();
      own.#makeNotices = undefined;
    }
    return own.#notices;
  }
}

const ENTRIES = lateField("entries", function (this: object) { return WithLater.entriesOf(this); }); // biome-ignore format: one line each
const NOTICES = lateField("notices", function (this: object) { return WithLater.noticesOf(this); }); // biome-ignore format: one line each

/**
 * Gives a reading the parts that are made on first use, as own enumerable accessors. A getter in a literal would do the same and cost
 * more than the feed: every literal with one makes a hidden class of its own, which is old to the garbage collector from the start
 * and keeps all that its closure sees until the next full collection.
 */
export function defineLater(reading: object, later: LaterParts): void {
  new WithLater(reading, later);
  if (later.entries !== undefined) Object.defineProperty(reading, "entries", ENTRIES);
  Object.defineProperty(reading, "notices", NOTICES);
}
