/**
 * The policies in play for a component under a token, and all that follows from them alone: which rules reach an act,
 * which values of a use none of them tells apart. Most items of an agency share a few dockets, so they are kept.
 */

import {
  type LicenseRecord,
  licenseRecord,
  type RestrictionRecord,
  restrictionRecord,
} from '../license/record.ts';
import { DOCKETS_KEPT_MAX } from '../limits.ts';
import { BoundedMap } from '../lru.ts';
import { coveringActions, includesAction } from '../odrl/actions.ts';
import type { Atomic, Rule } from '../odrl/model.ts';
import type { ComponentType } from '../terms.ts';
import type { CompiledLicense, CompiledRestriction, RightsDuty } from '../types.ts';
import { joinDuties } from './common.ts';
import { Dimensions } from './dimensions.ts';
import {
  type ActRules,
  type Bounds,
  type InPlay,
  isDischarged,
  type Prepared,
  preparedOf,
} from './prepared.ts';
import { message } from './templates.ts';
import type { Token } from './token.ts';

/** Created once: dockets are part of every delivery. */
const LABELS = {
  license: message('policy.license'),
  exclusivity: message('policy.exclusivity'),
  agency: message('policy.agency'),
  section: message('policy.section'),
  item: message('policy.item'),
  component: message('policy.component'),
};

/** What reaches one act, of the license and of each restriction, in their order. */
export interface ActDocket {
  license: ActRules;
  restrictions: readonly ActRules[];
  /** Whether the token reaches it. */
  inToken: boolean;
}

let created = 0;

export class Docket {
  readonly license: InPlay & { record: LicenseRecord };
  readonly restrictions: readonly InPlay[];
  readonly token: Token;
  /** Of what parts a use consists, where it does not say. */
  readonly dimensions: Dimensions;
  /** Duties that travel with the content whatever the use, and whichever rule of the license grants it. */
  readonly duties: readonly RightsDuty[];
  /** Whether it matters what a rule names as its target: then no two components are alike. */
  readonly targeted: boolean;
  /** Tells dockets apart, whatever is in them. */
  readonly serial: number;
  #times: Bounds | undefined;
  readonly #acts = new Map<string, ActDocket>();
  readonly #types = new Map<ComponentType, string>();

  constructor(license: CompiledLicense, restrictions: readonly CompiledRestriction[], token: Token) {
    created += 1;
    this.serial = created;
    const record = licenseRecord(license);
    this.license = { id: license.id, prepared: preparedOf(record.policy), label: LABELS.license, record };
    this.restrictions = restrictions.flatMap((one) => inPlay(one, restrictionRecord(one)));
    this.token = token;
    this.dimensions = new Dimensions(this);
    this.duties = dutiesOf([
      ...record.policy.obligations,
      ...this.restrictions.flatMap(({ prepared: { policy } }) => [
        ...policy.obligations,
        ...policy.permissions.flatMap(({ duties }) => duties),
      ]),
    ]);
    const named = [
      ...(record.uploaded ? [...record.policy.permissions, ...record.policy.prohibitions] : []),
      ...this.restrictions.flatMap(({ prepared: { policy } }) => policy.permissions),
    ];
    this.targeted = named.some(({ targets }) => targets !== undefined);
  }

  get policies(): Prepared[] {
    return [this.license.prepared, ...this.restrictions.map(({ prepared }) => prepared)];
  }

  /** When what some policy in play says can change: each once, instants ascending. */
  get times(): Bounds {
    if (!this.#times) {
      const bounds = this.policies.map((prepared) => prepared.bounds);
      const instants = [...new Set(bounds.flatMap((one) => one.instants))].sort((a, b) => a - b);
      this.#times = { instants, elapsed: [...new Set(bounds.flatMap(({ elapsed }) => elapsed))] };
    }
    return this.#times;
  }

  /** All tests that some policy in play makes of a left operand. */
  tests(operand: string): Atomic[] {
    return this.policies.flatMap((prepared) => prepared.tests(operand));
  }

  act(action: string): ActDocket {
    let found = this.#acts.get(action);
    if (!found) {
      found = {
        license: this.license.prepared.act(action),
        restrictions: this.restrictions.map(({ prepared }) => prepared.act(action)),
        inToken: this.token.actions?.some((wide) => includesAction(wide, action)) ?? true,
      };
      // Acts come from requests; only those of the vocabulary are kept, so the map stays bounded.
      if (coveringActions(action).length > 0) this.#acts.set(action, found);
    }
    return found;
  }

  /** Two types of component with the same sign are decided alike. */
  typeSign(type: ComponentType): string {
    let sign = this.#types.get(type);
    if (sign === undefined) {
      sign = this.dimensions.typeSign(type);
      this.#types.set(type, sign);
    }
    return sign;
  }
}

/** Duties of rules, as what is printed or owed: those that somebody else must have done are no part of it. */
export function dutiesOf(rules: readonly Rule[]): RightsDuty[] {
  // "Mandatory credit" adds nothing to "credit X": the line that is asked for by name is the one to print.
  return joinDuties(
    rules
      .filter(isDischarged)
      .map(({ action = '', text }) => ({ action, ...(text !== undefined && { text }) })),
  );
}

function inPlay({ id, scope }: CompiledRestriction, { policy, exclusivity }: RestrictionRecord): InPlay[] {
  const label = LABELS[exclusivity ? 'exclusivity' : scope.kind];
  return policy ? [{ id, prepared: preparedOf(policy), label }] : [];
}

const kept = new BoundedMap<Docket>({ entriesMax: DOCKETS_KEPT_MAX });
/** Of licenses by themselves. They live as long as their license, and most items of most agencies ask for no other. */
const unrestricted = new WeakMap<CompiledLicense, Docket>();

export function docketOf(
  license: CompiledLicense,
  restrictions: readonly CompiledRestriction[],
  token: Token,
): Docket {
  if (restrictions.length === 0 && token.key === '') {
    let found = unrestricted.get(license);
    if (!found) {
      found = new Docket(license, restrictions, token);
      unrestricted.set(license, found);
    }
    return found;
  }
  let key = `${licenseRecord(license).serial}`;
  for (const restriction of restrictions) key += ` ${restrictionRecord(restriction).serial}`;
  if (token.key !== '') key += ` ${token.key}`;
  let docket = kept.get(key);
  if (!docket) {
    docket = new Docket(license, restrictions, token);
    kept.set(key, docket);
  }
  return docket;
}
