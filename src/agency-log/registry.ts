/**
 * The agency log takes roots in: each once per license and size, and only such as provably continue the
 * license's last one. So a license's log cannot be rewritten under the agency log without a finding, whoever
 * holds its own object.
 */
import canonicalize from 'canonicalize';
import { verifyConsistency } from '../ledger/merkle/verify.ts';
import { append, HASH_BYTES, type Hash, type Head, leafHash } from '../ledger/merkle.ts';
import { fromBase64 } from '../ledger/transparency/note.ts';
import type { RootAnswer, RootEntry, RootSubmission } from '../ledger/transparency/types.ts';
import { lastRootAt, readRoot, writeRoot } from './roots.ts';

/**
 * Inside a transaction. `log` is the agency log as the roots before this one have left it; `now` in
 * milliseconds, UTC.
 */
export function register(
  sql: SqlStorage,
  log: { head: Head },
  submission: RootSubmission,
  now: number,
): RootAnswer {
  const { license, size } = submission;
  const root = hashOf(submission.root);
  const hashes = submission.hashes.map(hashOf);
  const newest = readRoot(sql, license);
  const contradicted: RootAnswer = { kind: 'contradicted', size: newest?.size ?? 0 };
  if (!root || hashes.includes(null) || !Number.isSafeInteger(size) || size <= 0) return contradicted;
  const same = readRoot(sql, license, size);
  if (same) return equal(same.root, root) ? { kind: 'included', index: same.index } : contradicted;
  if (newest) {
    if (newest.size > size) return contradicted;
    if (newest.size !== submission.from) return { kind: 'behind', size: newest.size };
    const claim = { from: newest.size, to: size, fromRoot: newest.root, toRoot: root };
    if (!verifyConsistency({ ...claim, hashes: hashes as Hash[] })) return contradicted;
  }
  return { kind: 'included', index: enter(sql, log, { license, size, root }, now) };
}

function enter(
  sql: SqlStorage,
  log: { head: Head },
  { license, size, root }: { license: string; size: number; root: Hash },
  now: number,
): number {
  const { head } = log;
  const atMs = Math.max(now, lastRootAt(sql));
  const entry: RootEntry = {
    v: 1,
    license,
    size,
    root: Buffer.from(root).toString('base64'),
    at: new Date(atMs).toISOString(),
  };
  const body = canonicalize(entry);
  if (body === undefined) throw new Error('a root has no canonical form');
  const next = append(head, leafHash(body));
  writeRoot(sql, { index: head.size, license, size, root, atMs, body });
  log.head = next;
  return head.size;
}

function hashOf(text: string): Hash | null {
  const bytes = fromBase64(text);
  return bytes?.length === HASH_BYTES ? bytes : null;
}

const equal = (one: Hash, other: Hash) => Buffer.from(one).equals(other);
