// Receipts as the browser sees them by itself: found in what was given, and their signatures checked with its own WebCrypto.

const TYPE = 'rights-receipt+jwt';
/** Characters of one of its three parts. */
const PART = { least: 20, most: 2048 };

const bytesOf = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));

function json(base64url) {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));
  } catch {
    return undefined;
  }
}

const isPart = ({ length }) => length >= PART.least && length <= PART.most;

/** Every receipt that stands in a text, once, in order. What is found is a claim until its signature is checked. One pass, for saved pages are long. */
export function receiptsIn(text) {
  const found = new Set();
  for (const run of text.match(/[\w.-]+/g) ?? []) {
    const parts = run.split('.');
    for (let at = 0; at + 2 < parts.length; at++) {
      const three = parts.slice(at, at + 3);
      if (three.every(isPart) && json(three[0])?.typ === TYPE) found.add(three.join('.'));
    }
  }
  return [...found];
}

/** The gateway's public keys for receipts, by their ids. Null: they could not be read. */
async function publishedKeys() {
  try {
    const response = await fetch('/.well-known/jwks.json');
    const { keys } = await response.json();
    return new Map(keys.filter(({ purpose }) => purpose === 'receipt').map((key) => [key.kid, key]));
  } catch {
    return null;
  }
}

/** Whether this browser, on this page, can check Ed25519 at all: older ones cannot, nor can any over plain HTTP. */
async function imported({ crv, kty, x }) {
  return crypto.subtle.importKey('jwk', { crv, kty, x }, 'Ed25519', false, ['verify']);
}

async function checked(receipt, keys) {
  const [header, claims, signature] = receipt.split('.');
  const { kid } = json(header);
  const found = { kid, claims: json(claims) };
  if (!globalThis.crypto?.subtle) return { ...found, state: 'unable' };
  if (!keys) return { ...found, state: 'keyless' };
  const key = keys.get(kid);
  if (!key) return { ...found, state: 'bad' };
  try {
    const signed = new TextEncoder().encode(`${header}.${claims}`);
    const holds = await crypto.subtle.verify('Ed25519', await imported(key), bytesOf(signature), signed);
    return { ...found, state: holds ? 'good' : 'bad' };
  } catch {
    return { ...found, state: 'unable' };
  }
}

/** `{state, kid, claims}` of each: `good`, `bad`, `unable` (the browser cannot), `keyless`. */
export async function signaturesOf(receipts) {
  if (receipts.length === 0) return [];
  const keys = await publishedKeys();
  return Promise.all(receipts.map((receipt) => checked(receipt, keys)));
}

/** Members in one order, so that equal claims are equal texts. */
const written = (value) =>
  JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/**
 * What the browser found of the receipt that a verdict is about: the one with these very claims. A receipt of the same id that says something
 * else is a bad one.
 */
export function signatureFor(claims, signatures) {
  const same = signatures.filter((one) => one.claims?.jti === claims.jti);
  const exact = same.find((one) => written(one.claims) === written(claims));
  if (exact) return exact;
  return same.length > 0 ? { ...same[0], state: 'bad' } : { state: 'absent' };
}
