/** What the licensing desk does to an item by itself: hold, release, kill, move an embargo. Each makes a new version. */
import { createHash } from 'node:crypto';
import type { Env } from '../platform/env.ts';
import { type Attempt, conflicting, done, faulty, missing } from '../platform/failure.ts';
import { loadArticle } from './catalogue.ts';
import { store } from './ingest.ts';
import type { ChangeType, ItemVersion, PubStatus } from './model.ts';
import { deskVersion } from './order.ts';
import { findItemId, findStored, linksOf } from './store.ts';

export interface DeskChange {
  pubStatus?: PubStatus;
  notice?: string;
  /** Item id; null takes it away. */
  substitute?: string | null;
  /** ISO 8601; null lifts the embargo. */
  embargoedUntil?: string | null;
}

/** Asking for what is so already changes nothing: a kill may be repeated until it is acknowledged. */
export async function changeItem(
  env: Env,
  id: string,
  change: DeskChange,
  now: number,
): Promise<Attempt<ItemVersion>> {
  const article = await loadArticle(env, id);
  if (!article) return missing('article');
  const { item } = article;
  if (item.pubStatus === 'canceled' && change.pubStatus !== undefined && change.pubStatus !== 'canceled')
    return conflicting(
      'The item has been killed, and a kill is final. Ingest the new story under a uri of its own.',
    );
  const { substitute } = change;
  if (substitute && (substitute === id || !(await findItemId(env.DB, substitute))))
    return faulty('/substitute', 'There is no other article with this id');

  const changed = apply(item, change);
  const stored = await findStored(env.DB, id);
  const next: ItemVersion = {
    ...changed,
    version: deskVersion(item.version, new Set(stored.versions.map(({ version }) => version))),
    versionCreated: Math.max(now, item.versionCreated + 1),
    changeType: changeTypeOf(item, changed, now),
    components: changed.components.map(({ killed: _killed, ...component }) => component),
    seq: 0,
  };
  const sourceDigest = createHash('sha256')
    .update(`desk ${JSON.stringify(change)} ${now}`)
    .digest('hex');
  await store(env, next, {
    links: await linksOf(env.DB, id),
    isNew: false,
    rights: [],
    context: { sourceDigest, now },
  });
  return done(next);
}

function apply(item: ItemVersion, change: DeskChange): ItemVersion {
  const { embargoedUntil: embargo, notice, substitute, ...rest } = item;
  const until =
    change.embargoedUntil === undefined
      ? embargo
      : change.embargoedUntil === null
        ? undefined
        : Date.parse(change.embargoedUntil);
  const instead = change.substitute === undefined ? substitute : (change.substitute ?? undefined);
  // A notice belongs to the state that it was given for.
  const kept = change.pubStatus === undefined || change.pubStatus === item.pubStatus ? notice : undefined;
  const said = change.notice ?? kept;
  return {
    ...rest,
    pubStatus: change.pubStatus ?? item.pubStatus,
    ...(until !== undefined && { embargoedUntil: until }),
    ...(said !== undefined && { notice: said }),
    ...(instead !== undefined && { substitute: instead }),
  };
}

function changeTypeOf(before: ItemVersion, after: ItemVersion, now: number): ChangeType {
  if (after.pubStatus === 'canceled') return after.type === 'picture' ? 'elimination' : 'kill';
  if (after.pubStatus === 'withheld') return 'hold';
  const lifted = (before.embargoedUntil ?? 0) > now && (after.embargoedUntil ?? 0) <= now;
  return before.pubStatus === 'withheld' || lifted ? 'release' : 'advisory';
}
