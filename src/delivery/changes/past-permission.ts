/**
 * Decides whether a license could have had an item at an earlier time: under its current terms, with the
 * item's state and restrictions of that time. Such a license is notified of the item's later changes, even if
 * it may no longer have the item.
 */
import type { ArticleSnapshot } from '../../articles/catalogue.ts';
import { openStatesStatement, type StateColumns } from '../../articles/sequence/store.ts';
import { restrictionsAsOf } from '../../restrictions/as-of.ts';
import { type PastColumns, pastRestrictionsStatement } from '../../restrictions/store.ts';
import type { Entitlement } from '../../rights/types.ts';
import { toArticleContext } from '../decision-context.ts';
import { type Judgement, judgeRequest } from '../judge.ts';
import type { LicenseContext } from '../types.ts';
import { OPEN_STATES_MAX } from './limits.ts';

interface Reader {
  license: LicenseContext;
  entitlement: Entitlement;
}

/** Returns the latest permitted state up to and including the change `seq`, or null. */
export async function lastPermittedStateOf(
  db: D1Database,
  reader: Reader,
  snapshot: ArticleSnapshot,
  seq: number,
): Promise<StateColumns | null> {
  const { states, judgedIn } = await openStatesOf(db, reader, snapshot, seq);
  return states.find((state) => judgedIn(state).kind === 'permit') ?? null;
}

/**
 * Returns those of `components` that the license could have had in some state up to and including the change
 * `seq`.
 */
export async function componentsPermittedBefore(
  db: D1Database,
  reader: Reader,
  snapshot: ArticleSnapshot,
  { seq, components }: { seq: number; components: readonly string[] },
): Promise<Set<string>> {
  const { states, judgedIn } = await openStatesOf(db, reader, snapshot, seq);
  const permitted = new Set<string>();
  for (const state of states) {
    if (components.every((id) => permitted.has(id))) break;
    const judgement = judgedIn(state);
    if (judgement.kind !== 'permit') continue;
    for (const { id } of judgement.components) if (components.includes(id)) permitted.add(id);
  }
  return permitted;
}

/**
 * Returns the states in which the item was open, latest first, and a function that judges the license in
 * each.
 */
async function openStatesOf(
  db: D1Database,
  { license, entitlement }: Reader,
  snapshot: ArticleSnapshot,
  seq: number,
): Promise<{ states: StateColumns[]; judgedIn: (state: StateColumns) => Judgement }> {
  const { bundle } = license;
  const item = snapshot.item.id;
  const advance = bundle.license.terms.advance === true;
  const ids = snapshot.restrictions.map(({ id }) => id);
  const [open, past] = await db.batch([
    openStatesStatement(db, { item, seq, advance, limit: OPEN_STATES_MAX }),
    pastRestrictionsStatement(db, [item], ids),
  ]);
  const states = (open?.results ?? []) as StateColumns[];
  const versions = (past?.results ?? []) as PastColumns[];
  const judgedIn = (state: StateColumns) => {
    const restrictions = restrictionsAsOf(snapshot.restrictions, versions, state.at);
    const article = toArticleContext({ ...reopened(snapshot, state), restrictions });
    // An item older than the license was available from the start of the license.
    const now = Math.max(Date.parse(state.at), bundle.startsMs);
    return judgeRequest(license, article, { entitlement, use: {}, now });
  };
  return { states, judgedIn };
}

/**
 * The item opened and filed as in the state, without embargoes and stops: the caller asks because these
 * stopped it.
 */
function reopened(snapshot: ArticleSnapshot, state: StateColumns): ArticleSnapshot {
  const { embargoedUntil: _embargo, language: _language, ...item } = snapshot.item;
  return {
    ...snapshot,
    item: {
      ...item,
      pubStatus: 'usable',
      ...filedAs(state),
      ...(state.language !== null && { language: state.language }),
      components: item.components.map(({ stopped: _stopped, embargoedUntil: _own, ...part }) => part),
    },
  };
}

/** The fields that products select items by, as of a change. */
export function filedAs({ type, sections, subjects, language, version_created_ms }: StateColumns) {
  return {
    type,
    sections: JSON.parse(sections) as string[],
    subjects: JSON.parse(subjects) as string[],
    ...(language !== null && { language }),
    versionCreated: version_created_ms,
  };
}
