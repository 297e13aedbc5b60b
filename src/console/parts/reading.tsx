/** Interpretation of a text in plain language, with the words that were not understood. */
import type { FC } from 'hono/jsx';
import { countriesMeant, lacksZone } from '../../rights/index.ts';
import { useView } from '../frame/view.ts';
import { policyInWords } from '../restrictions/in-words.ts';
import { List } from './small.tsx';

interface ReadingProps {
  /** For hints at misspelled countries, and at times without their zone. */
  text?: string | undefined;
  /** Absent for a policy, which the phrasebook does not read. */
  reading?: { unaccounted: string[] } | undefined;
  policy?: Record<string, unknown> | null | undefined;
  /** English text of a policy that cannot be evaluated. */
  prose?: string | null | undefined;
}

export const Reading: FC<ReadingProps> = ({ text = '', reading, policy, prose }) => {
  const view = useView();
  const { t } = view;
  const { unaccounted = [] } = reading ?? {};
  const names = countriesMeant(text, unaccounted).join(', ');
  const sentences = policy && policyInWords(policy, view);
  return (
    <div class="understood">
      {unaccounted.length > 0 && (
        <p class="unread">
          {t('restrictions.unread')} {unaccounted.map((word) => [<mark>{word}</mark>, ' '])}
          {names && t('form.did_you_mean', { names })}
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
      {lacksZone(text) && <p class="hint">{t('restrictions.no_zone')}</p>}
    </div>
  );
};
