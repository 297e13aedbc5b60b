/** Prefixed ids: the prefix tells readers of a log and the type checker what an id identifies. */
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
  | 'evt'
  | 'whk'
  | 'alr'
  | 'req';

/** Creates an id, sortable by creation time (UUIDv7, RFC 9562), as `<prefix>_<32 hex digits>`. */
export function newId<P extends IdPrefix>(prefix: P): `${P}_${string}` {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

/** Prefixes of derived ids, one in sixteen of which looks like one with a time. */
const DERIVED = ['itm', 'cmp', 'opr', 'fnd', 'evt', 'rcl'] as const;

/**
 * Creation time of an id of `newId`, in milliseconds, UTC. Null for any other text, and for prefixes that
 * derived ids have too.
 */
export function timeOfId(id: string): number | null {
  const [, prefix, digits] = /^([a-z]{3})_([0-9a-f]{12})7[0-9a-f]{19}$/.exec(id) ?? [];
  return digits === undefined || DERIVED.some((each) => each === prefix) ? null : Number.parseInt(digits, 16);
}

/**
 * Derives an id deterministically: `itm_` from an item's uri, `cmp_` from item and component name, `opr_`
 * from an operator's issuer and subject at the identity provider, `fnd_` from the subject of a reconciliation
 * finding, `evt_` from a license and the change that it is notified of, `rcl_` from that change alone.
 */
export function derivedId<P extends (typeof DERIVED)[number]>(
  prefix: P,
  ...names: string[]
): `${P}_${string}` {
  const digest = createHash('sha256')
    .update(JSON.stringify([prefix, ...names]))
    .digest('hex');
  return `${prefix}_${digest.slice(0, 32)}`;
}

/**
 * Creates a random id that reveals nothing, not even its time, for readers who must not trace it. (UUIDv7s of
 * the same millisecond would reveal that two ids belong together.)
 */
export function opaqueId<P extends 'exc'>(prefix: P): `${P}_${string}` {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}
