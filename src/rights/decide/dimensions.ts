/**
 * Divides the values of each part of a use into equivalence classes: values that no applicable rule
 * distinguishes are judged once. Two hundred territories with one excluded are two cases.
 */
import { getOrInsert } from '../get-or-insert.ts';
import { coveringActions, heldByEmbargo } from '../odrl/actions.ts';
import type { Atomic } from '../odrl/model.ts';
import { evaluateConstraint } from '../odrl/truth.ts';
import type { Channel, ComponentType } from '../terms.ts';
import { isPart } from '../territories/subdivisions.ts';
import { extentIn, takeOut } from '../territories/within.ts';
import type { StatedUse } from '../types.ts';
import type { ApplicablePolicies } from './applicable-policies.ts';
import { Circumstances, type UseParts } from './case.ts';
import { hasTerritory } from './market.ts';

/** Values that are judged alike, and the one that is judged. A class without values has no value to state. */
export interface ValueClass {
  values: readonly string[];
  representative: string | undefined;
  /** The class also stands for values that no one named. */
  open?: true;
}

export const USE_PARTS = ['action', 'title', 'territory', 'channel', 'purpose'] as const;
export type UsePart = (typeof USE_PARTS)[number];

/** Classes of each part of one use. A stated part has one class with one value. */
export type ClassesByPart = Readonly<Record<UsePart, readonly ValueClass[]>>;

/** Purposes of common news licenses. Purposes that an applicable policy names are added. */
const KNOWN_PURPOSES = ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'research'];

/**
 * Stands for every purpose that no one named: a grant covers any purpose only if this one is permitted too.
 */
export const ANY_OTHER = 'any other purpose';

const NOWHERE: UseParts = { component: 'dispatch', at: 0, origin: 0 };

/** Dimensions of one set of applicable policies. Each part is computed when a use first leaves it open. */
export class Dimensions {
  readonly #policies: ApplicablePolicies;
  readonly #openClasses = new Map<UsePart | 'alteration', readonly ValueClass[]>();
  #purposes: ReadonlyMap<string, string> | undefined;

  constructor(policies: ApplicablePolicies) {
    this.#policies = policies;
  }

  of(use: StatedUse): ClassesByPart {
    const { action, title, territory, channel, purpose } = use;
    return {
      action: action === undefined ? this.#classes('action') : singleClass(action),
      title: title === undefined ? this.#classes('title') : singleClass(title),
      territory: territory === undefined ? this.#classes('territory') : singleClass(territory),
      channel: channel === undefined ? this.#classes('channel') : singleClass(channel),
      purpose: purpose === undefined ? this.#classes('purpose') : [this.#statedPurpose(purpose)],
    };
  }

  /** Alterations are judged in the circumstances in which the acts are permitted. */
  get alterations(): readonly ValueClass[] {
    return this.#classes('alteration');
  }

  typeKey(type: ComponentType): string {
    const inToken = this.#policies.token.datatypes?.includes(type);
    return `${inToken} ${this.#testKey(this.#policies.tests('component'), { component: type })}`;
  }

  #classes(part: UsePart | 'alteration'): readonly ValueClass[] {
    return getOrInsert(this.#openClasses, part, () => this.#computeClasses(part));
  }

