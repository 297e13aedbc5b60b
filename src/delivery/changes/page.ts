/**
 * Changes that concern a license: all of them in ascending order, each once, or only the latest. A reader
 * continues from the cursor of its last page. One check call to the ledger confirms the whole page, after any
 * waiting.
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
  /** `next` of the previous page. Absent or empty: from the beginning. */
  after?: string | undefined;
  limit: number;
  waitMs?: number;
  /** Returns the last change of each item instead, newest first, and ignores `after` and `waitMs`. */
  newest?: boolean;
}

export interface ChangesPage {
  items: ChangeEntry[];
  next: string;
  more: boolean;
}

export interface ChangeViewPage extends Omit<ChangesPage, 'items'> {
  items: ChangeView[];
}

export async function changesPage(
  env: Env,
  principal: PartnerPrincipal,
  query: ChangesQuery,
): Promise<ChangesPage> {
  return changesPageWith(env, principal, query, (state, { items, ...page }) => {
    const value = { items: items.map(({ change }) => change), ...page };
    return confirm(env, principal, { ...state, value: () => value });
  });
}

/**
 * `answer` makes the one call to the ledger that confirms the page; `judged` in its state lists everything
 * the page depends on.
 */
export async function changesPageWith<T>(
  env: Env,
  principal: PartnerPrincipal,
  { after, limit, waitMs = 0, newest = false }: ChangesQuery,
  answer: (state: Attempt, page: ChangeViewPage) => Promise<Attempted<T>>,
): Promise<T> {
  const cursors = cursorsOf(env, { list: 'changes', reader: principal.license, filter: {} }, positionSchema);
  // A follower without a cursor may send an empty one.
  const from = positionOf(() => cursors.after(after || undefined));
  const untilMs = Date.now() + waitMs;
  return withFreshState(env, principal, async (state) => {
    const over = licenseInForce(state.license, Date.now());
    if (over?.kind === 'refuse') return refusedWhenConfirmed(env, principal, state, over);
    const followed = newest
      ? await newestOf({ env, principal, state, now: Date.now() }, { limit })
      : await followAndWait(env, principal, state, { from, limit, untilMs });
    if (!followed) return { kind: 'stale' };
    const { entries, position, judged, more } = followed;
    const page = { items: entries, next: cursors.to(position), more };
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

/** Null: the license has changed in the meantime. */
async function followAndWait(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { from, limit, untilMs }: { from: ChangePosition | undefined; limit: number; untilMs: number },
): Promise<Followed | null> {
  const reader = () => ({ env, principal, state, now: Date.now() });
  let followed = await follow(reader(), from, { limit });
  while (followed && isEmpty(followed)) {
    const { position, judged, rows } = followed;
    if (!(await waitForChange(env, { head: position.seq, key: principal.key, untilMs }))) break;
    const next = await follow(reader(), position, { limit, rowsMax: ROWS_JUDGED_MAX - rows });
    followed = next && { ...next, judged: { ...judged, ...next.judged }, rows: rows + next.rows };
  }
  return followed;
}

/** An empty page that need not be returned before the time is over. */
function isEmpty({ entries, more, rows }: Followed): boolean {
  return entries.length === 0 && !more && rows < ROWS_JUDGED_MAX;
}
