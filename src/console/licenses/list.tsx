import type { FC } from 'hono/jsx';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { FieldRows } from '../forms/form.tsx';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import { useView, type View } from '../frame/view.ts';
import { EntityLink, useName } from '../parts/entity.tsx';
import type { ListControl } from '../parts/filter.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { Heading, Submit } from '../parts/small.tsx';
import { type Column, stateColumn } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';
import { licenseStateOf } from './standing.ts';
import { TEMPLATES, type TemplateName } from './templates.ts';

export type License = Schema<'License'>;

const STATUS_FILTERS = ['active', 'scheduled', 'suspended', 'terminated'];
/** Filter by days until the end; `over` means ended. */
const END_FILTERS = ['30', '60', '90', 'over'];

/** Columns for the page of a partner or product: without that column. */
export const licenseColumnsWithout = (name: 'partner' | 'products', view: View) =>
  licenseColumns(view).filter(({ label }) => label !== `licenses.${name}`);

export function licenseColumns({ now, t }: View): Column<License>[] {
  return [
    {
      label: 'licenses.consent.reference',
      sort: 'reference',
      cell: (row) => <a href={`/console/licenses/${row.id}`}>{row.consent.reference}</a>,
    },
    { label: 'licenses.partner', narrow: 'bare', cell: ({ partner }) => <EntityLink id={partner} /> },
    {
      label: 'licenses.products',
      narrow: 'none',
      cell: ({ products }) => products.map((id) => useName(id) ?? id).join(', '),
    },
    {
      label: 'licenses.channels',
      narrow: 'none',
      cell: ({ channels = [] }) => channels.map((channel) => t.word('channel', channel)).join(', '),
    },
    stateColumn('licenses.status', (row: License) => licenseStateOf(row, now), 'standing'),
    {
      label: 'licenses.ends',
      sort: 'ends',
      cell: ({ ends, timeZone }) => <TermDay at={ends} zone={timeZone} edge="last" />,
    },
  ];
}

export const licenseFilters = ({ t }: View): ListControl[] => [
  { name: 'partner', label: 'licenses.partner', kinds: ['partner'] },
  { name: 'status', label: 'licenses.status', choices: wordOptions(t, 'standing', STATUS_FILTERS) },
  { name: 'ending', label: 'licenses.ending', choices: wordOptions(t, 'ending', END_FILTERS) },
];

const { hinted } = fieldsIn('licenses');

/** First step of a new license: its partner, which determines the titles, and the starting point. */
export const startFields = (t: Translate): Field[] => [
  { kind: 'entity', kinds: ['partner'], ...hinted('partner', 'partner'), required: true },
  {
    kind: 'select',
    ...hinted('start_from', 'template'),
    required: true,
    options: [
      ...(Object.keys(TEMPLATES) as TemplateName[]).map((value) => ({
        value,
        label: t(`licenses.template.${value}`),
      })),
      { value: 'blank', label: t('licenses.blank') },
    ],
  },
  { kind: 'entity', kinds: ['license'], ...hinted('copy', 'copy') },
];

/** `partner`: id of the partner whose page led here, or ''. */
export const StartPage: FC<{ partner: string }> = ({ partner }) => {
  const { t } = useView();
  const values = new Map([
    ['template', ['web_app']],
    ['partner', [partner]],
  ]);
  const state = { values, faults: [] };
  return (
    <>
      <Heading title={t('licenses.new')} lead={t('licenses.new_lead')} />
      <form class="form" action="/console/licenses/new">
        <FieldRows fields={startFields(t)} state={state} />
        <div class="buttons">
          <Submit text={t('licenses.next')} tone="primary" />
          <ButtonLink href="/console/partners/new" label="partners.new" />
        </div>
      </form>
    </>
  );
};
