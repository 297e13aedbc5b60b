/**
 * D1 was restored to before changes that this object had been told. Which restrictions, products and items went with them
 * nobody knows, and the terms of a license are those of the earlier point. So none of its licenses stays in force until the
 * desk has said so, license by license; what was revoked, suspended or terminated since is so in D1 again.
 */
import { HOLD_ROWS_MAX } from '../limits.ts';
import {
  allPartners,
  keysAfter,
  lastFencedSeq,
  licensesAfter,
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
 * Gives the number of licenses that were suspended. May be cut off anywhere and repeated: what is suspended and waits for the
 * desk stays as it is. The object learns of it through its outbox, as of any change.
 */
export async function recoverCatalogue({ sql, db, object, nowMs }: Deps): Promise<number> {
  const about = { object, at: new Date(nowMs).toISOString() };
  await putHolds(db, allHolds(sql)).run();
  await raiseItemSequence(db, lastFencedSeq(sql), about.at);
  // D1 may be of before a partner moved here: who has it answers for it, and nobody while it is on its way here. One that has left is not known.
  const isOwn = (partner: string, licenses: string[]) =>
    readPartner(sql, partner) !== null && !licenses.some((license) => isInTransit(sql, license));
  const partners = allPartners(sql).filter(({ id }) => isOwn(id, licensesOf(sql, id)));
  await holdPartners(db, partners, about);
  for (const page of pagesOf((after) => keysAfter(sql, after, HOLD_ROWS_MAX)))
    await holdKeys(db, page, about);
  let count = 0;
  for (const page of pagesOf((after) => licensesAfter(sql, after, HOLD_ROWS_MAX)))
    count += await holdLicenses(
      db,
      page.filter(({ partner, id }) => isOwn(partner, [id])),
      about,
    );
  return count;
}

function* pagesOf<T extends { id: string }>(read: (after: string) => T[]): Generator<T[]> {
  for (let after = ''; ; ) {
    const page = read(after);
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.id;
  }
}
