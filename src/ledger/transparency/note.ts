/**
 * Signed notes (C2SP signed-note) with Ed25519, of logs (type 0x01) and witnesses (type 0x04, C2SP
 * tlog-cosignature). Parsing is strict: only the canonical form is accepted.
 */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Signature type identifiers. */
export const LOG_SIGNATURE = 0x01;
export const COSIGNATURE = 0x04;

export interface VerifierKey {
  name: string;
  /** 8 hex digits. */
  id: string;
  type: typeof LOG_SIGNATURE | typeof COSIGNATURE;
  publicKey: Uint8Array;
}

export interface NoteSignature {
  name: string;
  /** 8 hex digits. */
  id: string;
  bytes: Uint8Array;
}

export interface Note {
  /** Signed text, with its final newline. */
  text: string;
  signatures: NoteSignature[];
}

/** Limit of a parsed note: far beyond 16 signatures of any algorithm. */
const NOTE_CHARS_MAX = 200_000;
const SIGNATURES_MAX = 64;
const PUBLIC_KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const NAME = /^[^\p{White_Space}\p{Cc}+]+$/u;
/** SubjectPublicKeyInfo of an Ed25519 key, up to its 32 bytes (RFC 8410). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Whether a key or log may have this name. */
export function isKeyName(name: string): boolean {
  return NAME.test(name) && name.isWellFormed();
}

export function verifierKey(name: string, type: VerifierKey['type'], publicKey: Uint8Array): VerifierKey {
  const id = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(type)).update(publicKey).digest();
  return { name, id: id.subarray(0, 4).toString('hex'), type, publicKey };
}

/** `<name>+<key id>+<base64 of type and public key>`. */
export function printVerifierKey({ name, id, type, publicKey }: VerifierKey): string {
  return `${name}+${id}+${base64(Uint8Array.of(type, ...publicKey))}`;
}

/** Null: not a verifier key, or not Ed25519. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes?.length !== 1 + PUBLIC_KEY_BYTES) return null;
  const type = bytes[0];
  if (type !== LOG_SIGNATURE && type !== COSIGNATURE) return null;
  const key = verifierKey(name, type, bytes.subarray(1));
  return key.id === id ? key : null;
}

/** The note's text with one signature line. `text` ends in a newline. */
export function signNote(text: string, key: VerifierKey, privateKey: KeyObject): string {
  const line = signatureLine({
    name: key.name,
    id: key.id,
    bytes: sign(null, Buffer.from(text), privateKey),
  });
  return `${text}\n${line}`;
}

/** `— <name> <base64 of key id and signature>`, with its newline. */
export function signatureLine({ name, id, bytes }: NoteSignature): string {
  return `— ${name} ${base64(Buffer.concat([Buffer.from(id, 'hex'), bytes]))}\n`;
}

/** Null: not a signed note. Does not verify signatures. */
export function parseNote(note: string): Note | null {
  if (note.length > NOTE_CHARS_MAX || !note.isWellFormed() || hasControls(note)) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return null;
  const signatures = parseSignatureLines(note.slice(split + 2));
  return signatures && signatures.length > 0 ? { text: note.slice(0, split + 1), signatures } : null;
}

/** Null: a line is not a signature line. An empty text gives an empty list. */
export function parseSignatureLines(lines: string): NoteSignature[] | null {
  if (lines === '') return [];
  if (!lines.endsWith('\n')) return null;
  const signatures = lines.slice(0, -1).split('\n').map(parseSignature);
  if (signatures.length > SIGNATURES_MAX) return null;
  return signatures.every((parsedSignature) => parsedSignature !== null) ? signatures : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [, name = '', encoded = ''] = /^— ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length < 5) return null;
  return { name, id: Buffer.from(bytes.subarray(0, 4)).toString('hex'), bytes: bytes.subarray(4) };
}

/**
 * Signatures of known keys. Null: one of them is invalid (the whole note is then rejected), or there is none.
 * Signatures of unknown keys are ignored.
 */
export function verifiedSignatures(
  note: Note,
  keys: readonly VerifierKey[],
): { key: VerifierKey; signature: NoteSignature }[] | null {
  const knownSignatures = note.signatures.flatMap((signature) => {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    return key ? [{ key, signature }] : [];
  });
  const areValid = knownSignatures.every(({ key, signature }) =>
    signatureHolds(note.text, key, signature.bytes),
  );
  return areValid && knownSignatures.length > 0 ? knownSignatures : null;
}

function signatureHolds(text: string, key: VerifierKey, bytes: Uint8Array): boolean {
  if (key.type === LOG_SIGNATURE) return ed25519Holds(key.publicKey, text, bytes);
  const cosigned = readCosignature(bytes);
  if (!cosigned) return false;
  return ed25519Holds(key.publicKey, `cosignature/v1\ntime ${cosigned.time}\n${text}`, cosigned.signature);
}

/** `timestamped_signature`: POSIX seconds, then the signature. */
function readCosignature(bytes: Uint8Array): { time: bigint; signature: Uint8Array } | null {
  if (bytes.length !== 8 + SIGNATURE_BYTES) return null;
  const time = Buffer.from(bytes).readBigUInt64BE(0);
  return time === 0n || time >= 2n ** 63n ? null : { time, signature: bytes.subarray(8) };
}

/** Time of a witness's signature, POSIX seconds. Null: not a cosignature. */
export function cosignedAt({ bytes }: NoteSignature): number | null {
  const cosigned = readCosignature(bytes);
  return cosigned && Number(cosigned.time);
}

function ed25519Holds(publicKey: Uint8Array, text: string, signature: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  try {
    const key = createPublicKey({
      key: Buffer.concat([SPKI_PREFIX, publicKey]),
      format: 'der',
      type: 'spki',
    });
    return verify(null, Buffer.from(text), key, signature);
  } catch {
    return false;
  }
}

function hasControls(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the form forbids exactly these
  return /[\u0000-\u0009\u000b-\u001f]/.test(text);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** Accepts only canonical base64: padded, without spare bits. */
export function fromBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return text !== '' && bytes.toString('base64') === text ? bytes : null;
}
