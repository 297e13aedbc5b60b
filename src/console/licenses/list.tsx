/** The list of licenses, and the first step of a new one. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { Field, Option } from '../forms/fields.ts';
import { Entered } from '../forms/form.tsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { type ConsoleView, useView } from '../frame/view.ts';
import type { FilterProps } from '../parts/filter.tsx';
import { Badge, Empty, Heading } from '../parts/small.tsx';
import type { Column } from '../parts/table.tsx';
import { TermDay } from '../parts/term.tsx';
import { optionsOf, type Partner, type Product } from './catalogue.ts';
import { standingOf } from './standing.ts';
import { TEMPLATES, type TemplateName } from './templates.ts';

export type License = components['schemas']['License'];

/** Days within which a license ends, and `over`: it has ended. */
export const ENDING = ['30', '60', '90', 'over'];

interface Named {
  partners: Partner[];
  products: Product[];
}

export const LICENSE_SORTS = ['reference', 'ends'];

export function licenseColumns(view: ConsoleView, { partners, products }: Named): Column<License>[] {
  const partnerName = new Map(partners.map(({ id, name }) => [id, name]));
  const productName = new Map(products.map(({ id, name }) => [id, name]));
  return [
    {
      label: 'licenses.consent.reference',
      sort: 'reference',
      cell: (row) => <a href={`/console/licenses/${row.id}`}>{row.consent.reference}</a>,
    },
    {
      label: 'licenses.partner',
      narrow: 'bare',
      cell: (row) => (
        <a href={`/console/partners/${row.partner}`}>{partnerName.get(row.partner) ?? row.partner}</a>
      ),
    },
    {
      label: 'licenses.products',
      narrow: 'none',
      cell: (row) => row.products.map((id) => productName.get(id) ?? id).join(', '),
    },
    {
      label: 'licenses.status',
      narrow: 'aside',
      cell: (row) => <Badge list="standing" value={standingOf(row, view.now)} />,
    },
    { label: 'licenses.ends', sort: 'ends', cell: (row) => <TermDay of={row} edge="last" /> },
  ];
}

/** By partner, by status, by when they end. */
export function licenseFilters({ t }: ConsoleView, partners: Partner[], query: Record<string, string>) {
  const words = (list: string, values: string[]) =>
    values.map((value) => ({ value, label: t.word(list, value) }));
  const filter = (name: string, label: MessageKey, choices: Option[]): FilterProps => ({
    name,
    label,
    value: query[name] ?? '',
    choices,
    any: true,
  });
  return [
    filter('partner', 'licenses.partner', optionsOf(partners)),
    filter('status', 'licenses.status', words('status', ['active', 'suspended', 'terminated'])),
    filter('ending', 'licenses.ending', words('ending', ENDING)),
  ];
}

/** First step of a new license: whose it is, since its titles are chosen from. */
export const ChoosePartner: FC<{ partners: Partner[]; licenses: License[] }> = ({ partners, licenses }) => {
  const { t } = useView();
  const names = new Map(partners.map(({ id, name }) => [id, name]));
  const starts: Field[] = [
    {
      kind: 'select',
      path: 'template',
      label: 'licenses.start_from',
      hint: 'licenses.start_from_hint',
      required: true,
      options: [
        ...(Object.keys(TEMPLATES) as TemplateName[]).map((value) => ({
          value,
          label: t(`licenses.template.${value}`),
        })),
        { value: 'blank', label: t('licenses.blank') },
      ],
    },
    {
      kind: 'select',
      path: 'copy',
      label: 'licenses.copy',
      hint: 'licenses.copy_hint',
      options: licenses.map(({ id, partner, consent }) => ({
        value: id,
        label: `${names.get(partner) ?? partner} · ${consent.reference}`,
      })),
    },
  ];
  const begun = { values: new Map([['template', ['web_app']]]), faults: [] };
  const field: Field = {
    kind: 'select',
    path: 'partner',
    label: 'licenses.partner',
    hint: 'licenses.partner_hint',
    required: true,
    options: optionsOf(partners),
  };
  const register = (
    <a class="button" href="/console/partners/new">
      {t('partners.new')}
    </a>
  );
  return (
    <>
      <Heading title={t('licenses.new')} lead={t('licenses.new_lead')} />
      {partners.length === 0 ? (
        <Empty text="licenses.no_partners">{register}</Empty>
      ) : (
        <form class="form" action="/console/licenses/new">
          {[field, ...starts].map((one) => (
            <Entered field={one} state={begun} />
          ))}
          <div class="buttons">
            <button class="primary" type="submit">
              {t('licenses.next')}
            </button>
            {register}
          </div>
        </form>
      )}
    </>
  );
};