  #computeClasses(part: UsePart | 'alteration'): ValueClass[] {
    const { universe } = this.#policies.license.record;
    switch (part) {
      case 'action':
        return classesOf(universe.actions, (action) => this.#actionKey(action));
      case 'alteration':
        return classesOf(universe.alterations, (action) => this.#actionKey(action));
      case 'title': {
        const partClasses = classesOf(universe.titles, (title) => this.#titleKey(title));
        return partClasses.length > 0 ? partClasses : [{ values: [], representative: undefined }];
      }
      case 'territory':
        return classesOf(this.#territories(), (territory) => this.#territoryKey(territory));
      case 'channel':
        return classesOf(universe.channels, (channel) => this.#channelKey(channel));
      case 'purpose': {
        const partClasses = classesOf(universe.purposes ?? this.#openPurposes(), (purpose) =>
          this.#testKey(this.#policies.tests('purpose'), { purpose }),
        );
        return universe.purposes
          ? partClasses
          : partClasses.map((valueClass) =>
              valueClass.values.includes(ANY_OTHER) ? { ...valueClass, open: true } : valueClass,
            );
      }
    }
  }

  #testKey(tests: readonly Atomic[], part: Partial<UseParts>): string {
    const use = new Circumstances({ ...NOWHERE, ...part }, this.#policies.license.record.licensee);
    return tests.map((test) => evaluateConstraint(test, use)[0]).join('');
  }

  #actionKey(action: string): string {
    const rules = this.#policies.indexes.map((index) => index.rulesFor(action).key);
    return `${rules.join(';')} ${this.#policies.rulesFor(action).inToken} ${heldByEmbargo(action)} ${coveringActions(action).length > 0}`;
  }

  #titleKey(title: string): string {
    const { record } = this.#policies.license;
    const tests = ['title', 'product', 'virtualLocation'].flatMap((operand) => this.#policies.tests(operand));
    const home = record.titles.get(title);
    const market = record.market && home ? this.#territoryKey(home.market) : '';
    return `${this.#testKey(tests, { title })} ${market} ${home !== undefined}`;
  }

  #territoryKey(territory: string): string {
    const { locations } = this.#policies.token;
    let key = locations ? extentIn(locations, territory) : '';
    for (const index of this.#policies.indexes)
      key += ` ${index.territoryKey(territory, (tests) => this.#testKey(tests, { territory }))}`;
    return key;
  }

  #channelKey(channel: string): string {
    const tests = ['deliveryChannel', 'media'].flatMap((operand) => this.#policies.tests(operand));
    const inToken = this.#policies.token.channels?.includes(channel as Channel);
    return `${this.#testKey(tests, { channel })} ${inToken} ${hasTerritory(channel)}`;
  }

  /**
   * Replaces a country by its parts if a rule or the token names one of them, so that the other parts stay
   * usable.
   */
  #territories(): ReadonlySet<string> {
    const { territories } = this.#policies.license.record.universe;
    const testedCodes = this.#policies.tests('spatial').flatMap(valuesOf);
    let codes: Set<string> | undefined;
    for (const code of [...testedCodes, ...(this.#policies.token.locations ?? [])]) {
      if (!isPart(code) || extentIn(territories, code) !== 'within') continue;
      codes ??= new Set(territories);
      takeOut(codes, code);
      codes.add(code);
    }
    return codes ?? territories;
  }

  #openPurposes(): string[] {
    return [...new Set([...KNOWN_PURPOSES, ...this.#policies.tests('purpose').flatMap(valuesOf)]), ANY_OTHER];
  }

  /**
   * Recognizes a purpose in any case of letters. An unknown word gets no representative: "marketing" may be
   * what "no commercial use" forbids.
   */
  #statedPurpose(purpose: string): ValueClass {
    this.#purposes ??= new Map(
      [...(this.#policies.license.record.universe.purposes ?? []), ...this.#openPurposes()]
        .reverse()
        .map((name) => [name.toLowerCase(), name]),
    );
    const knownName = this.#purposes.get(purpose.trim().toLowerCase());
    return { values: [knownName ?? purpose], representative: knownName };
  }
}

const singleClass = (value: string): ValueClass[] => [{ values: [value], representative: value }];

function valuesOf({ test }: Atomic): string[] {
  return test.type === 'member' ? [...test.values] : [];
}

function classesOf(values: Iterable<string>, keyOf: (value: string) => string): ValueClass[] {
  return [...Map.groupBy(values, keyOf).values()].map((group) => ({
    values: group,
    representative: group[0],
  }));
}
