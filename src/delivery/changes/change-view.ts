/**
 * What one change says to one license. It is told of what it may have, and of what became of that: a kill, a hold, a restriction.
 * Whether it is told does not depend on when it asks: that is settled by what the item was like with the change, so that nothing
 * turns up behind a reader. Only what is said of the item is of now.
 */
import { unlessMissing } from '../../articles/missing.ts';
import type { ItemVersion } from '../../articles/model.ts';
import type { ChangeColumns, StateColumns } from '../../articles/sequence/store.ts';
import { covers } from '../../licensing/covers.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { type CachedArticle, loadArticleContext } from '../decision-context.ts';
import { feedItemOf } from '../feed-item.ts';
import type { Attempt } from '../fresh-state.ts';
import { judgeRequest, type Permit, published } from '../judge.ts';
import { substituteFor } from '../substitute.ts';
import { couldHaveHad, couldHaveHadParts, filedAs } from './could-have.ts';
import {
  type Blocked,
  bareEntry,
  blockedBy,
  type ChangeEntry,
  KILLED_SINCE,
  mayBeWithdrawn,
  noticeOfParts,
  resyncEntry,
  type WithdrawnPart,
} from './entry.ts';

export interface Reader {
  env: Env;
  principal: PartnerPrincipal;
  state: Attempt;
  /** Milliseconds, UTC. */
  now: number;
}

export interface ChangeView {
  shown: ChangeEntry;
  /** When it happened, ISO 8601 UTC. */
  at: string;
  /** What the version's delivery would be judged on, where it may be had. */
  had?: { article: CachedArticle; permit: Permit };
  /** Of an item, where the version may not be had. */
  blocked?: Blocked;
}

/** Null: it is not for this license. */
export async function viewOf(reader: Reader, row: ChangeColumns): Promise<ChangeView | null> {
  const view = await viewNow(reader, row);
  return view && { ...view, at: row.at };
}

type ViewNow = Omit<ChangeView, 'at'> | null;

async function viewNow(reader: Reader, row: ChangeColumns): Promise<ViewNow> {
  const { env } = reader;
  const { change_type: changeType, item, version, at } = row;
  if (changeType === 'resync')
    return { shown: resyncEntry({ license: item, version, at }, agencyOf(env).publicUrl) };
  // An isolate whose clock is behind must not hold back what another one has seen lift.
  const now = changeType === 'release' ? Math.max(reader.now, Date.parse(at)) : reader.now;
  const article = await unlessMissing(articleOf(reader, row, now));
  if (!article) return missingView(reader, row);
  return row.pub_status === 'usable'
    ? openView({ ...reader, now }, row, article)
    : stoppedView({ ...reader, now }, row, article);
}

/** The version of the change, in the item's current state. */
function articleOf(
  { env }: Reader,
  { item, version, current_version, current_seq }: ChangeColumns,
  now: number,
): Promise<CachedArticle | null> {
  const asked = version === current_version ? {} : { version };
  return loadArticleContext(env, item, { fresh: false, atLeast: current_seq, now, ...asked });
}

/** Of what is lost nothing can be told, but that it was killed: this has to reach whoever the item was for. */
function missingView({ env }: Reader, row: ChangeColumns): ViewNow {
  if (row.pub_status !== 'canceled') return null;
  const item = { id: row.item, uri: row.uri, components: [] };
  return {
    shown: bareEntry(item, changeOf(row, row), KILLED_SINCE, agencyOf(env).publicUrl),
    blocked: { standing: 'killed', reason: KILLED_SINCE },
  };
}

async function openView(reader: Reader, row: ChangeColumns, article: CachedArticle): Promise<ViewNow> {
  const { env, principal, state, now } = reader;
  const { item } = article.snapshot;
  const filed = filedAs(row);
  const { products } = state.license.bundle;
  if (!products.some(({ selection }) => covers(selection, filed, now))) return null;
  const judgement = judgeRequest(state.license, article, {
    entitlement: principal.entitlement,
    use: {},
    now,
  });
  // The version's own change has said all this already: it was read after what the advisory is about.
  if (judgement.kind === 'permit' && row.again === 1) return null;
  if (judgement.kind === 'permit')
    return {
      shown: whole(env, row, item, {
        permit: judgement,
        withdrawn: await withdrawnOf(reader, row, article, judgement),
      }),
      had: { article, permit: judgement },
    };
  if (judgement.kind === 'uncovered' || !(await hadUpTo(reader, row, article))) return null;
  const { notice, blocked } = blockedBy('usable', item, judgement);
  return { shown: bareEntry(item, changeOf(row, row), notice, agencyOf(env).publicUrl), blocked };
}

/** A kill or a hold concerns whoever could have had the item, wherever it is filed by now. */
async function stoppedView(reader: Reader, row: ChangeColumns, article: CachedArticle): Promise<ViewNow> {
  const { env, principal, state, now } = reader;
  const { item } = article.snapshot;
  const had = await hadUpTo(reader, row, article);
  if (!had) return null;
  const covered = state.license.bundle.products.some(({ selection }) => covers(selection, filedAs(row), now));
  const { notice, blocked } = blockedBy(row.pub_status, item, published(article));
  const entry = bareEntry(item, changeOf(row, covered ? row : had), notice, agencyOf(env).publicUrl);
  const substitute =
    row.pub_status === 'canceled' ? await substituteFor(env, principal, state, item, now) : undefined;
  return { shown: { ...entry, ...(substitute && { substitute }) }, blocked };
}

/** Reads the earlier states only where a part that the license grants is withheld. */
async function withdrawnOf(
  { env, principal, state }: Reader,
  { seq }: ChangeColumns,
  { snapshot }: CachedArticle,
  permit: Permit,
): Promise<WithdrawnPart[]> {
  const withheld = mayBeWithdrawn(permit);
  if (withheld.length === 0) return [];
  const reader = { license: state.license, entitlement: principal.entitlement };
  const components = withheld.map(({ component }) => component);
  const had = await couldHaveHadParts(env.DB, reader, snapshot, { seq, components });
  return snapshot.item.components.flatMap(({ id, type }): WithdrawnPart[] => {
    const part = withheld.find(({ component }) => component === id);
    return part && had.has(id) ? [{ id, type, code: part.code }] : [];
  });
}

function whole(
  env: Env,
  row: ChangeColumns,
  item: ItemVersion,
  { permit, withdrawn }: { permit: Permit; withdrawn: WithdrawnPart[] },
): ChangeEntry {
  const { changeType, version, type, sections } = changeOf(row, row);
  const notice = noticeOfParts(permit, withdrawn);
  return {
    ...feedItemOf(item, permit, agencyOf(env).publicUrl),
    ...{ changeType, version, type, sections },
    ...(notice !== undefined && { notice }),
    ...(withdrawn.length > 0 && { withdrawn }),
  };
}

function changeOf({ change_type, version, version_created_ms }: ChangeColumns, filed: StateColumns) {
  return {
    changeType: change_type,
    version,
    type: filed.type,
    sections: JSON.parse(filed.sections) as string[],
    versionCreated: version_created_ms,
  };
}

function hadUpTo({ env, principal, state }: Reader, { seq }: ChangeColumns, { snapshot }: CachedArticle) {
  const reader = { license: state.license, entitlement: principal.entitlement };
  return couldHaveHad(env.DB, reader, snapshot, seq);
}
