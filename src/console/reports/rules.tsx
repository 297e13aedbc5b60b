import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { DecidedBy } from '../parts/rules.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Empty, Note, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

const ROWS_SHOWN = 100;

export const RulesContent: FC<ReportData<Schema<'RulesReport'>>> = ({ data }) => {
  const { t } = useView();
  const rows = data.items.slice(0, ROWS_SHOWN);
  const total = (name: 'refused' | 'components') => data.items.reduce((sum, row) => sum + row[name], 0);
  const more = data.items.length - rows.length + data.more;
  return (
    <>
      <Table
        caption={t('reports.rules')}
        rows={rows}
        empty={<Empty text="reports.rules_empty" />}
        columns={[
          {
            label: 'reports.rule',
            cell: ({ words, message, rule }) => (
              <>
                {words !== null && (
                  <span class="long">
                    <Sentence message={message} text={words} />
                  </span>
                )}
                <span class="beneath">
                  <DecidedBy rule={rule} />
                </span>
              </>
            ),
          },
          {
            label: 'reports.why',
            cell: ({ codes }) => codes.map(({ code }) => t.word('code', code)).join(', '),
          },
          { label: 'reports.entries', number: ({ entries }) => entries, href: ({ href }) => href },
          { label: 'reports.refused', number: ({ refused }) => refused, total: total('refused') },
          { label: 'reports.withheld', number: ({ components }) => components, total: total('components') },
          { label: 'reports.licenses', number: ({ licenses }) => licenses },
          { label: 'reports.last', cell: ({ lastAt }) => <Time at={lastAt} day /> },
        ]}
      />
      {more > 0 && <Note tone="none">{t('reports.more_rules', { count: more })}</Note>}
    </>
  );
};
