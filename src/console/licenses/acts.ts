/** Acts as the terms name them, and as they come along by inclusion. Pure. */
import { alterationActions } from '../../rights/license/alterations.ts';
import { licensedExtent } from '../../rights/license/extent.ts';
import type { NamedTerms } from '../../rights/terms.ts';
import type { Translate } from '../frame/messages.ts';
import type { Draft } from './terms.ts';

/** As nouns, which lists of both languages take: `display, distribution and print`. */
export function actsInWords(acts: readonly string[], t: Translate): string {
  return t.list([...new Set(acts)].map((act) => t.word('act', act)));
}

function parted({ uses = [], alterations = [] }: Draft) {
  return alterationActions({ uses, alterations } as unknown as NamedTerms);
}

/** What may be altered and what may not: ODRL has some of it come along with other acts, so that it is forbidden and not just left out. */
export function alterationsInWords(terms: Draft, t: Translate): string | undefined {
  const { permitted, prohibited } = parted(terms);
  const said = [
    ...(permitted.length > 0 ? [t('licenses.say.altered', { acts: actsInWords(permitted, t) })] : []),
    ...(prohibited.length > 0 ? [t('licenses.say.unaltered', { acts: actsInWords(prohibited, t) })] : []),
  ];
  return said.length > 0 ? said.join(' ') : undefined;
}

/** The acts that are licensed without being named: ODRL 2.2 counts them as parts of those that are. */
export function includedActs(terms: Draft): string[] {
  const { uses = [], alterations = [] } = terms;
  const { acts } = licensedExtent({ uses, alterations, starts: '', ends: '' } as unknown as NamedTerms);
  const named = new Set([...uses, ...parted(terms).permitted]);
  return [...(acts ?? [])].filter((act) => !named.has(act)).sort();
}

export function includedInWords(terms: Draft, t: Translate): string | undefined {
  const acts = includedActs(terms);
  return acts.length > 0 ? t('licenses.say.included', { acts: actsInWords(acts, t) }) : undefined;
}
