import { isIP } from "node:net";

/** IPv4 blocks that are nobody's on the open internet (IANA special-purpose registry, RFC 6890), with multicast and what is reserved. */
const PRIVATE_V4: readonly (readonly [block: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/** Whether an IP address lies in a private network, on this machine, or nowhere. What is no address counts as private: it is not to be asked. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, "").split("%", 1)[0] ?? "";
  const version = isIP(plain);
  if (version === 4) return isPrivateV4(v4Number(plain));
  if (version === 6) return isPrivateV6(v6Groups(plain));
  return true;
}

function v4Number(address: string): number {
  return address.split(".").reduce((number, octet) => number * 256 + Number(octet), 0);
}

function isPrivateV4(number: number): boolean {
  return PRIVATE_V4.some(([block, bits]) => Math.floor(number / 2 ** (32 - bits)) === Math.floor(v4Number(block) / 2 ** (32 - bits)));
}

/** The eight groups of an IPv6 address, `::` and an IPv4 tail written out. */
function v6Groups(address: string): number[] {
  const tail = /\d+\.\d+\.\d+\.\d+$/.exec(address)?.[0];
  const number = tail === undefined ? 0 : v4Number(tail);
  const hex = (part: number): string => part.toString(16);
  const text = tail === undefined ? address : `${address.slice(0, -tail.length)}${hex(Math.floor(number / 65536))}:${hex(number % 65536)}`;
  const [left = "", right] = text.split("::") as [string?, string?];
  const groups = (part: string): number[] => (part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)));
  const head = groups(left);
  if (right === undefined) return head;
  const end = groups(right);
  return [...head, ...new Array<number>(Math.max(0, 8 - head.length - end.length)).fill(0), ...end];
}

/** Only global unicast (2000::/3) is public, less what carries a private IPv4 address inside it. */
function isPrivateV6(groups: readonly number[]): boolean {
  const at = (index: number): number => groups[index] ?? 0;
  const v4At = (index: number): number => at(index) * 65536 + at(index + 1);
  const zeros = (to: number): boolean => groups.slice(0, to).every((group) => group === 0);
  // ::ffff:a.b.c.d (mapped), 64:ff9b::a.b.c.d (NAT64, RFC 6052)
  if (zeros(5) && at(5) === 0xffff) return isPrivateV4(v4At(6));
  if (at(0) === 0x64 && at(1) === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return isPrivateV4(v4At(6));
  if (at(0) >> 13 !== 1) return true;
  // 2002:a.b.c.d:: (6to4), 2001::/32 (Teredo), 2001:db8::/32 (documentation), 2001:10::/27 (ORCHID), 3fff::/20 (documentation)
  if (at(0) === 0x2002) return isPrivateV4(v4At(1));
  if (at(0) === 0x2001 && (at(1) === 0 || at(1) === 0xdb8 || (at(1) & 0xffe0) === 0x10 || (at(1) & 0xfff0) === 0x20)) return true;
  return at(0) === 0x3fff && at(1) < 0x1000;
}
