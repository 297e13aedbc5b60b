/** What is behind the opaque handles that the rest of the gateway keeps: only `decide` looks inside. */
import type { LicenseeContext } from '../decide/case.ts';
import type { Policy } from '../odrl/model.ts';
import type { Channel, ComponentType } from '../terms.ts';
import type { CompiledLicense, CompiledRestriction } from '../types.ts';

/** The values that a use can take under the license, where the partner does not state them. */
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
  /** Tells compiled licenses apart, whatever they are called. */
  serial: number;
  policy: Policy;
  /** The policy was uploaded: its targets, parties and strategy are somebody else's words, and all of them count. */
  uploaded: boolean;
  universe: Universe;
  licensee: LicenseeContext;
  titles: ReadonlyMap<string, { name: string; market: string }>;
  /** Whether a title's home market counts on channels that have no territory. */
  market: boolean;
  /** IANA name: whose days the term has. */
  timeZone: string;
  /** Milliseconds, UTC: the first instant at which nothing of the license is left. */
  ends: number;
}

export interface RestrictionRecord {
  serial: number;
  /** Null: nothing to evaluate (a text that nothing could be read of, or that the desk found to restrict nothing). */
  policy: Policy | null;
  /** What another license has for itself, whatever part of an item it is applied to. */
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

/** Throws on a handle that this room did not make: a bug of the caller, never a matter of input. */
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

/** Measured on Node 24 (2026-11): heap bytes of one atomic rule with its constraints, and of one territory. */
const RULE_BYTES = 1_200;
const TERRITORY_BYTES = 64;

/** Heap bytes that a compiled license or restriction takes, roughly: for caches that are bounded in bytes. */
export function bytesOf(handle: CompiledLicense | CompiledRestriction): number {
  const license = licenses.get(handle as CompiledLicense);
  const policy = license?.policy ?? restrictions.get(handle as CompiledRestriction)?.policy;
  const rules = policy ? [...policy.permissions, ...policy.prohibitions, ...policy.obligations].length : 0;
  return RULE_BYTES * (rules + 1) + TERRITORY_BYTES * (license?.universe.territories.size ?? 0);
}
