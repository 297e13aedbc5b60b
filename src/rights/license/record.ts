/** Contents of the opaque handles that other rooms store. Only this room reads them. */
import type { LicenseeContext } from '../decide/case.ts';
import type { Policy } from '../odrl/model.ts';
import type { Channel, ComponentType } from '../terms.ts';
import type { CompiledLicense, CompiledRestriction } from '../types.ts';

/** Values that a use can take under the license if the partner does not state them. */
export interface Universe {
  actions: readonly string[];
  /** Alterations that some permission covers, as actions. */
  alterations: readonly string[];
  components: readonly ComponentType[];
  /** Title ids; empty when the partner has no titles. */
  titles: readonly string[];
  territories: ReadonlySet<string>;
  channels: readonly Channel[];
  /** Undefined: any purpose. */
  purposes?: readonly string[];
}

export interface LicenseRecord {
  /** Identifies the compiled license in cache keys. */
  serial: number;
  policy: Policy;
  /** True for an uploaded policy: its targets, parties and strategy count. */
  uploaded: boolean;
  universe: Universe;
  licensee: LicenseeContext;
  titles: ReadonlyMap<string, { name: string; market: string }>;
  /** True if a title's home market counts on channels without a territory. */
  market: boolean;
  /** IANA name of the zone in which the term's days are counted. */
  timeZone: string;
  /** First instant at which the license is over. Milliseconds, UTC. */
  ends: number;
}

export interface RestrictionRecord {
  serial: number;
  /**
   * Null: nothing to evaluate (a text of which nothing could be read, or that the desk found to restrict
   * nothing).
   */
  policy: Policy | null;
  /** True for an exclusivity of another license, also if it is applied to one component. */
  exclusivity: boolean;
}

const licenses = new WeakMap<CompiledLicense, LicenseRecord>();
const restrictions = new WeakMap<CompiledRestriction, RestrictionRecord>();

let compiledCount = 0;

export function registerLicense(
  handle: CompiledLicense,
  record: Omit<LicenseRecord, 'serial'>,
): CompiledLicense {
  compiledCount += 1;
  licenses.set(handle, { ...record, serial: compiledCount });
  return handle;
}

export function registerRestriction(
  handle: CompiledRestriction,
  record: Omit<RestrictionRecord, 'serial'>,
): CompiledRestriction {
  compiledCount += 1;
  restrictions.set(handle, { ...record, serial: compiledCount });
  return handle;
}

/**
 * Throws TypeError on a handle that this room did not create: a bug of the caller, never a matter of input.
 */
export function licenseRecord(handle: CompiledLicense): LicenseRecord {
  const record = licenses.get(handle);
  if (!record) throw new TypeError('not a license compiled by compileLicense');
  return record;
}

export function restrictionRecord(handle: CompiledRestriction): RestrictionRecord {
  const record = restrictions.get(handle);
  if (!record) throw new TypeError('not a restriction compiled by compileRestriction');
  return record;
}

/**
 * Measured on Node 24 (2026-11): heap bytes of one atomic rule with its constraints, and of one territory.
 */
const RULE_BYTES = 1_200;
const TERRITORY_BYTES = 64;

/** Estimated heap bytes of a compiled license or restriction, for caches that are bounded in bytes. */
export function bytesOf(handle: CompiledLicense | CompiledRestriction): number {
  const license = licenses.get(handle as CompiledLicense);
  const policy = license?.policy ?? restrictions.get(handle as CompiledRestriction)?.policy;
  const rules = policy ? [...policy.permissions, ...policy.prohibitions, ...policy.obligations].length : 0;
  return RULE_BYTES * (rules + 1) + TERRITORY_BYTES * (license?.universe.territories.size ?? 0);
}
