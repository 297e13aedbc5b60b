/**
 * The policies that apply to a component under a token, with everything derived from them alone: the rules
 * for each act, and the values of a use that no rule distinguishes. Cached, because most items of an agency
 * share a few of them.
 */

import { getOrInsert } from '../get-or-insert.ts';
import {
  type LicenseRecord,
  licenseRecord,
  type RestrictionRecord,
  restrictionRecord,
} from '../license/record.ts';
import { APPLICABLE_POLICIES_CACHED_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { coveringActions, includesAction } from '../odrl/actions.ts';
import type { Atomic, Rule } from '../odrl/model.ts';
import type { ComponentType } from '../terms.ts';
import type { CompiledLicense, CompiledRestriction, RightsDuty } from '../types.ts';
import { joinDuties } from './common.ts';
import { Dimensions } from './dimensions.ts';
import {
  type ActRules,
  type ApplicablePolicy,
  type Bounds,
  indexOf,
  isDischarged,
  type PolicyIndex,
} from './policy-index.ts';
import { message } from './templates.ts';
import type { Token } from './token.ts';

/** Created once, because every delivery uses them. */
const LABELS = {
  license: message('policy.license'),
  exclusivity: message('policy.exclusivity'),
  agency: message('policy.agency'),
  section: message('policy.section'),
  item: message('policy.item'),
  component: message('policy.component'),
};

/** Rules for one act, of the license and of each restriction, in their order. */
export interface ApplicableRules {
  license: ActRules;
  restrictions: readonly ActRules[];
  inToken: boolean;
}

let createdCount = 0;

export class ApplicablePolicies {
  readonly license: ApplicablePolicy & { record: LicenseRecord };
  readonly restrictions: readonly ApplicablePolicy[];
  readonly token: Token;
  /** Values for the parts that a use leaves open. */
  readonly dimensions: Dimensions;
  /** Duties that travel with the content whatever the use and whichever rule of the license grants it. */
  readonly duties: readonly RightsDuty[];
  /** True if some rule names targets: then no two components are equivalent. */
  readonly targeted: boolean;
  /** Identifies the object in cache keys. */
  readonly serial: number;
  #bounds: Bounds | undefined;
  readonly #rulesByAct = new Map<string, ApplicableRules>();
  readonly #typeKeys = new Map<ComponentType, string>();

  constructor(license: CompiledLicense, restrictions: readonly CompiledRestriction[], token: Token) {
    createdCount += 1;
    this.serial = createdCount;
    const record = licenseRecord(license);
    this.license = { id: license.id, index: indexOf(record.policy), label: LABELS.license, record };
    this.restrictions = restrictions.flatMap((restriction) =>
      toApplicable(restriction, restrictionRecord(restriction)),
    );
    this.token = token;
    this.dimensions = new Dimensions(this);
    this.duties = dutiesOf([
      ...record.policy.obligations,
      ...this.restrictions.flatMap(({ index: { policy } }) => [
        ...policy.obligations,
        ...policy.permissions.flatMap(({ duties }) => duties),
      ]),
    ]);
    const targetable = [
      ...(record.uploaded ? [...record.policy.permissions, ...record.policy.prohibitions] : []),
      ...this.restrictions.flatMap(({ index: { policy } }) => policy.permissions),
    ];
    this.targeted = targetable.some(({ targets }) => targets !== undefined);
  }

  get indexes(): PolicyIndex[] {
    return [this.license.index, ...this.restrictions.map(({ index: prepared }) => prepared)];
  }

  /** Instants and durations at which a policy can change its answer: distinct, instants ascending. */
  get bounds(): Bounds {
    if (!this.#bounds) {
      const bounds = this.indexes.map((index) => index.bounds);
      const instants = [...new Set(bounds.flatMap((bounds) => bounds.instants))].sort((a, b) => a - b);
      this.#bounds = { instants, elapsed: [...new Set(bounds.flatMap(({ elapsed }) => elapsed))] };
    }
    return this.#bounds;
  }

  tests(operand: string): Atomic[] {
    return this.indexes.flatMap((index) => index.tests(operand));
  }

  rulesFor(action: string): ApplicableRules {
    let rules = this.#rulesByAct.get(action);
    if (!rules) {
      rules = {
        license: this.license.index.rulesFor(action),
        restrictions: this.restrictions.map(({ index: prepared }) => prepared.rulesFor(action)),
        inToken: this.token.actions?.some((wide) => includesAction(wide, action)) ?? true,
      };
      // Acts come from requests. Only acts of the vocabulary are cached, so the map stays bounded.
      if (coveringActions(action).length > 0) this.#rulesByAct.set(action, rules);
    }
    return rules;
  }

  /** Component types with equal keys are decided alike. */
  typeKey(type: ComponentType): string {
    return getOrInsert(this.#typeKeys, type, () => this.dimensions.typeKey(type));
  }
}

/** Duties that are printed or owed. Duties that someone else must have done before are left out. */
export function dutiesOf(rules: readonly Rule[]): RightsDuty[] {
  // A credit line that is named replaces "mandatory credit" without a line.
  return joinDuties(
    rules
      .filter(isDischarged)
      .map(({ action = '', text }) => ({ action, ...(text !== undefined && { text }) })),
  );
}

function toApplicable(
  { id, scope }: CompiledRestriction,
  { policy, exclusivity }: RestrictionRecord,
): ApplicablePolicy[] {
  const label = LABELS[exclusivity ? 'exclusivity' : scope.kind];
  return policy ? [{ id, index: indexOf(policy), label }] : [];
}

const cache = new BoundedMap<ApplicablePolicies>({ entriesMax: APPLICABLE_POLICIES_CACHED_MAX });
/** For licenses without restrictions, which most items need. They live as long as the license. */
const unrestricted = new WeakMap<CompiledLicense, ApplicablePolicies>();

export function applicablePolicies(
  license: CompiledLicense,
  restrictions: readonly CompiledRestriction[],
  token: Token,
): ApplicablePolicies {
  if (restrictions.length === 0 && token.key === '') {
    return getOrInsert(unrestricted, license, () => new ApplicablePolicies(license, restrictions, token));
  }
  let key = `${licenseRecord(license).serial}`;
  for (const restriction of restrictions) key += ` ${restrictionRecord(restriction).serial}`;
  if (token.key !== '') key += ` ${token.key}`;
  return getOrInsert(cache, key, () => new ApplicablePolicies(license, restrictions, token));
}
