/** Decodes a page. Pure. */
import type { ReadPage } from './types.ts';

const HTML = ['text/html', 'application/xhtml+xml'];

/** Null: neither HTML nor plain text. */
export function contentOf(contentType: string | undefined, bytes: Uint8Array): ReadPage['content'] {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const isHtml = HTML.includes(type) || (type === '' && /^\s*</u.test(latin(bytes.subarray(0, 64))));
  if (!isHtml && type !== 'text/plain') return null;
  return { kind: isHtml ? 'html' : 'text', text: textOf(contentType, bytes, isHtml) };
}

/** `isHtml`: a `meta` element may name the encoding. */
export const textOf = (contentType: string | undefined, bytes: Uint8Array, isHtml = false): string =>
  decoded(bytes, charsetOf(contentType, isHtml, bytes));

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The label of the header, or of the first `meta` (HTML standard: within 1,024 bytes). */
function charsetOf(contentType = '', isHtml: boolean, bytes: Uint8Array): string | undefined {
  const start = isHtml ? latin(bytes.subarray(0, 1_024)) : '';
  return [contentType, start]
    .map((text) => /charset\s{0,9}=\s{0,9}["']?([\w:.-]+)/iu.exec(text)?.[1])
    .find(Boolean);
}

/** Text without a label is UTF-8, or else Western, as browsers have it. */
function decoded(bytes: Uint8Array, label: string | undefined): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (label !== undefined && !hasMark)
    try {
      return new TextDecoder(label).decode(bytes);
    } catch {}
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
