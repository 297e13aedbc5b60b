/**
 * One entry, with its position in the license's log: operators may read any entry of a license, a partner its
 * own.
 */
import type { Context } from 'hono';
import { authenticate, checkOperator } from '../../access/guard.ts';
import type { Role } from '../../access/roles.ts';
import type { LogStore } from '../../ledger/blocks/files.ts';
import { OPERATORS_LOG } from '../../ledger/names.ts';
import type { LogAnswer, LogQuestion } from '../../ledger/transparency/types.ts';
import type { AppEnv } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import type { Audience } from '../../rights/types.ts';
import { entryById, type StoredEntry } from '../../stamp/store.ts';
import { askLog } from '../proofs/reader.ts';

/** For a partner, what is not its own is not there: one answer, to the byte. */
const unknownEntry = () =>
  new Refusal({
    code: 'not_found',
    detail: 'No entry of this id is in the log. A new one appears within seconds.',
  });

/** Operators who may read an entry that they can name. */
const READERS: Role[] = ['auditor', 'desk'];

export interface ReadEntry {
  stored: StoredEntry;
  /** Of the license's log, asked to prove the entry's place. */
  answer: LogAnswer | undefined;
  /** Who reads it. */
  audience: Audience;
}

export async function readEntry(c: Context<AppEnv>, id: string): Promise<ReadEntry> {
  const [principal, stored] = [await authenticate(c), await licenseEntry(c.env, id)];
  if (principal.kind === 'operator') {
    if (stored) {
      const answer = await askLog(c, stored.entry.license, placeOf(stored), READERS);
      return { stored, answer, audience: 'desk' };
    }
    await checkOperator(c, principal, READERS);
    throw unknownEntry();
  }
  const own = stored?.entry.license === principal.license ? stored : undefined;
  const answer = await askLog(c, principal.license, own && placeOf(own));
  if (!own) throw unknownEntry();
  return { stored: own, answer, audience: 'partner' };
}

/** What operators do has a list of its own. */
async function licenseEntry(store: LogStore, id: string): Promise<StoredEntry | undefined> {
  const stored = await entryById(store, id);
  return stored?.entry.license === OPERATORS_LOG ? undefined : stored;
}

const placeOf = ({ entry: { license: tree, index } }: StoredEntry): LogQuestion => ({
  kind: 'inclusion',
  tree,
  index,
});
