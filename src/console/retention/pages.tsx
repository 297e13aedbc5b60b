import type { FC } from 'hono/jsx';
import type { Kind } from '../entities/resolve.ts';
import { type Field, fieldsIn } from '../forms/fields.ts';
import type { Schema } from '../frame/api.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { periodName } from '../parts/period-choices.ts';
import { Badge, Empty, Facts, Heading, Id, Note, Time } from '../parts/small.tsx';
import { type Column, TableSection } from '../parts/table.tsx';

type Hold = Schema<'Hold'>;

export const HELD_KINDS: Kind[] = ['license', 'partner', 'article'];

const CLASSES = ['entries', 'actions', 'counts', 'findings'] as const;

export const RetentionPage: FC<{ retention: Schema<'Retention'> }> = ({ retention }) => {
  const view = useView();
  const { t } = view;
  const { keeps, fault, holds, deleted } = retention;
  return (
    <>
      <Heading title={t('retention.title')} lead={t('retention.lead')} />
      {fault !== undefined && (
        <Note tone="bad">
          <p>{t('retention.fault')}</p>
          <p lang="en">{fault}</p>
        </Note>
      )}
      <TableSection
        title="retention.keeps"
        rows={CLASSES.map((name) => ({ name, months: keeps[name] }))}
        columns={[
          { label: 'retention.class', cell: ({ name }) => t(`retention.${name}`) },
          {
            label: 'retention.for',
            cell: ({ months }) =>
              months === null ? t('retention.for_good') : t('retention.months', { count: months }),
          },
        ]}
      />
      <TableSection
        title="retention.holds_open"
        actions={
          <>
            <a href="/console/retention/holds">{t('retention.all_holds')}</a>
            <ButtonLink href="/console/retention/holds/new" label="holds.new" variant="primary" />
          </>
        }
        rows={holds}
        empty={<Empty text="holds.empty" />}
        columns={holdColumns(view)}
      />
      <TableSection
        title="retention.deleted"
        rows={deleted}
        empty={<Empty text="retention.nothing_deleted" />}
        columns={[
          { label: 'retention.month', cell: ({ month }) => periodName(month, t) },
          { label: 'retention.gone', cell: ({ at }) => <Time at={at} /> },
          { label: 'retention.entries_gone', number: ({ entries }) => entries, total: 'sum' },
        ]}
      >
        <p class="hint">{t('retention.what_stays')}</p>
      </TableSection>
    </>
  );
};

export const holdColumns = ({ t }: View): Column<Hold>[] => [
  {
    label: 'retention.target',
    cell: (row) => t.word('held', row.kind),
    beneath: (row) => <EntityLink id={row.target} />,
  },
  {
    label: 'reports.reason',
    narrow: 'bare',
    cell: (row) => (
      <span class="long">
        <a href={`/console/retention/holds/${row.id}`}>{row.reason}</a>
      </span>
    ),
  },
  { label: 'retention.since', narrow: 'none', cell: (row) => <Time at={row.since} /> },
  { label: 'reports.status', narrow: 'aside', cell: (row) => <State hold={row} /> },
];

const State: FC<{ hold: Hold }> = ({ hold }) => (
  <Badge list="hold" value={hold.released ? 'released' : 'open'} tone={hold.released ? 'none' : 'warn'} />
);

export const HoldPage: FC<{ hold: Hold }> = ({ hold }) => {
  const { t } = useView();
  const { id, kind, target, operator, since, released } = hold;
  return (
    <Facts
      rows={[
        ['reports.status', <State hold={hold} />],
        [
          'retention.target',
          <>
            {t.word('held', kind)}: <EntityLink id={target} copy />
          </>,
        ],
        ['retention.since', <Time at={since} />],
        ['retention.by', <EntityLink id={operator} copy />],
        ['retention.id', <Id id={id} />],
        ['retention.released', released && <Time at={released.at} />],
        ['retention.release_reason', released?.reason],
        ['retention.released_by', released && <EntityLink id={released.operator} copy />],
      ]}
    />
  );
};

const { hinted } = fieldsIn('retention');

export const REASON: Field = { kind: 'text', ...hinted('reason'), required: true };

export const HOLD_FIELDS: Field[] = [
  { kind: 'entity', ...hinted('target_id', '/target'), kinds: HELD_KINDS, required: true },
  REASON,
];
