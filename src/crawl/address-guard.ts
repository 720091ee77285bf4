import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction, type Socket } from "node:net";
import type { FetchOptions } from "./fetched.ts";
import { isPrivateAddress } from "./private-address.ts";

/** An address that must not be asked. */
export class RefusedAddress extends Error {}

/** For whoever means it. */
const ALLOWED = " (allowPrivate lets it be asked)";

/** Whether the caller lets this host be private. */
function mayBePrivate(url: URL, options: FetchOptions): boolean {
  const { allowPrivate } = options;
  return allowPrivate === true || (Array.isArray(allowPrivate) && (allowPrivate.includes(url.hostname) || allowPrivate.includes(url.host)));
}

/**
 * Before anything is sent: the scheme, and the host if it is an address. `URL` has made every spelling of an address
 * one already: 127.1, 0x7f000001 and 2130706433 are 127.0.0.1, [::ffff:127.0.0.1] is [::ffff:7f00:1].
 */
export function guardUrl(url: URL, options: FetchOptions): void {
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new RefusedAddress(`${url.protocol} is neither http nor https.`);
  if (mayBePrivate(url, options)) return;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (isIP(host) ? isPrivateAddress(host) : /(?:^|\.)localhost$/i.test(host))
    throw new RefusedAddress(`${url.hostname} is a private address${ALLOWED}.`);
}

/** Name resolution that gives no private address away: only what is public is ever connected to. */
export function guardedLookup(url: URL, options: FetchOptions): LookupFunction {
  const resolve = options.lookup ?? systemLookup;
  const free = mayBePrivate(url, options);
  return (host, { family, hints, all }, callback) => {
    const wanted = { all: true as const, ...(family === undefined ? {} : { family }), ...(hints === undefined ? {} : { hints }) };
    resolve(host, wanted as { all: true }, (error, addresses: readonly LookupAddress[]) => {
      if (error) return callback(error, []);
      const open = free ? addresses : addresses.filter(({ address }) => !isPrivateAddress(address));
      const refused =
        open.length === 0
          ? new RefusedAddress(
              addresses.length === 0 ? `${host} has no address.` : `${host} has a private address, ${addresses[0]?.address}${ALLOWED}.`,
            )
          : null;
      if (all === true || refused) callback(refused as NodeJS.ErrnoException | null, [...open]);
      else callback(null, open[0]?.address ?? "", open[0]?.family);
    });
  };
}

/** The address that was connected to, whatever name resolution said: looked at before a byte is sent. */
export function guardSocket(socket: Socket, url: URL, options: FetchOptions, refuse: (error: RefusedAddress) => void): void {
  if (mayBePrivate(url, options)) return;
  socket.once("connect", () => {
    const address = socket.remoteAddress ?? "";
    if (isPrivateAddress(address)) refuse(new RefusedAddress(`${url.hostname} led to a private address, ${address}${ALLOWED}.`));
  });
}
