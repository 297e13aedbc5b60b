/** Prefixed ids: a reader of a log knows what an id names, and the type checker keeps them apart. */
import { createHash, randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

export type IdPrefix =
  | 'par'
  | 'prd'
  | 'lic'
  | 'key'
  | 'opr'
  | 'act'
  | 'rst'
  | 'phr'
  | 'stm'
  | 'hld'
  | 'dlv'
  | 'rfs'
  | 'tok'
  | 'alr'
  | 'req';

/** A new id, sortable by creation time (UUIDv7, RFC 9562), as `<prefix>_<32 hex digits>`. */
export function newId<P extends IdPrefix>(prefix: P): `${P}_${string}` {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

/** When an id of `newId` was made, milliseconds UTC. Null: it is none. */
export function timeOfId(id: string): number | null {
  const digits = /^[a-z]{3}_([0-9a-f]{12})7[0-9a-f]{19}$/.exec(id)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}

/**
 * An id that is always the same for the same name: `itm_` from an item's uri, `cmp_` from item and component name, `opr_` from
 * issuer and subject of who signs in with an identity provider, `fnd_` from what a finding of reconciliation is about.
 */
export function derivedId<P extends 'itm' | 'cmp' | 'opr' | 'fnd'>(
  prefix: P,
  ...names: string[]
): `${P}_${string}` {
  const digest = createHash('sha256')
    .update(JSON.stringify([prefix, ...names]))
    .digest('hex');
  return `${prefix}_${digest.slice(0, 32)}`;
}

/**
 * An id that tells nothing, not even when it was made: for what others meet and must not trace back. (A UUIDv7 of the same
 * millisecond as another id would give away that the two belong together.)
 */
export function opaqueId<P extends 'exc'>(prefix: P): `${P}_${string}` {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}
