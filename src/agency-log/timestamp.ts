/**
 * RFC 3161: a time-stamping authority says that a checkpoint existed. Pure. That the token's signature holds
 * is for whoever trusts that authority to check; here it is seen to that the token is about our bytes and
 * answers our question.
 */
import { createHash } from 'node:crypto';
import {
  type Element,
  INTEGER,
  OBJECT_ID,
  OCTET_STRING,
  readElements,
  SEQUENCE,
  writeElement,
} from './der.ts';

const SHA_256 = Buffer.from('608648016503040201', 'hex');
const SIGNED_DATA = Buffer.from('2a864886f70d010702', 'hex');
const TST_INFO = Buffer.from('2a864886f70d0109100104', 'hex');
const NULL = Uint8Array.of(0x05, 0x00);
const TRUE = Uint8Array.of(0x01, 0x01, 0xff);
const CONTEXT_0 = 0xa0;

/** TimeStampReq over SHA-256 of the note. `nonce`: at most 8 bytes, the first from 0x01 to 0x7f. */
export function timestampRequest(note: string, nonce: Uint8Array): Uint8Array {
  const algorithm = writeElement(SEQUENCE, writeElement(OBJECT_ID, SHA_256), NULL);
  const imprint = writeElement(SEQUENCE, algorithm, writeElement(OCTET_STRING, digestOf(note)));
  // certReq: the answer brings the authority's certificate, so that it can be checked offline
  return writeElement(
    SEQUENCE,
    writeElement(INTEGER, Uint8Array.of(1)),
    imprint,
    writeElement(INTEGER, nonce),
    TRUE,
  );
}

export type TimestampVerdict = { ok: true } | { ok: false; reason: string };

/** Whether a TimeStampResp grants what was asked for. */
export function checkTimestamp(response: Uint8Array, note: string, nonce: Uint8Array): TimestampVerdict {
  const [outer, ...rest] = readElements(response) ?? [];
  const [status, token] = rest.length === 0 ? inside(outer, SEQUENCE) : [];
  const granted = inside(status, SEQUENCE)[0];
  if (granted?.tag !== INTEGER) return { ok: false, reason: 'the answer is no time stamp response' };
  const code = Buffer.from(granted.content).toString('hex');
  if (code !== '00' && code !== '01') return { ok: false, reason: `the authority refuses (status ${code})` };
  const info = tokenInfo(token);
  if (!info) return { ok: false, reason: 'the token is not one of RFC 3161' };
  const [algorithm, digest] = inside(info[2], SEQUENCE);
  const hashed = inside(algorithm, SEQUENCE)[0];
  if (!is(hashed, OBJECT_ID, SHA_256) || !is(digest, OCTET_STRING, digestOf(note)))
    return { ok: false, reason: 'the token is about something else' };
  if (!info.slice(5).some((element) => is(element, INTEGER, nonce)))
    return { ok: false, reason: 'the token answers another request' };
  return { ok: true };
}

/** TSTInfo's members out of a CMS SignedData: version, policy, messageImprint, serialNumber, genTime, … */
function tokenInfo(token: Element | undefined): Element[] | null {
  const [contentType, wrapped] = inside(token, SEQUENCE);
  const signed = inside(wrapped, CONTEXT_0)[0];
  const encapsulated = inside(signed, SEQUENCE)[2];
  const [infoType, content] = inside(encapsulated, SEQUENCE);
  if (!is(contentType, OBJECT_ID, SIGNED_DATA) || !is(infoType, OBJECT_ID, TST_INFO)) return null;
  const octets = inside(content, CONTEXT_0)[0];
  const info = octets?.tag === OCTET_STRING ? readElements(octets.content)?.[0] : undefined;
  return info?.tag === SEQUENCE ? readElements(info.content) : null;
}

function inside(element: Element | undefined, tag: number): (Element | undefined)[] {
  return (element?.tag === tag && readElements(element.content)) || [];
}

function is(element: Element | undefined, tag: number, content: Uint8Array): boolean {
  return element?.tag === tag && Buffer.from(element.content).equals(content);
}

function digestOf(note: string): Uint8Array {
  return createHash('sha256').update(note).digest();
}
