/** The alterations that terms name one by one, as actions. */
import { includesAction } from '../odrl/actions.ts';
import { ALTERATIONS, type Alteration, type NamedTerms } from '../terms.ts';

/** ODRL has a word for some; the ways to modify are words of our profile. */
const ACTIONS: Record<Alteration, readonly string[]> = {
  headline: ['headline'],
  shorten: ['shorten'],
  crop: ['crop'],
  excerpt: ['extract'],
  translate: ['translate'],
  // A combination with other material is a new work (derive) as well as a change to this one.
  combine: ['combine', 'derive'],
};

export const ALTERATION_ACTIONS: ReadonlySet<string> = new Set(Object.values(ACTIONS).flat());

/** The actions of those alterations that are permitted whole. */
export function alterationActionsWhere(permitted: (action: string) => boolean): string[] {
  return ALTERATIONS.map((name) => ACTIONS[name])
    .filter((actions) => actions.every(permitted))
    .flat();
}

/** The actions of the alterations that the terms permit, and of those that they do not. */
export function alterationActions(terms: NamedTerms): { permitted: string[]; prohibited: string[] } {
  const namedAlterations = new Set<string>(terms.alterations ?? []);
  const permitted = ALTERATIONS.filter((name) => namedAlterations.has(name)).flatMap((name) => ACTIONS[name]);
  const others = ALTERATIONS.filter((name) => !namedAlterations.has(name)).flatMap((name) => ACTIONS[name]);
  // In ODRL `reproduce` brings `extract` along, so what is not named must be forbidden, not just left out. Only a use
  // that names the act itself, or names `modify` for its parts, is as good as an alteration.
  const isReached = (action: string) =>
    terms.uses.includes(action) || (terms.uses.includes('modify') && includesAction('modify', action));
  return { permitted, prohibited: others.filter((action) => !isReached(action)) };
}

/** The alteration that an action is; undefined for other actions. */
export function alterationOf(action: string): Alteration | undefined {
  return ALTERATIONS.find((name) => ACTIONS[name][0] === action);
}
