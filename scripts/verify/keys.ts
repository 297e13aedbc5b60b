/** The keys that a stranger has saved and trusts: a JWKS, or verifier keys of logs and witnesses. */
import { type Jwk, trustKeys } from '../../client/src/verify/keys.ts';
import {
  COSIGNATURE,
  LOG_SIGNATURE,
  parseVerifierKey,
  type VerifierKey,
  verifierKey,
} from '../../src/ledger/transparency/note.ts';

export interface KeySet {
  /** By `kid`. */
  receipt: Map<string, CryptoKey>;
  /** Public halves that sign logs; each log under its own name. */
  log: Uint8Array[];
  /** Verifier keys as given, of logs and of witnesses. */
  named: VerifierKey[];
}

/** Throws when a file holds no keys: to check against nothing would be no check. */
export async function readKeys(files: { name: string; text: string }[]): Promise<KeySet> {
  const keys: KeySet = { receipt: new Map(), log: [], named: [] };
  for (const { name, text } of files) {
    const before = count(keys);
    await take(keys, text);
    if (count(keys) === before) throw new Error(`${name} holds no Ed25519 keys, and no verifier keys`);
  }
  return keys;
}

const count = ({ receipt, log, named }: KeySet) => receipt.size + log.length + named.length;

async function take(keys: KeySet, text: string): Promise<void> {
  const listed = listedIn(text);
  for (const line of listed ? listed.flatMap(({ verifierKey: key }) => key ?? []) : text.split(/\s+/)) {
    const key = parseVerifierKey(line);
    if (key) keys.named.push(key);
  }
  const signing = (listed ?? []).filter(({ use = 'sig' }) => use === 'sig');
  const { receipt, log } = await trustKeys({ keys: signing.map((key) => ({ purpose: 'receipt', ...key })) });
  for (const [kid, key] of receipt) keys.receipt.set(kid, key);
  keys.log.push(...log);
}

function listedIn(text: string): (Jwk & { use?: string; verifierKey?: string })[] | null {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    return Array.isArray(keys) ? keys : null;
  } catch {
    return null;
  }
}

/** One key signs the agency's log and those of its licenses, each under its own name. */
export function logKeys(keys: KeySet, origin: string): VerifierKey[] {
  const named = keys.named.filter(
    ({ type, name }) => type === LOG_SIGNATURE && (name === origin || origin.startsWith(`${name}/license/`)),
  );
  return [...keys.log, ...named.map(({ publicKey }) => publicKey)].map((key) =>
    verifierKey(origin, LOG_SIGNATURE, key),
  );
}

export function witnessKeys(keys: KeySet): VerifierKey[] {
  return keys.named.filter(({ type }) => type === COSIGNATURE);
}
