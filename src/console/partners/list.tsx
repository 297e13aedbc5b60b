/** All partners, and the form of one. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import { seenOf } from '../forms/seen.ts';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { onceOf } from '../parts/once.ts';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { PARTNER_FIELDS } from './fields.ts';

export const PartnersPage: FC<{ list: Page<Schema<'Partner'>> }> = ({ list }) => {
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
          { label: 'partners.titles', cell: (row) => <Titles titles={row.titles} /> },
          { label: 'partners.changed', cell: (row) => <Time at={row.updated} /> },
        ]}
      />
      <Pager next={list.next} />
    </>
  );
};

/** A regional group may have a hundred. */
const TITLES_SHOWN = 3;

const Titles: FC<{ titles: Schema<'Title'>[] }> = ({ titles }) => {
  const { t } = useView();
  const shown = titles.slice(0, TITLES_SHOWN).map(({ name }) => name);
  const count = titles.length - shown.length;
  return <>{[...shown, ...(count > 0 ? [t('partners.more_titles', { count })] : [])].join(', ')}</>;
};

export const PartnerForm: FC<{ state: FormState; cancel: string; partner?: Schema<'Partner'> }> = ({
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
        hidden={partner ? seenOf(state, partner.updated) : onceOf(state)}
      />
    </>
  );
};
