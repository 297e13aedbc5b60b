/** A log entry as one sentence, the title of its page. */
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { useName } from '../parts/entity.tsx';

/** Only valid while a page is rendered. */
export function sentenceOf(entry: Schema<'LedgerEntry'>): string {
  const { t } = useView();
  const partner = useName(entry.partner) ?? entry.partner;
  switch (entry.kind) {
    case 'delivery':
      if (entry.shown) return t('entry.said.shown', { partner });
      if (entry.delivered.length === 0) return t('entry.said.empty', { partner });
      return t(entry.withheld.length > 0 ? 'entry.said.in_part' : 'entry.said.delivery', { partner });
    case 'acknowledgement':
      return t(entry.operator ? 'entry.said.answer' : 'entry.said.acknowledgement', { partner });
    case 'notice':
      return t('entry.said.notice', { partner, event: t.word('event', entry.eventType) });
    default:
      return t(`entry.said.${entry.kind}`, { partner });
  }
}
