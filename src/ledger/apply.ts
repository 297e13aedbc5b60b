/** A change of the catalogue, taken over by an object: newer versions win, revocation is final, order does not matter. */
import { NotYet } from './bugs.ts';
import { termOfNewer } from './meter.ts';
import { raiseHold } from './object-store/holds.ts';
import { raiseMeta } from './object-store/meta.ts';
import { dropSessionsUnlike } from './object-store/sessions.ts';
import { spend } from './object-store/spent.ts';
import {
  raiseFence,
  readKey,
  readLicense,
  readOperator,
  readPartner,
  writeKey,
  writeLicense,
  writeOperator,
  writePartner,
} from './object-store/told.ts';
import type { Change } from './types.ts';

export function applyChange(
  sql: SqlStorage,
  change: Exclude<Change, { kind: 'action' }>,
  nowMs: number,
): void {
  switch (change.kind) {
    case 'license': {
      const { license } = change;
      const known = readLicense(sql, license.id);
      if (!known || known.version < license.version)
        writeLicense(sql, { ...license, termMs: termOfNewer(known, license) });
      return;
    }
    case 'key': {
      const known = readKey(sql, change.key.id);
      if (
        known?.status !== 'revoked' &&
        (!known || known.version < change.key.version || change.key.status === 'revoked')
      )
        writeKey(sql, change.key);
      return;
    }
    case 'partner': {
      const { id, status, version } = change.partner;
      const known = readPartner(sql, id);
      if (!known || known.version < version) writePartner(sql, id, { status, version });
      return;
    }
    case 'operator': {
      const known = readOperator(sql, change.operator.id);
      if (!known || (known.status !== 'revoked' && known.version < change.operator.version)) {
        writeOperator(sql, change.operator);
        // For good: who is let in again signs in again.
        dropSessionsUnlike(sql, change.operator);
      }
      return;
    }
    case 'token':
      spend(sql, change.token);
      return;
    case 'epoch':
      raiseMeta(sql, 'epoch', change.epoch);
      return;
    case 'hold':
      raiseHold(sql, change.hold);
      return;
    case 'fence':
      raiseFence(sql, change.fence, nowMs);
      return;
    default:
      // A newer release tells it to an object that has not been upgraded yet: to take it over would be to lose it.
      throw new NotYet(
        `a change of a kind that this release does not know: ${JSON.stringify(change satisfies never)}`,
      );
  }
}
