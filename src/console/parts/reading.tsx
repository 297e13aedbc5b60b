/** What a text is read as, in plain language, and the words that are not understood. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { policyInWords } from '../restrictions/in-words.ts';

interface ReadingProps {
  /** Absent: it was not read by the phrasebook, but is a policy. */
  reading?: { unaccounted: string[] } | undefined;
  policy?: Record<string, unknown> | null | undefined;
  /** The policy in English, for rules that no phrase makes. */
  prose?: string | null | undefined;
}

export const Reading: FC<ReadingProps> = ({ reading, policy, prose }) => {
  const { t, zone } = useView();
  const { unaccounted = [] } = reading ?? {};
  const sentences = policy && policyInWords(policy, t, zone);
  return (
    <div class="understood">
      {unaccounted.length > 0 && (
        <p class="unread">
          {t('restrictions.unread')}{' '}
          {unaccounted.map((word) => (
            <>
              <mark>{word}</mark>{' '}
            </>
          ))}
        </p>
      )}
      {sentences ? (
        <ul class="means" aria-label={t('restrictions.means')}>
          {sentences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      ) : prose ? (
        <p>
          {t('restrictions.means')} <strong lang="en">{prose}</strong>
        </p>
      ) : (
        <p class="soft">{t('restrictions.means_nothing')}</p>
      )}
    </div>
  );
};
