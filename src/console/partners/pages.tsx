/** Partners as pages: the list, one of them, and the form of both. */
import type { FC } from 'hono/jsx';
import type { components } from '../../../client/src/api.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import { useView } from '../frame/view.ts';
import { Badge, Empty, Facts, Heading, Id, Section, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { PARTNER_FIELDS } from './fields.ts';

type Partner = components['schemas']['Partner'];

export const PartnersPage: FC<{ list: { items: Partner[]; next: string | null } }> = ({ list }) => {
  const { t } = useView();
  const add = (
    <a class="button primary" href="/console/partners/new">
      {t('partners.new')}
    </a>
  );
  return (
    <>
      <Heading title={t('partners.title')} lead={t('partners.lead')}>
        {add}
      </Heading>
      <Table
        caption={t('partners.title')}
        rows={list.items}
        empty={<Empty text="partners.empty">{add}</Empty>}
        columns={[
          { label: 'partners.name', cell: (row) => <a href={`/console/partners/${row.id}`}>{row.name}</a> },
          { label: 'partners.status', cell: (row) => <Badge list="status" value={row.status} /> },
          { label: 'partners.titles', numeric: true, cell: (row) => t.number(row.titles.length) },
          { label: 'partners.changed', cell: (row) => <Time at={row.updated} /> },
        ]}
      />
      <Pager next={list.next} />
    </>
  );
};

export const PartnerPage: FC<{ partner: Partner }> = ({ partner }) => {
  const { t } = useView();
  const { id, name, status, contact, titles, created, updated } = partner;
  return (
    <>
      <Heading title={name}>
        <a class="button" href={`/console/partners/${id}/change`}>
          {t('partners.change')}
        </a>
      </Heading>
      <Facts
        rows={[
          ['partners.status', <Badge list="status" value={status} />],
          ['partners.id', <Id of={id} />],
          ['partners.contact', contact],
          ['partners.created', <Time at={created} />],
          ['partners.changed', <Time at={updated} />],
        ]}
      />
      <Section title={t('partners.titles')}>
        <Table
          caption={t('partners.titles')}
          rows={titles}
          empty={<Empty text="partners.no_titles" />}
          columns={[
            { label: 'partners.title_name', cell: (row) => row.name },
            { label: 'partners.title_id', cell: (row) => <code>{row.id}</code> },
            { label: 'partners.market', cell: (row) => row.market },
            { label: 'partners.domains', cell: (row) => row.domains.join(', ') },
            { label: 'partners.kind', cell: (row) => row.kind ?? '' },
          ]}
        />
      </Section>
    </>
  );
};

export const PartnerForm: FC<{ state: FormState; cancel: string; partner?: Partner }> = ({
  state,
  cancel,
  partner,
}) => {
  const { t } = useView();
  return (
    <>
      <Heading title={partner ? partner.name : t('partners.new')} />
      <Form
        fields={PARTNER_FIELDS}
        state={state}
        submit={partner ? 'form.save' : 'partners.create'}
        cancel={cancel}
      />
    </>
  );
};
