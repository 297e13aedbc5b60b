/** What the phrasebook made of a text: which words mean which rule, what it asks, and the words that it does not know. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Table } from './table.tsx';

type Read = Pick<Schema<'Reading'>, 'phrases' | 'unaccounted' | 'complete'>;

interface ReadingProps {
  /** Absent: it was not read by the phrasebook, but is a policy. */
  reading?: Read | undefined;
  /** The rules in words, as they are in force. */
  prose?: string | null | undefined;
}

export const Reading: FC<ReadingProps> = ({ reading, prose }) => {
  const { t } = useView();
  return (
    <div class="understood">
      {reading && reading.phrases.length > 0 && (
        <Table
          caption={t('restrictions.reading')}
          rows={reading.phrases}
          empty=""
          columns={[
            { label: 'restrictions.words', cell: ({ phrase }) => <q>{phrase}</q> },
            { label: 'restrictions.understood', cell: (one) => <span lang="en">{one.prose}</span> },
            {
              label: 'restrictions.question',
              cell: ({ confirm }) =>
                confirm ? <span lang="en">{confirm}</span> : <span class="soft">–</span>,
            },
          ]}
        />
      )}
      {reading && reading.unaccounted.length > 0 && (
        <p class="unread">
          {t('restrictions.unread')}{' '}
          {reading.unaccounted.map((word) => (
            <>
              <mark>{word}</mark>{' '}
            </>
          ))}
        </p>
      )}
      <p>
        {prose ? (
          <>
            {t('restrictions.means')} <strong lang="en">{prose}</strong>
          </>
        ) : (
          <span class="soft">{t('restrictions.means_nothing')}</span>
        )}
      </p>
    </div>
  );
};
