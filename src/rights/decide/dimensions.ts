/**
 * The five parts of a use as equivalence classes: values that no rule in play tells apart are judged once. Two
 * hundred territories of which one is out are two cases.
 */
import { coveringActions, heldByEmbargo, includesAction } from '../odrl/actions.ts';
import type { Atomic, Policy } from '../odrl/model.ts';
import type { Channel } from '../terms.ts';
import { isPart } from '../territories/subdivisions.ts';
import { extentIn, takeOut } from '../territories/within.ts';
import type { StatedUse } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import { evaluate } from './evaluate.ts';
import { atomicsOf, rulesFor, territorySign } from './index-rules.ts';
import { hasTerritory, homeMarket } from './market.ts';

/** Values that are judged alike, and the one that is judged. A class without values: there is nothing to state. */
export interface Class {
  values: readonly string[];
  representative: string | undefined;
}

export interface Dimensions {
  action: Class[];
  /** Alterations, judged where the actions are permitted. */
  alteration: Class[];
  title: Class[];
  territory: Class[];
  channel: Class[];
  purpose: Class[];
}

export const PARTS = ['action', 'title', 'territory', 'channel', 'purpose'] as const;
export type Part = (typeof PARTS)[number];

/** Purposes that news licenses speak of; those that a policy in play names are added. */
const KNOWN_PURPOSES = ['editorial', 'commercial', 'advertising', 'promotional', 'educational', 'research'];

/** Stands for every purpose that nobody named: only when it is permitted too does "any purpose" hold. */
export const ANY_OTHER = 'any other purpose';

export function dimensionsOf(bench: Bench, use: StatedUse): Dimensions {
  const { universe } = bench.license.record;
  const policies = [bench.license.policy, ...bench.restrictions.map(({ policy }) => policy)];
  const tests = (...operands: string[]) =>
    policies.flatMap((policy) => operands.flatMap((operand) => atomicsOf(policy).get(operand) ?? []));
  const perTitle = tests('title', 'product', 'virtualLocation');
  const perChannel = tests('deliveryChannel', 'media');
  const perPurpose = tests('purpose');
  const { setting, titles } = bench.license.record;
  const signed = (atomics: readonly Atomic[], part: Partial<UseCase>) =>
    atomics.map((atomic) => evaluate(atomic, { ...NOWHERE, ...part }, setting)[0]).join('');

  const perTerritory = policies.filter((policy) => atomicsOf(policy).has('spatial'));
  const territorial = (territory: string) => {
    let sign = bench.token.locations ? `${extentIn(bench.token.locations, territory)} ` : '';
    for (const policy of perTerritory)
      sign += `${territorySign(policy, territory, (atomics) => signed(atomics, { territory }))} `;
    return sign;
  };
  const titleSign = (title: string) => {
    const market = homeMarket(bench, { ...NOWHERE, title, channel: 'web' });
    return `${signed(perTitle, { title })}${market === undefined ? '' : territorial(market)}${titles.has(title)}`;
  };
  const channelSign = (channel: string) =>
    `${signed(perChannel, { channel })}${bench.token.channels?.includes(channel as Channel)}${hasTerritory(channel)}`;

  return {
    action: classes(stated(use.action) ?? universe.actions, (action) => actionSign(bench, policies, action)),
    alteration: classes(universe.alterations, (action) => actionSign(bench, policies, action)),
    title: orNone(classes(stated(use.title) ?? universe.titles, titleSign)),
    territory: classes(
      stated(use.territory) ??
        asFineAs(universe.territories, [...tests('spatial').flatMap(named), bench.token.locations ?? []]),
      territorial,
    ),
    channel: classes(stated(use.channel) ?? universe.channels, channelSign),
    purpose:
      use.purpose === undefined
        ? classes(universe.purposes ?? openPurposes(perPurpose), (purpose) => signed(perPurpose, { purpose }))
        : [statedPurpose(use.purpose, [...openPurposes(perPurpose), ...(universe.purposes ?? [])])],
  };
}

const NOWHERE: UseCase = { action: '', component: 'dispatch', at: 0, origin: 0 };

function stated(value: string | undefined): string[] | undefined {
  return value === undefined ? undefined : [value];
}

function named({ test }: Atomic): ReadonlySet<string>[] {
  return test.type === 'member' ? [test.values] : [];
}

/** Territories, each country in its parts where one of the sets names a part of it: the rest of it must stay usable. */
function asFineAs(territories: ReadonlySet<string>, sets: Iterable<Iterable<string>>): ReadonlySet<string> {
  let finer: Set<string> | undefined;
  for (const set of sets)
    for (const code of set) {
      if (!isPart(code) || extentIn(territories, code) !== 'within') continue;
      finer ??= new Set(territories);
      takeOut(finer, code);
      finer.add(code);
    }
  return finer ?? territories;
}

/**
 * A purpose in any spelling is the one that a policy names. A word that neither we nor any policy in play knows says
 * nothing about what is asked: "marketing" may well be what "no commercial use" forbids.
 */
function statedPurpose(purpose: string, known: readonly string[]): Class {
  const folded = purpose.trim().toLowerCase();
  const named = known.find((name) => name.toLowerCase() === folded);
  return { values: [named ?? purpose], representative: named };
}

function openPurposes(tests: readonly Atomic[]): string[] {
  const named = tests.flatMap(({ test }) => (test.type === 'member' ? [...test.values] : []));
  return [...new Set([...KNOWN_PURPOSES, ...named]), ANY_OTHER];
}

function actionSign({ token }: Bench, policies: readonly Policy[], action: string): string {
  const rules = policies.map((policy) => {
    const { permissions, prohibitions } = rulesFor(policy, action);
    return [...permissions, ...prohibitions].map(({ variant }) => variant).join(',');
  });
  const inToken = token.actions?.some((wide) => includesAction(wide, action));
  return `${rules.join(';')} ${inToken} ${heldByEmbargo(action)} ${coveringActions(action).length > 0}`;
}

function classes(values: Iterable<string>, sign: (value: string) => string): Class[] {
  const list = [...values];
  // Most stated uses have one value in each part: nothing to tell apart.
  if (list.length === 1) return [{ values: list, representative: list[0] }];
  const bySign = new Map<string, string[]>();
  for (const value of list) {
    const key = sign(value);
    const group = bySign.get(key);
    if (group) group.push(value);
    else bySign.set(key, [value]);
  }
  return [...bySign.values()].map((group) => ({ values: group, representative: group[0] }));
}

function orNone(list: Class[]): Class[] {
  return list.length > 0 ? list : [{ values: [], representative: undefined }];
}
