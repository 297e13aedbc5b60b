/** Counts the cost of reading a request's terms, before any of them is read. Pure. */
import type { Budget } from '../platform/budget.ts';
import { wordsInProse } from '../rights/index.ts';
import type { WireRestriction } from './wire.ts';

/** Throws if the request's budget is spent. */
export type SpendOnTerms = (terms: readonly Pick<WireRestriction, 'text' | 'encodedRights'>[]) => void;

/** For all items of one request: equal terms count once, and are read once. */
export function termsOfRequest(budget: Budget): SpendOnTerms {
  const texts = new Set<string>();
  const policies = new Set<string>();
  return (terms) => {
    for (const { text, encodedRights = '' } of terms) {
      if (!texts.has(text)) budget.spend('termsWords', wordsInProse(text));
      if (!policies.has(encodedRights)) budget.spend('policyCharacters', encodedRights.length);
      texts.add(text);
      policies.add(encodedRights);
    }
  };
}
