import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Count } from '../parts/entries.tsx';
import { DecidedBy } from '../parts/rules.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Empty, Note, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';
import type { ReportData } from './kinds.ts';

/** Rules per page; the rest stopped little and is in the files. */
const ROWS_SHOWN = 100;

export const RulesContent: FC<ReportData<Schema<'RulesReport'>>> = ({ data }) => {
  const { t } = useView();
  const rows = data.items.slice(0, ROWS_SHOWN);
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
          {
            label: 'reports.entries',
            numeric: true,
            cell: ({ entries, href }) => <Count value={entries} href={href} />,
          },
          {
            label: 'reports.refused',
            numeric: true,
            cell: ({ refused }) => t.number(refused),
            total: t.number(data.items.reduce((sum, { refused }) => sum + refused, 0)),
          },
          {
            label: 'reports.withheld',
            numeric: true,
            cell: ({ components }) => t.number(components),
            total: t.number(data.items.reduce((sum, { components }) => sum + components, 0)),
          },
          { label: 'reports.licenses', numeric: true, cell: ({ licenses }) => t.number(licenses) },
          { label: 'reports.last', cell: ({ lastAt }) => <Time at={lastAt} day /> },
        ]}
      />
      {more > 0 && (
        <Note tone="none">
          <p>{t('reports.more_rules', { count: more })}</p>
        </Note>
      )}
    </>
  );
};
