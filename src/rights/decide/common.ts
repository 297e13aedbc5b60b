/**
 * What holds for several components together: what one statement about all of them may say. Never wider than what any
 * of them has by itself.
 */
import { compressTerritories } from '../territories/compress.ts';
import { expandTerritories } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { ComponentDecision, EffectiveRights, RightsDuty, RightsGrant } from '../types.ts';

export interface CommonRights {
  rights: EffectiveRights;
  /** Components that have rights, but none in common with the others: they can only go out by themselves. */
  separate: string[];
}

/** Begins with the dispatch, else with the first. Undefined when none of the components is permitted. */
export function commonRights(components: readonly ComponentDecision[]): CommonRights | undefined {
  const permitted = components.filter(({ rights }) => rights !== undefined);
  const leadingComponent = permitted.find(({ type }) => type === 'dispatch') ?? permitted[0];
  if (!leadingComponent?.rights) return undefined;
  let { rights } = leadingComponent;
  const separate: string[] = [];
  for (const decision of permitted) {
    // Components that were judged alike share their rights.
    if (!decision.rights || decision.rights === leadingComponent.rights) continue;
    const common = intersect(rights, decision.rights);
    if (common) rights = common;
    else separate.push(decision.component);
  }
  return { rights, separate };
}

/** Undefined: there is no use that both permit. */
export function intersect(a: EffectiveRights, b: EffectiveRights): EffectiveRights | undefined {
  const grants = withoutContained(
    a.grants.flatMap((grant) => b.grants.flatMap((other) => sharedGrant(grant, other) ?? [])),
  );
  if (grants.length === 0) return undefined;
  const alterations = a.alterations?.filter((name) => b.alterations?.includes(name)) ?? [];
  // Each holds only for what was stated for it, so both together only for all of that.
  const stated = a.stated || b.stated ? { ...a.stated, ...b.stated } : undefined;
  const starts = [a.notBefore, b.notBefore].filter((instant) => instant !== undefined);
  return {
    grants,
    ...(alterations.length > 0 && { alterations }),
    duties: joinDuties([...a.duties, ...b.duties]),
    ...(stated && { stated }),
    ...(starts.length > 0 && { notBefore: Math.max(...starts) }),
    expires: Math.min(a.expires, b.expires),
  };
}

function sharedGrant(a: RightsGrant, b: RightsGrant): RightsGrant | undefined {
  const uses = shared(a.uses, b.uses);
  const titles = shared(a.titles, b.titles);
  const channels = shared(a.channels, b.channels);
  const purposes = a.purposes && b.purposes ? shared(a.purposes, b.purposes) : (a.purposes ?? b.purposes);
  const territories = sharedTerritories(a, b);
  // A partner without titles has grants without titles: those are the same everywhere.
  const noTitle = titles.length === 0 && a.titles.length + b.titles.length > 0;
  if (uses.length === 0 || channels.length === 0 || noTitle || purposes?.length === 0 || !territories)
    return undefined;
  return { uses, titles, ...territories, channels, ...(purposes && { purposes }) };
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, index) => name === b[index]);
}

const shared = <T>(a: readonly T[], b: readonly T[]): T[] => a.filter((value) => b.includes(value));

function sharedTerritories(
  a: RightsGrant,
  b: RightsGrant,
): Pick<RightsGrant, 'territories' | 'except'> | undefined {
  if (equal(a.territories, b.territories) && equal(a.except, b.except))
    return { territories: a.territories, except: a.except };
  const [left, right] = [codesOf(a), codesOf(b)];
  const codes = [
    ...[...left].filter((code) => extentIn(right, code) === 'within'),
    ...[...right].filter((code) => extentIn(left, code) === 'within'),
  ];
  return codes.length > 0 ? compressTerritories(codes) : undefined;
}

function codesOf({ territories, except }: RightsGrant): ReadonlySet<string> {
  const codes = expandTerritories([...territories, ...except.map((code) => `-${code}`)]);
  return codes.ok ? codes.value : new Set();
}

/** A grant that stands in another one says nothing. */
function withoutContained(grants: RightsGrant[]): RightsGrant[] {
  if (grants.length < 2) return grants;
  return grants.filter(
    (grant, index) =>
      !grants.some(
        (other, otherIndex) =>
          otherIndex !== index && contains(other, grant) && (!contains(grant, other) || otherIndex < index),
      ),
  );
}

function contains(wide: RightsGrant, narrow: RightsGrant): boolean {
  const all = (list: readonly string[], within: readonly string[]) =>
    list.every((name) => within.includes(name));
  const wideCodes = codesOf(wide);
  return (
    all(narrow.uses, wide.uses) &&
    all(narrow.titles, wide.titles) &&
    all(narrow.channels, wide.channels) &&
    (wide.purposes === undefined || (narrow.purposes !== undefined && all(narrow.purposes, wide.purposes))) &&
    [...codesOf(narrow)].every((code) => extentIn(wideCodes, code) === 'within')
  );
}

/** All duties of all, each once; a credit that is asked for by name stands for one that is not. */
export function joinDuties(duties: readonly RightsDuty[]): RightsDuty[] {
  const distinct = new Map(duties.map((duty) => [`${duty.action} ${duty.text ?? ''}`, duty]));
  const named = new Set(duties.filter(({ text }) => text !== undefined).map(({ action }) => action));
  return [...distinct.values()].filter(({ action, text }) => text !== undefined || !named.has(action));
}
