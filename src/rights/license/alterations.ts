/** Named alterations as actions. */
import { includesAction } from '../odrl/actions.ts';
import { ALTERATIONS, type Alteration, type NamedTerms } from '../terms.ts';

/** ODRL has actions for some of them; the ways to modify are actions of our profile. */
const ACTIONS: Record<Alteration, readonly string[]> = {
  headline: ['headline'],
  shorten: ['shorten'],
  crop: ['crop'],
  excerpt: ['extract'],
  translate: ['translate'],
  // A combination with other material is a new work (derive) and a change of this one.
  combine: ['combine', 'derive'],
};

export const ALTERATION_ACTIONS: ReadonlySet<string> = new Set(Object.values(ACTIONS).flat());

/** Actions of the alterations of which every action is permitted. */
export function alterationActionsWhere(permitted: (action: string) => boolean): string[] {
  return ALTERATIONS.map((name) => ACTIONS[name])
    .filter((actions) => actions.every(permitted))
    .flat();
}

/** Actions of the alterations that the terms permit, and of the others. */
export function alterationActions(terms: NamedTerms): { permitted: string[]; prohibited: string[] } {
  const namedAlterations = new Set<string>(terms.alterations ?? []);
  const permitted = ALTERATIONS.filter((name) => namedAlterations.has(name)).flatMap((name) => ACTIONS[name]);
  const others = ALTERATIONS.filter((name) => !namedAlterations.has(name)).flatMap((name) => ACTIONS[name]);
  // In ODRL `reproduce` includes `extract`, so other alterations must be forbidden. An exception is a use
  // that names the act itself, or `modify` for its parts.
  const isReached = (action: string) =>
    terms.uses.includes(action) || (terms.uses.includes('modify') && includesAction('modify', action));
  return { permitted, prohibited: others.filter((action) => !isReached(action)) };
}

export function alterationOf(action: string): Alteration | undefined {
  return ALTERATIONS.find((name) => ACTIONS[name][0] === action);
}
