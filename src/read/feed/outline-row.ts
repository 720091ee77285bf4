/** An element's row in `Outline.rows`: its name's id and flags, and its offsets. */
export const ROW = 7;
/** Id of its name, times 16, and flags. */
export const NAME = 0;
export const START = 1;
export const ATTRIBUTES_END = 2;
export const INNER_START = 3;
export const INNER_END = 4;
/** After its end tag. */
export const END = 5;
/** The row after those of the elements inside it. */
export const NEXT = 6;

/** Its start tag may say something of namespaces, base or language. */
export const SCOPED = 4;
/** It was read as an entry, and counts no more among the children of its parent. */
export const TAKEN = 8;
/** It holds a CDATA section, a comment or an instruction. */
export const SECTIONS = 1;
/** Its children are markup of its text, and have no rows. */
export const MARKUP = 2;
