/**
 * Applies catalogue changes to a ledger shard: newer versions win, revocation is final, order does not
 * matter.
 */
import { RetryLater } from './bugs.ts';
import { enterEndpointEvent, enterItemEvents, enterLicenseEvent } from './events/enter.ts';
import { insertEvent } from './events/store.ts';
import { termOfNewer } from './meter.ts';
import {
  raiseFence,
  readKey,
  readLicense,
  writeKey,
  writeLicense,
  writePartner,
} from './object-store/catalogue-state.ts';
import { raiseHold } from './object-store/holds.ts';
import { raiseMeta, readMeta } from './object-store/meta.ts';
import { markUsed } from './object-store/replay-guard.ts';
import type { Change } from './types.ts';

interface Applying {
  /** Milliseconds, UTC. */
  nowMs: number;
  /** Licenses that have received an item. */
  holdersOf(item: string): string[];
}

/** Runs inside a transaction. Returns the licenses that now have an event of the change. */
export function applyChange(sql: SqlStorage, change: Change, { nowMs, holdersOf }: Applying): string[] {
  switch (change.kind) {
    case 'license': {
      const { license } = change;
      const stored = readLicense(sql, license.id);
      if (stored && stored.version >= license.version) return [];
      writeLicense(sql, { ...license, termMs: termOfNewer(stored, license) });
      return enterLicenseEvent(sql, license, stored, nowMs) ? [license.id] : [];
    }
    case 'key': {
      const stored = readKey(sql, change.key.id);
      if (
        stored?.status !== 'revoked' &&
        (!stored || stored.version < change.key.version || change.key.status === 'revoked')
      )
        writeKey(sql, change.key);
      return [];
    }
    case 'partner': {
      const { id, status, version } = change.partner;
      writePartner(sql, id, { status, version });
      return [];
    }
    case 'token':
      markUsed(sql, change.token);
      return [];
    case 'epoch':
      raiseMeta(sql, 'epoch', change.epoch);
      return [];
    case 'hold':
      raiseHold(sql, change.hold);
      return [];
    case 'endpoint':
      return enterEndpointEvent(sql, change.endpoint) ? [change.endpoint.license] : [];
    case 'event':
      return readLicense(sql, change.event.license) && insertEvent(sql, change.event)
        ? [change.event.license]
        : [];
    case 'fence':
      raiseFence(sql, change.fence, nowMs);
      return enterItemEvents(sql, change, holdersOf);
    default:
      throw notApplicable(change);
  }
}

/** The change comes from a newer release, or is for another class of objects. Applying it would lose it. */
export const notApplicable = (change: object): RetryLater =>
  new RetryLater(`a change of a kind that this release does not know: ${JSON.stringify(change)}`);

/** Kinds that no license depends on, or that are stored in the object, so that D1 cannot lose them. */
const UNCOUNTED: Change['kind'][] = ['token', 'action', 'endpoint', 'event'];

/** Counts applied catalogue changes. */
export function countApplied(sql: SqlStorage, changes: Change[]): void {
  const ofCatalogue = changes.filter(({ kind }) => !UNCOUNTED.includes(kind)).length;
  raiseMeta(sql, 'applied_changes', readMeta(sql, 'applied_changes') + ofCatalogue);
}
