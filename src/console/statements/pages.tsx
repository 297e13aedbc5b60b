import type { FC } from 'hono/jsx';
import type { Field, Option } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink, useName } from '../parts/entity.tsx';
import { AuthorizedLink, ButtonLink, Later } from '../parts/link.tsx';
import { periodName } from '../parts/period-choices.ts';
import { PrintButton } from '../parts/print.tsx';
import { Code, Facts, Heading, Id, Section, Time } from '../parts/small.tsx';
import { type Column, withQuery } from '../parts/table.tsx';
import { Adjustments } from '../reports/bill.tsx';
import { UsageSheet } from '../reports/usage-sheet.tsx';

export type Statement = Schema<'Statement'>;

export const statementColumns = ({ t }: View): Column<Schema<'StatementHead'>>[] => [
  {
    label: 'statements.period',
    cell: ({ id, period }) => <a href={`/console/statements/${id}`}>{periodName(period, t)}</a>,
  },
  { label: 'reports.license', narrow: 'bare', cell: ({ license }) => <EntityLink id={license} /> },
  { label: 'statements.closed', narrow: 'none', cell: ({ closed }) => <Time at={closed} /> },
  { label: 'reports.units', narrow: 'none', number: ({ units }) => units },
  { label: 'reports.billed', narrow: 'aside', number: ({ billed }) => billed },
];

/** How often the page looks for a correction by itself, each time after a second more. */
const LOOKS_MAX = 5;

export const StatementPage: FC<{ statement: Statement }> = ({ statement: full }) => {
  const { t, url } = useView();
  const { statement, sha256, adjustments } = full;
  const { id, license, period, closed, log, usage } = statement;
  const subject = [useName(license), periodName(period.name, t)].filter(Boolean).join(', ');
  const added = url.searchParams.get('entry');
  const isPending = added !== null && !adjustments.some(({ entry }) => entry === added);
  const looks = Number(url.searchParams.get('looks'));
  const health = <AuthorizedLink href="/console/health">{t('nav.health')}</AuthorizedLink>;
  const check = `jq -cS .statement statement-${id}.json | tr -d '\\n' | sha256sum`;
  return (
    <>
      <Heading title={t('statements.one')} lead={subject}>
        <ButtonLink href={`/console/statements/${id}/adjust`} label="statements.adjust" />
        {(['csv', 'json'] as const).map((format) => (
          <a class="button" href={`/console/statements/${id}/file?as=${format}`}>
            {t('reports.as', { format: format.toUpperCase() })}
          </a>
        ))}
        <PrintButton />
      </Heading>
      <Facts
        rows={[
          ['reports.license', <EntityLink id={license} copy />],
          ['statements.period', periodName(period.name, t)],
          ['statements.closed', <Time at={closed} />],
          ['statements.id', <Id id={id} />],
        ]}
      />
      <UsageSheet usage={usage} env="live" />
      {isPending && looks < LOOKS_MAX ? (
        <Later
          id="since"
          href={withQuery(url, { looks: String(looks + 1) })}
          label="statements.adjusting"
          delayS={looks + 1}
        />
      ) : (
        <Section title={t('statements.adjustments')} id="since">
          {isPending && <p class="note warn">{t.rich('statements.adjusting_late', { health })}</p>}
          <p class="soft">
            {t(adjustments.length > 0 ? 'statements.adjusted_since' : 'statements.no_adjustments')}
          </p>
          <Adjustments rows={adjustments} />
        </Section>
      )}
      <Section title={t('statements.seal')}>
        <p>{t('statements.seal_lead', { count: log.size })}</p>
        <Facts
          rows={[
            ['statements.sha256', <Id id={sha256} />],
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

export const adjustFields = (options: Option[]): Field[] => [
  { kind: 'number', path: '/units', label: 'reports.units', hint: 'statements.units_hint', required: true },
  { kind: 'text', path: '/reason', label: 'reports.reason', hint: 'statements.reason_hint', required: true },
  { kind: 'select', path: '/title', label: 'statements.of_title', none: 'reports.none_stated', options },
  { kind: 'text', path: '/reference', label: 'statements.reference', hint: 'statements.reference_hint' },
];

export const AdjustPage: FC<{ statement: Statement; state: FormState }> = ({
  statement: { statement, adjustments },
  state,
}) => {
  const { t, names } = useView();
  const { id, license, period, usage } = statement;
  const called = new Map(names.get(license)?.titles?.map(({ id, name }) => [id, name]));
  const ids = new Set([...called.keys(), ...usage.titles.flatMap(({ title }) => title ?? [])]);
  const titles = [...ids].map((value) => ({ value, label: called.get(value) ?? value }));
  const since = adjustments.reduce((sum, { units }) => sum + units, 0);
  return (
    <>
      <Heading title={t('statements.adjust')} lead={t('statements.adjust_lead')} />
      <Facts
        rows={[
          ['reports.license', <EntityLink id={license} />],
          ['statements.period', periodName(period.name, t)],
          ['reports.billed', t.number(usage.billing?.billed ?? 0)],
          ['statements.adjusted', t.number(since)],
        ]}
      />
      <Form
        fields={adjustFields(titles)}
        state={state}
        submit="statements.enter"
        cancel={`/console/statements/${id}`}
      />
    </>
  );
};
