/**
 * The parts of a use as equivalence classes: values that no rule in play tells apart are judged once. Two hundred
 * territories of which one is out are two cases.
 */
import { coveringActions, heldByEmbargo } from '../odrl/actions.ts';
import type { Atomic } from '../odrl/model.ts';
import { evaluateConstraint } from '../odrl/truth.ts';
import type { Channel, ComponentType } from '../terms.ts';
import { isPart } from '../territories/subdivisions.ts';
import { extentIn, takeOut } from '../territories/within.ts';
import type { StatedUse } from '../types.ts';
import { Circumstances, type Parts } from './case.ts';
import type { Docket } from './docket.ts';
import { hasTerritory } from './market.ts';

/** Values that are judged alike, and the one that is judged. A class without values: there is nothing to state. */
export interface Class {
  values: readonly string[];
  representative: string | undefined;
  /** Stands for values that nobody named as well. */
  open?: true;
}

export const PARTS = ['action', 'title', 'territory', 'channel', 'purpose'] as const;
export type Part = (typeof PARTS)[number];

/** The classes of each part of one use: one class with one value where it is stated. */
export type Classes = Readonly<Record<Part, readonly Class[]>>;

/** Purposes that news licenses speak of; those that a policy in play names are added. */
const KNOWN_PURPOSES = ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'research'];

/** Stands for every purpose that nobody named: only when it is permitted too does "any purpose" hold. */
export const ANY_OTHER = 'any other purpose';

const NOWHERE: Parts = { component: 'dispatch', at: 0, origin: 0 };

/** Of one docket. Each part is gone through when a use first leaves it open. */
export class Dimensions {
  readonly #docket: Docket;
  readonly #open = new Map<Part | 'alteration', readonly Class[]>();
  #purposes: ReadonlyMap<string, string> | undefined;

  constructor(docket: Docket) {
    this.#docket = docket;
  }

  of(use: StatedUse): Classes {
    const { action, title, territory, channel, purpose } = use;
    return {
      action: action === undefined ? this.#classes('action') : one(action),
      title: title === undefined ? this.#classes('title') : one(title),
      territory: territory === undefined ? this.#classes('territory') : one(territory),
      channel: channel === undefined ? this.#classes('channel') : one(channel),
      purpose: purpose === undefined ? this.#classes('purpose') : [this.#statedPurpose(purpose)],
    };
  }

  /** Alterations, judged where the actions are permitted. */
  get alterations(): readonly Class[] {
    return this.#classes('alteration');
  }

  typeSign(type: ComponentType): string {
    const inToken = this.#docket.token.datatypes?.includes(type);
    return `${inToken} ${this.#signed(this.#docket.tests('component'), { component: type })}`;
  }

  #classes(part: Part | 'alteration'): readonly Class[] {
    let found = this.#open.get(part);
    if (!found) {
      found = this.#found(part);
      this.#open.set(part, found);
    }
    return found;
  }

  #found(part: Part | 'alteration'): Class[] {
    const { universe } = this.#docket.license.record;
    switch (part) {
      case 'action':
        return classes(universe.actions, (action) => this.#actionSign(action));
      case 'alteration':
        return classes(universe.alterations, (action) => this.#actionSign(action));
      case 'title': {
        const found = classes(universe.titles, (title) => this.#titleSign(title));
        return found.length > 0 ? found : [{ values: [], representative: undefined }];
      }
      case 'territory':
        return classes(this.#territories(), (territory) => this.#territorySign(territory));
      case 'channel':
        return classes(universe.channels, (channel) => this.#channelSign(channel));
      case 'purpose': {
        const found = classes(universe.purposes ?? this.#openPurposes(), (purpose) =>
          this.#signed(this.#docket.tests('purpose'), { purpose }),
        );
        return universe.purposes
          ? found
          : found.map((one) => (one.values.includes(ANY_OTHER) ? { ...one, open: true } : one));
      }
    }
  }

  #signed(tests: readonly Atomic[], part: Partial<Parts>): string {
    const use = new Circumstances({ ...NOWHERE, ...part }, this.#docket.license.record.setting);
    return tests.map((test) => evaluateConstraint(test, use)[0]).join('');
  }

  #actionSign(action: string): string {
    const rules = this.#docket.policies.map((prepared) => prepared.act(action).sign);
    return `${rules.join(';')} ${this.#docket.act(action).inToken} ${heldByEmbargo(action)} ${coveringActions(action).length > 0}`;
  }

  #titleSign(title: string): string {
    const { record } = this.#docket.license;
    const tests = ['title', 'product', 'virtualLocation'].flatMap((operand) => this.#docket.tests(operand));
    const home = record.titles.get(title);
    const market = record.market && home ? this.#territorySign(home.market) : '';
    return `${this.#signed(tests, { title })} ${market} ${home !== undefined}`;
  }

  #territorySign(territory: string): string {
    const { locations } = this.#docket.token;
    let sign = locations ? extentIn(locations, territory) : '';
    for (const prepared of this.#docket.policies)
      sign += ` ${prepared.territorySign(territory, (tests) => this.#signed(tests, { territory }))}`;
    return sign;
  }

  #channelSign(channel: string): string {
    const tests = ['deliveryChannel', 'media'].flatMap((operand) => this.#docket.tests(operand));
    const inToken = this.#docket.token.channels?.includes(channel as Channel);
    return `${this.#signed(tests, { channel })} ${inToken} ${hasTerritory(channel)}`;
  }

  /** Each country in its parts where some set names a part of it: the rest of it must stay usable. */
  #territories(): ReadonlySet<string> {
    const { territories } = this.#docket.license.record.universe;
    const named = this.#docket.tests('spatial').flatMap(valuesOf);
    let finer: Set<string> | undefined;
    for (const code of [...named, ...(this.#docket.token.locations ?? [])]) {
      if (!isPart(code) || extentIn(territories, code) !== 'within') continue;
      finer ??= new Set(territories);
      takeOut(finer, code);
      finer.add(code);
    }
    return finer ?? territories;
  }

  #openPurposes(): string[] {
    return [...new Set([...KNOWN_PURPOSES, ...this.#docket.tests('purpose').flatMap(valuesOf)]), ANY_OTHER];
  }

  /**
   * A purpose in any spelling is the one that a policy names. A word that neither we nor any policy in play knows says
   * nothing about what is asked: "marketing" may well be what "no commercial use" forbids.
   */
  #statedPurpose(purpose: string): Class {
    this.#purposes ??= new Map(
      [...(this.#docket.license.record.universe.purposes ?? []), ...this.#openPurposes()]
        .reverse()
        .map((name) => [name.toLowerCase(), name]),
    );
    const named = this.#purposes.get(purpose.trim().toLowerCase());
    return { values: [named ?? purpose], representative: named };
  }
}

const one = (value: string): Class[] => [{ values: [value], representative: value }];

function valuesOf({ test }: Atomic): string[] {
  return test.type === 'member' ? [...test.values] : [];
}

function classes(values: Iterable<string>, sign: (value: string) => string): Class[] {
  const bySign = new Map<string, string[]>();
  for (const value of values) {
    const key = sign(value);
    const group = bySign.get(key);
    if (group) group.push(value);
    else bySign.set(key, [value]);
  }
  return [...bySign.values()].map((group) => ({ values: group, representative: group[0] }));
}
