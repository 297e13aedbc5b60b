/** As much of DER (X.690) as RFC 3161 needs: writing short values, and walking through what comes back. */

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_ID = 0x06;
export const SEQUENCE = 0x30;

export interface Element {
  tag: number;
  content: Uint8Array;
}

export function writeElement(tag: number, ...content: Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content);
  if (body.length > 0xff) throw new Error('too long for this writer');
  const length = body.length < 0x80 ? [body.length] : [0x81, body.length];
  return Buffer.concat([Uint8Array.of(tag, ...length), body]);
}

/** The elements that `bytes` consist of. Null: they are not DER. */
export function readElements(bytes: Uint8Array): Element[] | null {
  const elements: Element[] = [];
  let at = 0;
  while (at < bytes.length) {
    const head = readHead(bytes, at);
    if (!head || head.end > bytes.length) return null;
    elements.push({ tag: head.tag, content: bytes.subarray(head.start, head.end) });
    at = head.end;
  }
  return elements;
}

function readHead(bytes: Uint8Array, at: number): { tag: number; start: number; end: number } | null {
  const [tag, first] = [bytes[at], bytes[at + 1]];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return null;
  if (first < 0x80) return { tag, start: at + 2, end: at + 2 + first };
  const digits = bytes.subarray(at + 2, at + 2 + (first & 0x7f));
  if (digits.length !== (first & 0x7f) || digits.length === 0 || digits.length > 3) return null;
  const start = at + 2 + digits.length;
  return { tag, start, end: start + digits.reduce((length, digit) => length * 256 + digit, 0) };
}
