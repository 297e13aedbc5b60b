/**
 * D1 was restored to before changes that this shard knows. The lost restrictions, products and items are
 * unknown, and license terms are old. So all licenses of the shard are suspended until the desk confirms
 * each; later revocations, suspensions and terminations are restored in D1.
 */
import { HOLD_ROWS_MAX } from '../limits.ts';
import {
  allKeys,
  allLicenses,
  allPartners,
  lastFencedSeq,
  readPartner,
} from '../object-store/catalogue-state.ts';
import { allHolds } from '../object-store/holds.ts';
import { isInTransit, licensesOf } from '../object-store/moving.ts';
import { putHolds } from '../retention/holds-store.ts';
import { holdKeys, holdLicenses, holdPartners, raiseItemSequence } from './store.ts';

interface Deps {
  sql: SqlStorage;
  db: D1Database;
  /** Pool name of the object. */
  object: string;
  /** Milliseconds, UTC. */
  nowMs: number;
}

/**
 * Returns the number of suspended licenses. Can be interrupted and repeated: already suspended licenses stay
 * as they are. The shard learns of the change through its outbox.
 */
export async function recoverCatalogue({ sql, db, object, nowMs }: Deps): Promise<number> {
  const about = { object, at: new Date(nowMs).toISOString() };
  await putHolds(db, allHolds(sql)).run();
  await raiseItemSequence(db, lastFencedSeq(sql), about.at);
  // D1 may be from before a partner moved here: its owner recovers it, nobody during its move. A partner that
  // has left is unknown here.
  const isOwn = (partner: string, licenses: string[]) =>
    readPartner(sql, partner) !== null && !licenses.some((license) => isInTransit(sql, license));
  const partners = allPartners(sql).filter(({ id }) => isOwn(id, licensesOf(sql, id)));
  await holdPartners(db, partners, about);
  const keys = allKeys(sql);
  for (let at = 0; at < keys.length; at += HOLD_ROWS_MAX)
    await holdKeys(db, keys.slice(at, at + HOLD_ROWS_MAX), about);
  const licenses = allLicenses(sql).filter(({ partner, id }) => isOwn(partner, [id]));
  let count = 0;
  for (let at = 0; at < licenses.length; at += HOLD_ROWS_MAX)
    count += await holdLicenses(db, licenses.slice(at, at + HOLD_ROWS_MAX), about);
  return count;
}
