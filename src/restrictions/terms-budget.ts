/** What reading the terms of a request costs, counted before any of them is read. Pure. */
import type { Budget } from '../platform/budget.ts';
import { wordsInProse } from '../rights/index.ts';
import type { WireRestriction } from './wire.ts';

type Terms = Pick<WireRestriction, 'text' | 'encodedRights'>;

/** Equal terms count once, and are read once. Throws when the request may have no more of them. */
export function spendOnTerms(terms: readonly Terms[], budget: Budget): void {
  for (const text of new Set(terms.map((one) => one.text))) budget.spend('termsWords', wordsInProse(text));
  for (const encoded of new Set(terms.map((one) => one.encodedRights ?? '')))
    budget.spend('policyCharacters', encoded.length);
}
