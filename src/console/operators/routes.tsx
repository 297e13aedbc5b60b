/** `/console/operators`: operators and roles, for owners. */
import { ROLES } from '../../access/roles.ts';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { filled } from '../forms/state.ts';
import { byId, type Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import type { ConsoleView } from '../frame/view.ts';
import { Note, Time } from '../parts/small.tsx';
import { statusColumn } from '../parts/table.tsx';
import type { Action } from '../resources/area.ts';
import { resourcePages } from '../resources/resource-pages.tsx';
import { type Operator, OperatorPage, OperatorSecretPage, SignsIn } from './operator.tsx';

const { field, hinted } = fieldsIn('operators');

const NAME: Field = { kind: 'text', ...field('name'), required: true };
const EXPIRES: Field = { kind: 'instant', ...hinted('expires') };
const JWK: Field = { kind: 'json', ...hinted('jwk'), lines: 6 };

function roleField(t: Translate): Field {
  const options = wordOptions(t, 'role', ROLES);
  const instruction = options.map(({ value, label }) => `${label}: ${t.word('role_may', value)}`).join('\n');
  return { kind: 'select', ...field('role'), options, instruction, required: true };
}

/** The identity provider determines the role of federated operators. */
const operatorFields = ({ identity }: Operator, t: Translate): Field[] =>
  identity ? [NAME] : [NAME, roleField(t)];

const consequence =
  (effect: 'operators.suspend_means' | 'operators.rotate_means' | 'operators.revoke_means') =>
  ({ id }: Operator, { t, session }: ConsoleView) => (
    <>
      <p>{t(effect)}</p>
      {id === session.operator && <p>{t('operators.out_yourself')}</p>}
    </>
  );

const actions: Record<string, Action<Operator>> = {
  suspend: {
    label: 'operators.suspend',
    weight: 'stops',
    isOffered: ({ status }) => status === 'active',
    effect: consequence('operators.suspend_means'),
    send: (api, id) => api.PATCH('/v1/admin/operators/{id}', { ...byId(id), body: { status: 'suspended' } }),
    done: 'operator_suspended',
  },
  reactivate: {
    label: 'operators.reactivate',
    isOffered: ({ status }) => status === 'suspended',
    effect: (_, { t }) => <p>{t('operators.reactivate_means')}</p>,
    send: (api, id) => api.PATCH('/v1/admin/operators/{id}', { ...byId(id), body: { status: 'active' } }),
    done: 'operator_reactivated',
  },
  rotate: {
    label: 'operators.rotate',
    weight: 'final',
    isOffered: ({ status, identity }) => status !== 'revoked' && !identity,
    fields: () => [JWK],
    effect: consequence('operators.rotate_means'),
    send: (api, id, body: { jwk?: { kty: string } }, header) =>
      api.POST('/v1/admin/operators/{id}/rotate', { params: { path: { id }, header }, body }),
    repeated: 'not_rotated_twice',
    done: 'operator_rotated',
    answer: ({ client_secret: secret }: Schema<'OperatorWithSecret'>, operator) =>
      secret && <OperatorSecretPage operator={operator} secret={secret} rotated />,
  },
  revoke: {
    label: 'operators.revoke',
    weight: 'final',
    isOffered: ({ status }) => status !== 'revoked',
    effect: consequence('operators.revoke_means'),
    send: (api, id) => api.DELETE('/v1/admin/operators/{id}', byId(id)),
    done: 'operator_revoked',
  },
};

export const operatorPages = resourcePages({
  name: 'operators',
  path: '/operators',
  api: '/v1/admin/operators',
  nameOf: ({ name }) => name,
  list: {
    sorts: ['name'],
    controls: ({ t }) => [{ name: 'role', label: 'operators.role', choices: wordOptions(t, 'role', ROLES) }],
    columns: ({ t, session }) => [
      {
        label: 'operators.name',
        sort: 'name',
        cell: (row) => [
          <a href={`/console/operators/${row.id}`}>{row.name}</a>,
          row.id === session.operator && <span class="soft"> {t('operators.you')}</span>,
        ],
      },
      { label: 'operators.role', narrow: 'bare', cell: (row) => t.word('role', row.role) },
      statusColumn('operators.status'),
      { label: 'operators.signs_in', narrow: 'bare', cell: (row) => <SignsIn operator={row} /> },
      { label: 'operators.expires', narrow: 'none', cell: ({ expires }) => <Time at={expires} day /> },
    ],
  },
  create: {
    form: ({ req, var: { view } }) => {
      const fields = [NAME, roleField(view.t), EXPIRES, JWK];
      return { fields, start: filled(fields, req.query(), view.zone), lead: view.t('operators.new_lead') };
    },
    done: 'operator_added',
    repeated: 'not_added_twice',
    answer: (created) =>
      created.client_secret && <OperatorSecretPage operator={created} secret={created.client_secret} />,
  },
  edit: {
    form: (operator, { t }) => ({
      fields: operatorFields(operator, t),
      note: operator.identity && <Note tone="none">{t('operators.role_elsewhere')}</Note>,
    }),
    done: 'operator_changed',
    isOffered: ({ status }) => status !== 'revoked',
  },
  show: (operator) => <OperatorPage operator={operator} />,
  actions,
});
