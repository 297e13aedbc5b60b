// Pages that a browser saved as one file (MHTML, RFC 2557): the page itself out of them, without pictures and styles.

export const isMhtml = (text) =>
  /^(?:From|MIME-Version|Snapshot-Content-Location|Subject|Date):/im.test(text.slice(0, 500)) &&
  /^Content-Type:\s*multipart\/related/im.test(text.slice(0, 5000));

/** The first part that is a page; empty: there is none. */
export function htmlOf(text) {
  const boundary = /boundary="?([^"\r\n;]+)"?/i.exec(text.slice(0, 5000))?.[1];
  if (!boundary) return '';
  for (const part of text.split(`--${boundary}`).slice(1)) {
    const [, head = '', body = ''] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(part) ?? [];
    if (/^Content-Type:\s*text\/html/im.test(head))
      return decoded(body, /^Content-Transfer-Encoding:\s*(\S+)/im.exec(head)?.[1] ?? '');
  }
  return '';
}

function decoded(body, encoding) {
  const bytes = { 'quoted-printable': quotedPrintable, base64 }[encoding.toLowerCase()]?.(body);
  return bytes ? new TextDecoder().decode(bytes) : body;
}

/** `=3D` stands for a byte, and an equals sign at the end of a line for no end of it (RFC 2045 §6.7). */
function quotedPrintable(body) {
  const bytes = new TextEncoder().encode(body.replace(/=\r?\n/g, ''));
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const hex = bytes[at] === EQUALS ? String.fromCharCode(...bytes.subarray(at + 1, at + 3)) : '';
    const isByte = /^[0-9a-f]{2}$/i.test(hex);
    out[length++] = isByte ? Number.parseInt(hex, 16) : bytes[at];
    if (isByte) at += 2;
  }
  return out.subarray(0, length);
}

const EQUALS = 0x3d;

const base64 = (body) => Uint8Array.from(atob(body.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
