/** Creates events for catalogue changes, in the transaction that applies them. */
import { derivedId } from '../../platform/ids.ts';
import { readLicense } from '../object-store/catalogue-state.ts';
import { isInTransit } from '../object-store/moving.ts';
import type { Change, LicenseState } from '../types.ts';
import { writeEndpoint } from './endpoints.ts';
import { dueAtOf, recallIdOf } from './recall.ts';
import { insertEvent } from './store.ts';
import { subscribersTo } from './subscriptions.ts';
import { type EndpointState, type EventType, type LicenseEvent, OPT_IN_TYPES } from './types.ts';

/** Item changes that holders are notified of. */
const TYPE_OF_CHANGE: Record<string, EventType> = {
  kill: 'article.killed',
  correction: 'article.corrected',
  hold: 'article.held',
  release: 'article.released',
  lift: 'embargo.lifted',
  update: 'article.updated',
  elimination: 'picture.eliminated',
};

/**
 * Events of an item change. Returns the licenses with a new event. `holdersOf`: licenses that received an
 * item.
 */
export function enterItemEvents(
  sql: SqlStorage,
  { fence, change }: Extract<Change, { kind: 'fence' }>,
  holdersOf: (item: string) => string[],
): string[] {
  const type = change && TYPE_OF_CHANGE[change.changeType];
  if (!change || !type) return [];
  const subscribers = OPT_IN_TYPES.includes(type) ? subscribersTo(sql, type) : null;
  if (subscribers?.size === 0) return [];
  const { item: article, version, at, notice } = change;
  const recall = recallIdOf(change);
  // If the fence is on another item, that item contains the article.
  const within = fence.item === article ? undefined : fence.item;
  const event = {
    type,
    at,
    article,
    version,
    ...(within !== undefined && { within }),
    ...(recall !== undefined && { recall }),
    ...(notice !== undefined && { notice }),
  };
  return holdersOf(fence.item).filter((license) => {
    const state = readLicense(sql, license);
    if (!state || isInTransit(sql, license) || subscribers?.has(license) === false) return false;
    const dueAt = dueAtOf(change, state.recall);
    const id = derivedId('evt', license, type, article, String(change.seq), at);
    return insertEvent(sql, { id, license, ...event, ...(dueAt !== undefined && { dueAt }) });
  });
}

/** Event of a license that a change suspends or ends. Returns whether it was created. */
export function enterLicenseEvent(
  sql: SqlStorage,
  { id: license, status, version }: LicenseState,
  previous: LicenseState | null,
  nowMs: number,
): boolean {
  if (!previous || previous.status === status || status === 'active') return false;
  const type: EventType = status === 'suspended' ? 'license.suspended' : 'license.ended';
  const event: LicenseEvent = {
    id: derivedId('evt', license, type, String(version)),
    type,
    at: new Date(nowMs).toISOString(),
    license,
  };
  return insertEvent(sql, event);
}

/**
 * Stores a change of an endpoint. Returns whether its license has an event now: the gateway has disabled it.
 */
export function enterEndpointEvent(sql: SqlStorage, endpoint: EndpointState): boolean {
  const { id, license, version, reason, at } = endpoint;
  if (!writeEndpoint(sql, endpoint) || !reason) return false;
  return insertEvent(sql, {
    id: derivedId('evt', license, 'endpoint.disabled', id, String(version)),
    type: 'endpoint.disabled',
    at,
    license,
    endpoint: id,
    reason,
  });
}
