/** Interpretation of a text in plain language, with the words that were not understood. */
import type { FC } from 'hono/jsx';
import { countriesMeant, lacksZone, unreadDates } from '../../rights/index.ts';
import { useView } from '../frame/view.ts';
import { policyInWords } from '../restrictions/in-words.ts';
import { List } from './small.tsx';

interface ReadingProps {
  /** For hints at misspelled countries and dates. */
  text?: string | undefined;
  /** Absent for a policy, which the phrasebook does not read. */
  reading?: { unaccounted: string[]; phrases: { phrase: string; prose: string }[] } | undefined;
  policy?: Record<string, unknown> | null | undefined;
  /** English text of the policy. */
  prose?: string | null | undefined;
  /** False: the desk is asked for the zone of a time. */
  reviewed?: boolean;
}

export const Reading: FC<ReadingProps> = ({ text = '', reading, policy, prose, reviewed }) => {
  const view = useView();
  const { t } = view;
  const { unaccounted = [], phrases = [] } = reading ?? {};
  const names = countriesMeant(text, unaccounted).join(', ');
  const isReadStrictly = phrases.some((read) => lacksZone(read.phrase) && prose?.includes(read.prose));
  const sentences = policy && policyInWords(policy, view);
  return (
    <div class="understood">
      {unaccounted.length > 0 && (
        <p class="unread">
          {t('restrictions.unread')} {unaccounted.map((word) => [<mark>{word}</mark>, ' '])}
          {names && t('form.did_you_mean', { names })}
          {unreadDates(text, unaccounted).map(({ date, reason }) => [
            ' ',
            t(`restrictions.${reason}`, { date }),
          ])}
        </p>
      )}
      {sentences ? (
        <List class="means" aria-label={t('restrictions.means')} items={sentences} />
      ) : prose ? (
        <p>
          {t('restrictions.means')} <strong lang="en">{prose}</strong>
        </p>
      ) : (
        <p class="soft">{t('restrictions.means_nothing')}</p>
      )}
      {isReadStrictly && reviewed !== false && <p class="hint">{t('restrictions.no_zone')}</p>}
    </div>
  );
};
