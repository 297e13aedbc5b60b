/** All operators, and the form that adds one. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { Page, Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { onceOf } from '../parts/once.ts';
import { Badge, Empty, Heading, Time } from '../parts/small.tsx';
import { Pager, Table } from '../parts/table.tsx';
import { newOperatorFields } from './fields.ts';

type Operator = Schema<'Operator'>;

/** Where the operator signs in: with a key of ours, or elsewhere. */
export const SignsIn: FC<{ of: Operator }> = ({ of: { identity, hint } }) => {
  const { t } = useView();
  if (identity) return <>{t('operators.with_provider', { issuer: hostOf(identity.issuer) })}</>;
  return <>{t.rich('operators.with_key', { hint: <code>{hint ?? ''}</code> })}</>;
};

const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

export const OperatorsPage: FC<{ list: Page<Operator> }> = ({ list }) => {
  const { t, session } = useView();
  return (
    <>
      <Heading title={t('operators.title')} lead={t('operators.lead')}>
        <a class="button primary" href="/console/operators/new">
          {t('operators.new')}
        </a>
      </Heading>
      <Table
        caption={t('operators.title')}
        rows={list.items}
        empty={<Empty text="operators.empty" />}
        columns={[
          {
            label: 'operators.name',
            cell: (row) => (
              <>
                <a href={`/console/operators/${row.id}`}>{row.name}</a>
                {row.id === session?.operator && <span class="soft"> {t('operators.you')}</span>}
              </>
            ),
          },
          { label: 'operators.role', cell: (row) => t.word('role', row.role) },
          { label: 'operators.status', cell: (row) => <Badge list="status" value={row.status} /> },
          { label: 'operators.signs_in', cell: (row) => <SignsIn of={row} /> },
          { label: 'operators.expires', cell: ({ expires }) => <Time at={expires} day /> },
        ]}
      />
      <Pager next={list.next} />
    </>
  );
};

export const NewOperatorPage: FC<{ state: FormState }> = ({ state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('operators.new')} lead={t('operators.new_lead')} />
      <Form
        fields={newOperatorFields(t)}
        state={state}
        submit="operators.add"
        cancel="/console/operators"
        hidden={onceOf(state)}
      />
    </>
  );
};
