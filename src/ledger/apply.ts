/** A change of the catalogue, taken over by a ledger shard: newer versions win, revocation is final, order does not matter. */
import { NotYet } from './bugs.ts';
import { enterItemEvents, enterLicenseEvent } from './events/enter.ts';
import { termOfNewer } from './meter.ts';
import { raiseHold } from './object-store/holds.ts';
import { raiseMeta, readMeta } from './object-store/meta.ts';
import { spend } from './object-store/spent.ts';
import {
  raiseFence,
  readKey,
  readLicense,
  readPartner,
  writeKey,
  writeLicense,
  writePartner,
} from './object-store/told.ts';
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
      const known = readLicense(sql, license.id);
      if (known && known.version >= license.version) return [];
      writeLicense(sql, { ...license, termMs: termOfNewer(known, license) });
      return enterLicenseEvent(sql, license, known, nowMs) ? [license.id] : [];
    }
    case 'key': {
      const known = readKey(sql, change.key.id);
      if (
        known?.status !== 'revoked' &&
        (!known || known.version < change.key.version || change.key.status === 'revoked')
      )
        writeKey(sql, change.key);
      return [];
    }
    case 'partner': {
      const { id, status, version } = change.partner;
      const known = readPartner(sql, id);
      if (!known || known.version < version) writePartner(sql, id, { status, version });
      return [];
    }
    case 'token':
      spend(sql, change.token);
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
      throw notTaken(change);
  }
}

/** A newer release tells it to an object that has not been upgraded yet, or it is another's: to take it over would be to lose it. */
export const notTaken = (change: object): NotYet =>
  new NotYet(`a change of a kind that this release does not know: ${JSON.stringify(change)}`);

/**
 * Counts changes of the catalogue that were taken over. Revoked tokens and acts of operators are the object's own: D1 cannot lose them.
 */
export function countTold(sql: SqlStorage, changes: Change[]): void {
  const ofCatalogue = changes.filter(({ kind }) => kind !== 'token' && kind !== 'action').length;
  raiseMeta(sql, 'told', readMeta(sql, 'told') + ofCatalogue);
}
