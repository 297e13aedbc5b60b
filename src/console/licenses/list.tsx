/** Licenses as a list: by partner, by status, by when they end. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import type { Field, Option } from '../forms/fields.ts';
import { Entered } from '../forms/form.tsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { optionsOf, type Partner, type Product } from './catalogue.ts';
import { standingOf } from './standing.ts';

export type License = components['schemas']['License'];

/** Days within which a license ends, and `over`: it has ended. */
export const ENDING = ['30', '60', '90', 'over'];

interface ListProps {
  list: { items: License[]; next: string | null };
  partners: Partner[];
  products: Product[];
  filter: Record<string, string>;
}

export const LicensesPage: FC<ListProps> = ({ list, partners, products, filter }) => {
  const { t, now } = useView();
  const grant = (
    <a class="button primary" href="/console/licenses/new">
      {t('licenses.new')}
    </a>
  );
  const partnerName = new Map(partners.map(({ id, name }) => [id, name]));
  const productName = new Map(products.map(({ id, name }) => [id, name]));
  const isFiltered = Object.values(filter).some((value) => value !== '');
  return (
    <>
      <Heading title={t('licenses.title')} lead={t('licenses.lead')}>
        {grant}
      </Heading>
      <Filters partners={partners} filter={filter} />
      <div id="licenses">
        <Table
          caption={t('licenses.title')}
          rows={list.items}
          empty={
            isFiltered ? <Empty text="licenses.none_such" /> : <Empty text="licenses.empty">{grant}</Empty>
          }
          columns={[
            {
              label: 'licenses.consent.reference',
              cell: (row) => <a href={`/console/licenses/${row.id}`}>{row.consent.reference}</a>,
            },
            {
              label: 'licenses.partner',
              cell: (row) => (
                <a href={`/console/partners/${row.partner}`}>{partnerName.get(row.partner) ?? row.partner}</a>
              ),
            },
            {
              label: 'licenses.products',
              cell: (row) => row.products.map((id) => productName.get(id) ?? id).join(', '),
            },
            {
              label: 'licenses.status',
              cell: (row) => <Badge list="standing" value={standingOf(row, now)} />,
            },
            { label: 'licenses.ends', cell: (row) => <Time at={row.ends} /> },
          ]}
        />
        <Pager next={list.next} />
      </div>
    </>
  );
};

const Filters: FC<{ partners: Partner[]; filter: Record<string, string> }> = ({ partners, filter }) => {
  const { t } = useView();
  const closed = (list: string, values: string[]) =>
    values.map((value) => ({ value, label: t.word(list, value) }));
  const choices: [string, MessageKey, Option[]][] = [
    ['partner', 'licenses.partner', optionsOf(partners)],
    ['status', 'licenses.status', closed('status', ['active', 'suspended', 'terminated'])],
    ['ending', 'licenses.ending', closed('ending', ENDING)],
  ];
  return (
    <form
      class="filters"
      action="/console/licenses"
      hx-get="/console/licenses"
      hx-trigger="change"
      hx-target="#licenses"
      hx-select="#licenses"
      hx-swap="outerHTML"
      hx-push-url="true"
    >
      {choices.map(([name, label, options]) => (
        <div class="field">
          <label for={`by-${name}`}>{t(label)}</label>
          <select id={`by-${name}`} name={name}>
            <option value="">{t('licenses.any')}</option>
            {options.map((option) => (
              <option value={option.value} selected={option.value === filter[name]}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <div>
        <button type="submit">{t('licenses.show')}</button>
      </div>
    </form>
  );
};

/** First step of a new license: whose it is, since its titles are chosen from. */
export const ChoosePartner: FC<{ partners: Partner[] }> = ({ partners }) => {
  const { t } = useView();
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
          <Entered field={field} state={{ values: new Map(), faults: [] }} />
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
