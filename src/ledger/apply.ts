/** A change of the catalogue, taken over by a ledger shard: newer versions win, revocation is final, order does not matter. */
import { NotYet } from './bugs.ts';
import { enterItemEvents, enterLicenseEvent } from './events/enter.ts';
import { termOfNewer } from './meter.ts';
import {
  raiseFence,
  readKey,
  readLicense,
  readPartner,
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
  /** Licenses that an item was delivered to. */
  holdersOf(item: string): string[];
}

/** Inside a transaction. Returns the licenses that have an event of the change now. */
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
      const stored = readPartner(sql, id);
      if (!stored || stored.version < version) writePartner(sql, id, { status, version });
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
    case 'fence':
      raiseFence(sql, change.fence, nowMs);
      return enterItemEvents(sql, change, holdersOf);
    default:
      throw notApplicable(change);
  }
}

/** A newer release tells it to an object that has not been upgraded yet, or it is another's: to take it over would be to lose it. */
export const notApplicable = (change: object): NotYet =>
  new NotYet(`a change of a kind that this release does not know: ${JSON.stringify(change)}`);

/**
 * Counts changes of the catalogue that were taken over. Revoked tokens and acts of operators are the object's own: D1 cannot lose them.
 */
export function countApplied(sql: SqlStorage, changes: Change[]): void {
  const ofCatalogue = changes.filter(({ kind }) => kind !== 'token' && kind !== 'action').length;
  raiseMeta(sql, 'told', readMeta(sql, 'told') + ofCatalogue);
}
