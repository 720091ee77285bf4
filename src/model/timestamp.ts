/**
 * A moment as its source gave it, in ISO 8601: an instant (`2012-03-04T09:00:00Z`, with the offset that was
 * printed, if one was) or a bare day (`2012-03-04`). A `Date` would invent midnight for a page that prints only a day.
 *
 * Range: years 0000–9999, as RFC 3339 and RFC 822 can carry no other; what lies outside is left out with a notice.
 */
export type Timestamp = string;
