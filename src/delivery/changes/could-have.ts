/**
 * Whether a license could have had an item before: under its own terms, from what the item was like then and what restricted it
 * then. Whoever could is told what became of it, even if it may not have the item any more.
 */
import type { ArticleSnapshot } from '../../articles/catalogue.ts';
import { openStatesStatement, type StateColumns } from '../../articles/sequence/store.ts';
import { restrictionsAsOf } from '../../restrictions/as-of.ts';
import { type PastColumns, pastRestrictionsStatement } from '../../restrictions/store.ts';
import type { Entitlement } from '../../rights/types.ts';
import { type LicenseContext, toArticleContext } from '../decision-context.ts';
import { type Judgement, judgeRequest } from '../judge.ts';
import { OPEN_STATES_MAX } from './limits.ts';

interface Reader {
  license: LicenseContext;
  entitlement: Entitlement;
}

/** The latest state, up to and with the change `seq`, in which it could; null: it never could. */
export async function couldHaveHad(
  db: D1Database,
  reader: Reader,
  snapshot: ArticleSnapshot,
  seq: number,
): Promise<StateColumns | null> {
  const { states, judgedIn } = await openStatesOf(db, reader, snapshot, seq);
  return states.find((state) => judgedIn(state).kind === 'permit') ?? null;
}

/** Those of `components` that the license could have had in some state up to and with the change `seq`. */
export async function couldHaveHadParts(
  db: D1Database,
  reader: Reader,
  snapshot: ArticleSnapshot,
  { seq, components }: { seq: number; components: readonly string[] },
): Promise<Set<string>> {
  const { states, judgedIn } = await openStatesOf(db, reader, snapshot, seq);
  const had = new Set<string>();
  for (const state of states) {
    if (components.every((id) => had.has(id))) break;
    const judgement = judgedIn(state);
    if (judgement.kind !== 'permit') continue;
    for (const { id } of judgement.components) if (components.includes(id)) had.add(id);
  }
  return had;
}

/** The states in which the item was open, the latest first, and how the license was judged in each. */
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
    const article = toArticleContext({ ...asItWas(snapshot, state), restrictions });
    // What was there before the license began could be had from then on.
    const now = Math.max(Date.parse(state.at), bundle.startsMs);
    return judgeRequest(license, article, { entitlement, use: {}, now });
  };
  return { states, judgedIn };
}

/** Open, filed as it was then, and with its parts: what has stopped them is why somebody asks. */
function asItWas(snapshot: ArticleSnapshot, state: StateColumns): ArticleSnapshot {
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

/** What products select an item by, as it was with a change. */
export function filedAs({ type, sections, subjects, language, version_created_ms }: StateColumns) {
  return {
    type,
    sections: JSON.parse(sections) as string[],
    subjects: JSON.parse(subjects) as string[],
    ...(language !== null && { language }),
    versionCreated: version_created_ms,
  };
}
