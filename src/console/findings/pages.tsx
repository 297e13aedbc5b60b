/** List of discrepancies: filters, columns, and the last reconciliation. */
import type { FC } from 'hono/jsx';
import { KINDS, STATES } from '../../audit/reconciliation/types.ts';
import { wordOptions } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import type { ListControl } from '../parts/filter.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Breakable, Note, Time } from '../parts/small.tsx';
import { Beneath, type Column, stateColumn } from '../parts/table.tsx';

export type Finding = Schema<'ReconciliationFinding'>;

export const findingFilters = ({ t }: View): ListControl[] => [
  {
    ...{ name: 'state', label: 'findings.state', usual: 'open' },
    choices: wordOptions(t, 'finding_state', [...STATES, 'all']),
  },
  { name: 'kind', label: 'findings.kind', choices: wordOptions(t, 'discrepancy', KINDS) },
  { name: 'license', label: 'reports.license', kinds: ['license'] },
  { name: 'partner', label: 'reports.partner', kinds: ['partner'] },
  { name: 'article', label: 'findings.article', kinds: ['article'] },
];

export const findingColumns = ({ t }: View): Column<Finding>[] => [
  {
    label: 'findings.kind',
    cell: (row) => <a href={`/console/findings/${row.id}`}>{t.word('discrepancy', row.kind)}</a>,
    beneath: (row) => <Sentence message={row.message} text={row.sentence} />,
  },
  {
    label: 'findings.article',
    narrow: 'bare',
    cell: (row) => <FindingArticle finding={row} />,
    beneath: ({ evidence: { url } }) => typeof url === 'string' && <Breakable text={url} />,
  },
  { label: 'reports.license', narrow: 'bare', cell: (row) => <EntityLink id={row.license} /> },
  stateColumn('findings.state', ({ state }) => state, 'finding_state'),
  { label: 'findings.since', cell: (row) => <Time at={row.since} /> },
];

/** An article that the catalogue does not have is named by the URI that the partner reported. */
export const FindingArticle: FC<{ finding: Finding; copy?: boolean }> = ({ finding, copy = false }) => {
  const { names, t } = useView();
  const { article, uri } = finding;
  if (!uri || names.get(article)) return <EntityLink id={article} copy={copy} />;
  return (
    <>
      {t('entities.unknown', { kind: t.word('entity', 'article') })}
      <Beneath>
        <Breakable text={uri} />
      </Beneath>
    </>
  );
};

export const RunForm: FC<{ license: string }> = ({ license }) => (
  <form method="post" action="/console/findings/run">
    <input type="hidden" name="license" value={license} />
    <button type="submit">{useView().t('findings.run')}</button>
  </form>
);

interface LastRunProps {
  items: Finding[];
  reconciled: { at: string | null; waiting: number };
  /** Numbers of reports judged, findings opened and findings settled, and 1 if more remain. */
  ran: number[] | null;
}

export const LastRun: FC<LastRunProps> = ({ items, reconciled: { at, waiting }, ran }) => {
  const { t } = useView();
  return (
    <>
      {ran && (
        <Note tone="good" role="status">
          <p>{t('findings.ran', { judged: ran[0] ?? 0, opened: ran[1] ?? 0, settled: ran[2] ?? 0 })}</p>
          {ran[3] === 1 && <p>{t('findings.ran_more')}</p>}
        </Note>
      )}
      <p class="soft">
        {at ? t.rich('findings.last_run', { at: <Time at={at} /> }) : t('findings.never_run')}{' '}
        {t(waiting === 0 ? 'findings.none_waiting' : 'findings.waiting', { count: waiting })}
      </p>
      {items.length === 0 && !ran && <Note tone="none">{t('findings.how')}</Note>}
    </>
  );
};
