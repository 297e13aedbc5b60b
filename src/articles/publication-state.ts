/** The state of a delivered version: current, updated, corrected, held or killed. */
import type { Env } from '../platform/env.ts';
import { loadArticle } from './catalogue.ts';
import { unlessMissing } from './missing.ts';
import type { Component, PublicationState } from './model.ts';
import { type StateColumns, stateStatements } from './read-store.ts';

interface Change {
  version: string;
  change_type: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Returns the state of a version. `now`: milliseconds, UTC. */
export async function publicationState(
  env: Env,
  { item, version }: { item: string; version: string },
  now: number,
): Promise<PublicationState> {
  const asOf = new Date(now).toISOString();
  const [current, changed] = await env.DB.batch(stateStatements(env.DB, item));
  const row = current?.results[0] as StateColumns | undefined;
  if (!row) return { state: 'unknown', asOf };
  // Newest first.
  const changes = (changed?.results ?? []) as unknown as Change[];
  if (row.pub_status === 'usable')
    return { ...usableState(row, changes, { version, now }), asOf, version: row.version };
  const types = row.pub_status === 'canceled' ? KILLS : ['hold'];
  const since = changes.find(({ change_type }) => types.includes(change_type))?.at;
  const article = await unlessMissing(loadArticle(env, item));
  const { notice, substitute } = article?.item ?? {};
  return {
    state: row.pub_status === 'canceled' ? 'killed' : 'held',
    asOf,
    ...(since !== undefined && { since }),
    version: row.version,
    ...(notice !== undefined && { notice }),
    ...(substitute !== undefined && { substitute }),
  };
}

/**
 * Adds the delivered components that are killed or held themselves, such as a photograph. If nothing else was
 * delivered, their state is the state of the delivery. `shown`: ids of delivered components that must all be
 * usable.
 */
export function withWithdrawn(
  published: PublicationState,
  delivered: readonly Pick<Component, 'id' | 'stopped'>[],
  shown: readonly string[] = [],
): PublicationState {
  const stopped = delivered.filter((component) => component.stopped);
  if (stopped.length === 0 || published.state === 'killed' || published.state === 'held') return published;
  const withdrawn = stopped.map(({ id }) => id);
  const isShown = stopped.some(({ id }) => shown.includes(id));
  if (!isShown && stopped.length < delivered.length) return { ...published, withdrawn };
  const components = isShown ? stopped.filter(({ id }) => shown.includes(id)) : stopped;
  const isHeld = components.some((component) => component.stopped === 'held');
  // `since` and `until` are the article's; the components were withdrawn at another time.
  const { since: _since, until: _until, ...article } = published;
  return { ...article, state: isHeld ? 'held' : 'killed', withdrawn };
}

const KILLS = ['kill', 'elimination'];

function usableState(
  { embargoed_until_ms: until, version: currentVersion }: StateColumns,
  changes: readonly Change[],
  { version, now }: { version: string; now: number },
): Pick<PublicationState, 'state' | 'since' | 'until'> {
  if (until !== null && until > now) return { state: 'embargoed', until: new Date(until).toISOString() };
  if (currentVersion === version) return { state: 'current' };
  const published = changes.findIndex((change) => change.version === version);
  const later = published < 0 ? changes : changes.slice(0, published);
  const correction = later.find(({ change_type }) => change_type === 'correction');
  const since = (correction ?? later.at(-1))?.at;
  return { state: correction ? 'corrected' : 'updated', ...(since !== undefined && { since }) };
}
