/** Events that follow from a change of the catalogue, entered in the transaction that applies it. */
import { derivedId } from '../../platform/ids.ts';
import { readLicense } from '../object-store/catalogue-state.ts';
import { isInTransit } from '../object-store/moving.ts';
import type { Change, LicenseState } from '../types.ts';
import { insertEvent } from './store.ts';
import type { EventType, LicenseEvent } from './types.ts';

/** Types of the changes of an item that holders are notified of. An update is none: it calls nothing back. */
const TYPE_OF_CHANGE: Record<string, EventType> = {
  kill: 'article.killed',
  correction: 'article.corrected',
  hold: 'article.held',
  release: 'article.released',
  elimination: 'picture.eliminated',
};

/** Of a change of an item: the licenses that have events now. `holdersOf`: licenses that an item was delivered to. */
export function enterItemEvents(
  sql: SqlStorage,
  { fence, change }: Extract<Change, { kind: 'fence' }>,
  holdersOf: (item: string) => string[],
): string[] {
  const type = change && TYPE_OF_CHANGE[change.changeType];
  if (!change || !type) return [];
  const { item: article, version, at } = change;
  // A fence on another item is that of an item which contains the article.
  const within = fence.item === article ? {} : { within: fence.item };
  return holdersOf(fence.item).filter((license) => {
    if (!readLicense(sql, license) || isInTransit(sql, license)) return false;
    const id = derivedId('evt', license, type, article, String(change.seq), at);
    return insertEvent(sql, { id, type, at, license, article, version, ...within });
  });
}

/** Of a license that is suspended or has been ended by a change: whether it has an event now. */
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
