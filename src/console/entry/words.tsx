/** What an entry says, as a sentence. */
import type { components } from '../../../client/src/api.ts';
import type { Translate } from '../frame/messages.ts';

type Entry = components['schemas']['LedgerEntry'];

export function sentenceOf(t: Translate, entry: Entry, partner: string): string {
  switch (entry.kind) {
    case 'delivery':
      if (entry.shown) return t('entry.said.shown', { partner });
      if (entry.delivered.length === 0) return t('entry.said.empty', { partner });
      return t(entry.withheld.length > 0 ? 'entry.said.in_part' : 'entry.said.delivery', { partner });
    default:
      return t(`entry.said.${entry.kind}`, { partner });
  }
}
