/**
 * Computes the rights that several components have in common, for one statement about all of them. They are
 * never wider than the rights of any component.
 */
import { compressTerritories } from '../territories/compress.ts';
import { expandTerritories } from '../territories/expand.ts';
import { extentIn } from '../territories/within.ts';
import type { ComponentDecision, EffectiveRights, RightsDuty, RightsGrant } from '../types.ts';

export interface CommonRights {
  rights: EffectiveRights;
  /**
   * Ids of components whose rights have nothing in common with those of the others: they can only be
   * delivered alone.
   */
  separate: string[];
}

/**
 * Returns the rights that the permitted components have in common. It starts with the dispatch, or with the
 * first component. Undefined: no component is permitted.
 */
export function commonRights(components: readonly ComponentDecision[]): CommonRights | undefined {
  const permitted = components.filter(({ rights }) => rights !== undefined);
  const leadingComponent = permitted.find(({ type }) => type === 'dispatch') ?? permitted[0];
  if (!leadingComponent?.rights) return undefined;
  let { rights } = leadingComponent;
  const separate: string[] = [];
  for (const decision of permitted) {
    // Equivalent components share their rights.
    if (!decision.rights || decision.rights === leadingComponent.rights) continue;
    const common = intersect(rights, decision.rights);
    if (common) rights = common;
    else separate.push(decision.component);
  }
  return { rights, separate };
}

/** Undefined: no use is permitted by both. */
export function intersect(a: EffectiveRights, b: EffectiveRights): EffectiveRights | undefined {
  const grants = withoutContained(
    a.grants.flatMap((grant) => b.grants.flatMap((other) => sharedGrant(grant, other) ?? [])),
  );
  if (grants.length === 0) return undefined;
  const alterations = a.alterations?.filter((name) => b.alterations?.includes(name)) ?? [];
  // Each holds only for the facts stated for it, so both hold only for all of them.
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
  // Grants of a partner without titles have none: they are equal in all components.
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

/** Duties of all components, each once. A credit with a line replaces one without. */
export function joinDuties(duties: readonly RightsDuty[]): RightsDuty[] {
  const distinct = new Map(duties.map((duty) => [`${duty.action} ${duty.text ?? ''}`, duty]));
  const named = new Set(duties.filter(({ text }) => text !== undefined).map(({ action }) => action));
  return [...distinct.values()].filter(({ action, text }) => text !== undefined || !named.has(action));
}
