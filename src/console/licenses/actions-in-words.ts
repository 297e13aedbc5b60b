/** Licensed acts in words, including those implied by ODRL. Pure. */
import { alterationActions } from '../../rights/license/alterations.ts';
import { licensedExtent } from '../../rights/license/extent.ts';
import type { NamedTerms } from '../../rights/terms.ts';
import type { Translate } from '../frame/messages.ts';
import type { Draft } from './terms.ts';

/** As nouns: `display, distribution and print`. */
export function actsInWords(acts: readonly string[], t: Translate): string {
  return t.list([...new Set(acts)].map((act) => t.word('act', act)));
}

function alterationsIn({ uses = [], alterations = [] }: Draft) {
  return alterationActions({ uses, alterations } as unknown as NamedTerms);
}

/** Permitted and prohibited alterations. ODRL implies some of them, so they must be forbidden explicitly. */
export function alterationsInWords(terms: Draft, t: Translate): string | undefined {
  const { permitted, prohibited } = alterationsIn(terms);
  const sentences = [
    ...(permitted.length > 0 ? [t('licenses.say.altered', { acts: actsInWords(permitted, t) })] : []),
    ...(prohibited.length > 0 ? [t('licenses.say.unaltered', { acts: actsInWords(prohibited, t) })] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/** Acts that are licensed implicitly, as ODRL 2.2 includes them in named ones. */
function includedActs(terms: Draft): string[] {
  const { uses = [], alterations = [] } = terms;
  const { acts } = licensedExtent({ uses, alterations, starts: '', ends: '' } as unknown as NamedTerms);
  const explicit = new Set([...uses, ...alterationsIn(terms).permitted]);
  return [...(acts ?? [])].filter((act) => !explicit.has(act)).sort();
}

export function includedInWords(terms: Draft, t: Translate): string | undefined {
  const acts = includedActs(terms);
  return acts.length > 0 ? t('licenses.say.included', { acts: actsInWords(acts, t) }) : undefined;
}
