/**
 * The longest file of one's own that is read, in bytes: whoever names it means it, however long. Engines hold no text that is
 * much longer (V8: 2²⁹ − 24 characters).
 */
export const LOCAL_MAX_BYTES = 500 * 1024 * 1024;
