/** Address blocks of API keys: IPv4 and IPv6 in CIDR notation (RFC 4632, RFC 4291). Pure. */

interface Address {
  family: 4 | 6;
  value: bigint;
}

interface Block extends Address {
  prefix: number;
}

const BITS = { 4: 32, 6: 128 } as const;

/**
 * Tells whether `text` is a CIDR block or a single address. Bits set after the prefix are a typing error, and
 * rejected.
 */
export function isCidr(text: string): boolean {
  return parseBlock(text) !== null;
}

/**
 * Tells whether `address` is in one of `cidrs`. An empty list allows every address. An unreadable address
 * (with a zone, for example) or block never matches.
 */
export function addressAllowed(cidrs: string[], address: string): boolean {
  if (cidrs.length === 0) return true;
  const caller = parseAddress(address);
  return caller !== null && cidrs.some((cidr) => contains(parseBlock(cidr), caller));
}

function contains(block: Block | null, address: Address): boolean {
  if (block === null || block.family !== address.family) return false;
  const shift = BigInt(BITS[block.family] - block.prefix);
  return block.value >> shift === address.value >> shift;
}

function parseBlock(text: string): Block | null {
  const [base = '', length, ...rest] = text.split('/');
  const raw = parseLiteral(base);
  if (!raw || rest.length > 0) return null;
  const bits = BITS[raw.family];
  const prefix = length === undefined ? bits : /^(0|[1-9]\d{0,2})$/.test(length) ? Number(length) : -1;
  if (prefix < 0 || prefix > bits) return null;
  if ((raw.value & ((1n << BigInt(bits - prefix)) - 1n)) !== 0n) return null;
  // A block inside ::ffff:0:0/96 stands for IPv4 addresses.
  if (raw.family === 6 && prefix >= 96 && isMapped(raw.value))
    return { family: 4, value: raw.value & 0xffff_ffffn, prefix: prefix - 96 };
  return { ...raw, prefix };
}

/** IPv4-mapped addresses (::ffff:192.0.2.1) count as IPv4 addresses. */
function parseAddress(text: string): Address | null {
  const raw = parseLiteral(text);
  return raw?.family === 6 && isMapped(raw.value) ? { family: 4, value: raw.value & 0xffff_ffffn } : raw;
}

/**
 * Prefix length of one household or server (RFC 6177): the holder of an IPv6 address holds its whole block.
 */
const IPV6_BLOCK_BITS = 64;

/**
 * Key by which an address's requests are counted: an IPv6 address by its block, an unreadable one as it is.
 */
export function addressBlock(address: string): string {
  const parsed = parseAddress(address);
  if (!parsed) return address;
  const { family, value } = parsed;
  return family === 4 ? `4/${value}` : `6/${value >> BigInt(BITS[6] - IPV6_BLOCK_BITS)}`;
}

const isMapped = (value: bigint) => value >> 32n === 0xffffn;

function parseLiteral(text: string): Address | null {
  const value = text.includes(':') ? parseIpv6(text) : parseIpv4(text);
  return value === null ? null : { family: text.includes(':') ? 6 : 4, value };
}

/** Four decimal octets. Leading zeros are rejected, because some parsers read them as octal. */
function parseIpv4(text: string): bigint | null {
  const octets = text.split('.');
  if (
    octets.length !== 4 ||
    !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256)
  )
    return null;
  return octets.reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);
}

/** RFC 4291 §2.2: eight groups with at most one `::`; the last two groups may be written as IPv4. */
function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (text.length > 45 || halves.length > 2) return null;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return null;
  // An embedded IPv4 address is only valid at the end.
  if (halves.length === 2 && text.slice(0, text.indexOf('::')).includes('.')) return null;
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null;
  const groups = [...head, ...Array<number>(missing).fill(0), ...(tail ?? [])];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function groupsOf(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const last = parts.at(-1) ?? '';
  const embedded = last.includes('.') ? parseIpv4(last) : undefined;
  if (embedded === null) return null;
  const hex = embedded === undefined ? parts : parts.slice(0, -1);
  if (!hex.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null;
  const groups = hex.map((part) => Number.parseInt(part, 16));
  return embedded === undefined ? groups : [...groups, Number(embedded >> 16n), Number(embedded & 0xffffn)];
}
