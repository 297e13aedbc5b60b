/**
 * Everything that happened, as far as it concerns a license: ascending, each change once; or only the last of
 * it. A reader goes on from the cursor that it got with the page before; one check call vouches for the whole
 * answer, after the waiting.
 */
import type { Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { cursorsOf } from '../../platform/paging.ts';
import { Refusal } from '../../platform/problem.ts';
import { type Attempt, type Attempted, confirm, withFreshState } from '../fresh-state.ts';
import { licenseInForce } from '../judge.ts';
import { problemOf } from '../refusals.ts';
import type { ChangeView } from './change-view.ts';
import { type ChangePosition, positionSchema } from './cursor.ts';
import type { ChangeEntry } from './entry.ts';
import { type Followed, follow, newestOf } from './follow.ts';
import { ROWS_JUDGED_MAX } from './limits.ts';
import { waitForChange } from './wait.ts';

export interface ChangesQuery {
  /** The `next` of the page before; absent or empty: from the beginning. */
  after?: string | undefined;
  limit: number;
  /** How long to wait when nothing has happened. */
  waitMs?: number;
  /** The last change of each item instead, newest first; `after` and `waitMs` do not count then. */
  newest?: boolean;
}

export interface ChangesPage {
  items: ChangeEntry[];
  /** Where to go on, also when nothing has happened. */
  next: string;
  /** More is there to be read at once. */
  more: boolean;
}

export interface ToldPage extends Omit<ChangesPage, 'items'> {
  items: ChangeView[];
}

export async function changesPage(
  env: Env,
  principal: PartnerPrincipal,
  query: ChangesQuery,
): Promise<ChangesPage> {
  return changesPageWith(env, principal, query, (state, { items, ...page }) => {
    const value = { items: items.map(({ shown }) => shown), ...page };
    return confirm(env, principal, { ...state, value: () => value });
  });
}

/** `answer` makes the one call to the ledger, which vouches for the page: `judged` has all that it was made of. */
export async function changesPageWith<T>(
  env: Env,
  principal: PartnerPrincipal,
  { after, limit, waitMs = 0, newest = false }: ChangesQuery,
  answer: (state: Attempt, page: ToldPage) => Promise<Attempted<T>>,
): Promise<T> {
  const cursors = cursorsOf(env, { list: 'changes', reader: principal.license, filter: {} }, positionSchema);
  // A follower that has no cursor yet may write an empty one. The pages of lists begin without any.
  const from = positionOf(() => cursors.after(after || undefined));
  const untilMs = Date.now() + waitMs;
  return withFreshState(env, principal, async (state) => {
    const over = licenseInForce(state.license, Date.now());
    if (over?.kind === 'refuse') return refusedWhenConfirmed(env, principal, state, over);
    const followed = newest
      ? await newestOf({ env, principal, state, now: Date.now() }, { limit })
      : await followAndWait(env, principal, state, { from, limit, untilMs });
    if (!followed) return { kind: 'stale' };
    const { entries, place, judged, more } = followed;
    const page = { items: entries, next: cursors.to(place), more };
    return answer({ ...state, judged: { ...state.judged, items: judged } }, page);
  });
}

function positionOf(open: () => ChangePosition | undefined): ChangePosition | undefined {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problem } = error;
    const message = 'This is no cursor for the changes of this license';
    throw new Refusal({ ...problem, members: { errors: [{ path: '/after', message }] } });
  }
}

async function refusedWhenConfirmed(
  env: Env,
  principal: PartnerPrincipal,
  { object, judged }: Attempt,
  over: Parameters<typeof problemOf>[0],
): Promise<Attempted<never>> {
  const answer = await confirm(env, principal, { object, judged, value: () => null });
  if (answer.kind === 'stale') return answer;
  throw new Refusal(problemOf(over));
}

/** Null: the license has changed meanwhile. */
async function followAndWait(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { from, limit, untilMs }: { from: ChangePosition | undefined; limit: number; untilMs: number },
): Promise<Followed | null> {
  const reader = () => ({ env, principal, state, now: Date.now() });
  let sofar = await follow(reader(), from, { limit });
  while (sofar && isEmpty(sofar)) {
    const { place, judged, rows } = sofar;
    if (!(await waitForChange(env, { head: place.seq, key: principal.key, untilMs }))) break;
    const next = await follow(reader(), place, { limit, rowsMax: ROWS_JUDGED_MAX - rows });
    sofar = next && { ...next, judged: { ...judged, ...next.judged }, rows: rows + next.rows };
  }
  return sofar;
}

/** Nothing, and no reason to answer that before the time is over. */
function isEmpty({ entries, more, rows }: Followed): boolean {
  return entries.length === 0 && !more && rows < ROWS_JUDGED_MAX;
}
