/** Statements as pages: the list, and one of them as it was closed. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { Option } from '../forms/fields.ts';
import { useView } from '../frame/view.ts';
import { Filter } from '../parts/filter.tsx';
import { LicenseName, type Names, nameOf } from '../parts/parties.tsx';
import { periodName } from '../parts/period.tsx';
import { PrintButton, PrintHead } from '../parts/print.tsx';
import { Code, Empty, Facts, Heading, Id, Section, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { Adjustments } from '../reports/bill.tsx';
import { UsageSheet } from '../reports/usage-sheet.tsx';

type Schemas = components['schemas'];
export type Statement = Schemas['Statement'];

interface ListProps {
  list: { items: Schemas['StatementHead'][]; next: string | null };
  names: Names;
  options: Option[];
  license: string;
}

export const StatementsPage: FC<ListProps> = ({ list, names, options, license }) => {
  const { t, session } = useView();
  const close = session?.role === 'auditor' && (
    <a class="button primary" href="/console/statements/close">
      {t('statements.close')}
    </a>
  );
  return (
    <>
      <Heading title={t('statements.all')} lead={<a href="/console/statements">{t('statements.back')}</a>}>
        {close}
      </Heading>
      <form class="filters" method="get">
        <Filter name="license" label="reports.license" value={license} suggestions={options} />
        <button type="submit">{t('reports.show')}</button>
      </form>
      <Table
        caption={t('statements.all')}
        rows={list.items}
        empty={<Empty text="statements.none">{close}</Empty>}
        columns={[
          {
            label: 'statements.period',
            cell: (row) => <a href={`/console/statements/${row.id}`}>{periodName(row.period, t)}</a>,
          },
          { label: 'reports.license', cell: (row) => <LicenseName id={row.license} names={names} /> },
          { label: 'statements.closed', cell: (row) => <Time at={row.closed} /> },
          { label: 'reports.units', numeric: true, cell: (row) => t.number(row.units) },
          { label: 'reports.billed', numeric: true, cell: (row) => t.number(row.billed) },
        ]}
      />
      <Pager next={list.next} />
    </>
  );
};

export const StatementPage: FC<{ statement: Statement; names: Names }> = ({ statement: all, names }) => {
  const { t, session } = useView();
  const isAuditor = session?.role === 'auditor';
  const { statement, sha256, adjustments } = all;
  const { id, license, period, closed, log, usage } = statement;
  const known = names.get(license);
  const of = [known && nameOf(known), periodName(period.name, t)].filter(Boolean).join(', ');
  const check = `jq -cS .statement statement-${id}.json | tr -d '\\n' | sha256sum`;
  return (
    <>
      <PrintHead title={t('statements.one')} of={of} />
      <Heading title={t('statements.one')} lead={of}>
        {isAuditor && (
          <a class="button" href={`/console/statements/${id}/adjust`}>
            {t('statements.adjust')}
          </a>
        )}
        {(['csv', 'json'] as const).map((format) => (
          <a class="button" href={`/console/statements/${id}/file?as=${format}`} download>
            {t('reports.as', { format: format.toUpperCase() })}
          </a>
        ))}
        <PrintButton />
      </Heading>
      <Facts
        rows={[
          [
            'reports.license',
            <LicenseName
              id={license}
              names={names}
              href={isAuditor ? `/console/reports/usage?license=${license}` : `/console/licenses/${license}`}
            />,
          ],
          ['statements.license_id', <Id of={license} />],
          ['statements.closed', <Time at={closed} />],
          ['statements.id', <Id of={id} />],
        ]}
      />
      <UsageSheet usage={usage} env="live" names={names} />
      <Section title={t('statements.adjustments')}>
        {adjustments.length === 0 ? (
          <p class="soft">{t('statements.no_adjustments')}</p>
        ) : (
          <>
            <p>{t('statements.adjusted_since')}</p>
            <Adjustments rows={adjustments} />
          </>
        )}
      </Section>
      <Section title={t('statements.seal')}>
        <p>{t('statements.seal_lead', { size: log.size })}</p>
        <Facts
          rows={[
            ['statements.sha256', <Id of={sha256} />],
            ['statements.origin', log.origin],
          ]}
        />
        {log.checkpoint !== null && <Code text={log.checkpoint} label={t('statements.checkpoint')} />}
        <div class="screen">
          <p>{t('statements.check')}</p>
          <Code text={check} label={t('statements.command')} />
        </div>
      </Section>
    </>
  );
};
