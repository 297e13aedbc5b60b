/**
 * View of one change for one license. The license is notified of versions that it may have, and of later
 * kills, holds and restrictions on them. Visibility depends only on the item's state at the change, never on
 * the time of the request, so no entry appears behind a reader's cursor. Only the description of the item is
 * current.
 */
import { unlessMissing } from '../../articles/missing.ts';
import type { ItemVersion } from '../../articles/model.ts';
import type { ChangeColumns, StateColumns } from '../../articles/sequence/store.ts';
import { covers } from '../../licensing/covers.ts';
import { agencyOf, type Env } from '../../platform/env.ts';
import type { PartnerPrincipal } from '../../platform/http.ts';
import { loadArticleContext } from '../decision-context.ts';
import { feedItemOf } from '../feed-item.ts';
import type { Attempt } from '../fresh-state.ts';
import { judgeRequest, type Permit, published } from '../judge.ts';
import { substituteFor } from '../substitute.ts';
import type { CachedArticle } from '../types.ts';
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
import { componentsPermittedBefore, filedAs, lastPermittedStateOf } from './past-permission.ts';

export interface Reader {
  env: Env;
  principal: PartnerPrincipal;
  state: Attempt;
  /** Milliseconds, UTC. */
  now: number;
}

export interface ChangeView {
  change: ChangeEntry;
  at: string;
  /** Article and decision for delivering the version, if it is permitted. */
  permitted?: { article: CachedArticle; permit: Permit };
  blocked?: Blocked;
}

export async function viewOf(reader: Reader, row: ChangeColumns): Promise<ChangeView | null> {
  const view = await viewNow(reader, row);
  return view && { ...view, at: row.at };
}

type ViewNow = Omit<ChangeView, 'at'> | null;

async function viewNow(reader: Reader, row: ChangeColumns): Promise<ViewNow> {
  const { env } = reader;
  const { change_type: changeType, item, version, at } = row;
  if (changeType === 'resync')
    return { change: resyncEntry({ license: item, version, at }, agencyOf(env).publicUrl) };
  // An isolate whose clock is slow must not hide a release that another isolate has already seen.
  const now = changeType === 'release' ? Math.max(reader.now, Date.parse(at)) : reader.now;
  const article = await unlessMissing(articleOf(reader, row, now));
  if (!article) return missingView(reader, row);
  return row.pub_status === 'usable'
    ? openView({ ...reader, now }, row, article)
    : stoppedView({ ...reader, now }, row, article);
}

function articleOf(
  { env }: Reader,
  { item, version, current_version, current_seq }: ChangeColumns,
  now: number,
): Promise<CachedArticle | null> {
  const versionOption = version === current_version ? {} : { version };
  return loadArticleContext(env, item, { fresh: false, atLeast: current_seq, now, ...versionOption });
}

/**
 * The content is lost. Only a kill is still reported, because it must reach everyone who could have the item.
 */
function missingView({ env }: Reader, row: ChangeColumns): ViewNow {
  if (row.pub_status !== 'canceled') return null;
  const item = { id: row.item, uri: row.uri, components: [] };
  return {
    change: bareEntry(item, changeOf(row, row), KILLED_SINCE, agencyOf(env).publicUrl),
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
  // The version's own change has reported this already: the reader read it after the event of the advisory.
  if (judgement.kind === 'permit' && row.is_already_reported === 1) return null;
  if (judgement.kind === 'permit')
    return {
      change: fullEntry(env, row, item, {
        permit: judgement,
        withdrawn: await withdrawnOf(reader, row, article, judgement),
      }),
      permitted: { article, permit: judgement },
    };
  if (judgement.kind === 'uncovered' || !(await lastPermittedState(reader, row, article))) return null;
  const { notice, blocked } = blockedBy('usable', item, judgement);
  return { change: bareEntry(item, changeOf(row, row), notice, agencyOf(env).publicUrl), blocked };
}

/**
 * A kill or hold reaches every license that could have had the item, even if the item is filed elsewhere now.
 */
async function stoppedView(reader: Reader, row: ChangeColumns, article: CachedArticle): Promise<ViewNow> {
  const { env, principal, state, now } = reader;
  const { item } = article.snapshot;
  const lastPermitted = await lastPermittedState(reader, row, article);
  if (!lastPermitted) return null;
  const covered = state.license.bundle.products.some(({ selection }) => covers(selection, filedAs(row), now));
  const { notice, blocked } = blockedBy(row.pub_status, item, published(article));
  const entry = bareEntry(
    item,
    changeOf(row, covered ? row : lastPermitted),
    notice,
    agencyOf(env).publicUrl,
  );
  const substitute =
    row.pub_status === 'canceled' ? await substituteFor(env, principal, state, item, now) : undefined;
  return { change: { ...entry, ...(substitute && { substitute }) }, blocked };
}

/** Reads the earlier states only if a component that the license grants is withheld. */
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
  const available = await componentsPermittedBefore(env.DB, reader, snapshot, { seq, components });
  return snapshot.item.components.flatMap(({ id, type }): WithdrawnPart[] => {
    const part = withheld.find(({ component }) => component === id);
    return part && available.has(id) ? [{ id, type, code: part.code }] : [];
  });
}

function fullEntry(
  env: Env,
  row: ChangeColumns,
  item: ItemVersion,
  { permit, withdrawn }: { permit: Permit; withdrawn: WithdrawnPart[] },
): ChangeEntry {
  const { changeType, version, type, sections } = changeOf(row, row);
  const notice = noticeOfParts(permit, withdrawn);
  return {
    ...feedItemOf(item, permit, agencyOf(env).publicUrl),
    changeType,
    version,
    type,
    sections,
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

function lastPermittedState(
  { env, principal, state }: Reader,
  { seq }: ChangeColumns,
  { snapshot }: CachedArticle,
) {
  const reader = { license: state.license, entitlement: principal.entitlement };
  return lastPermittedStateOf(env.DB, reader, snapshot, seq);
}
