/** One operator, and what an owner can do about them. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import { seenOf } from '../forms/seen.ts';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { onceOf } from '../parts/once.ts';
import { SecretPage, TokenRequest } from '../parts/secret.tsx';
import { Badge, Facts, Heading, Id, Note, Time } from '../parts/small.tsx';
import { JWK, operatorFields } from './fields.ts';
import { SignsIn } from './list.tsx';

type Operator = Schema<'Operator'>;
interface Of {
  operator: Operator;
}

/** What is done after a question, by the last part of the page's path. */
export const ACTS = {
  suspend: { submit: 'operators.suspend', means: 'operators.suspend_means', done: 'operator_suspended' },
  reactivate: {
    submit: 'operators.reactivate',
    means: 'operators.reactivate_means',
    done: 'operator_reactivated',
  },
  rotate: { submit: 'operators.rotate', means: 'operators.rotate_means', done: 'operator_rotated' },
  revoke: { submit: 'operators.revoke', means: 'operators.revoke_means', done: 'operator_revoked' },
} as const satisfies Record<string, { submit: MessageKey; means: MessageKey; done: string }>;

export type Act = keyof typeof ACTS;

/** In the order in which they are offered. */
function actsOf({ status, identity }: Operator): Act[] {
  if (status === 'revoked') return [];
  return [
    status === 'active' ? 'suspend' : 'reactivate',
    ...(identity ? [] : (['rotate'] as const)),
    'revoke',
  ];
}

export const OperatorPage: FC<Of> = ({ operator }) => {
  const { t, session } = useView();
  const { id, name, role, status, identity, expires, created, updated } = operator;
  const here = `/console/operators/${id}`;
  return (
    <>
      <Heading title={name}>
        {status !== 'revoked' && (
          <a class="button" href={`${here}/change`}>
            {t('operators.change')}
          </a>
        )}
        {actsOf(operator).map((act) => (
          <a class="button" href={`${here}/${act}`}>
            {t(ACTS[act].submit)}
          </a>
        ))}
      </Heading>
      {id === session?.operator && <Note tone="none">{t('operators.is_you')}</Note>}
      <Facts
        rows={[
          ['operators.status', <Badge list="status" value={status} />],
          ['operators.role', `${t.word('role', role)}: ${t.word('role_may', role)}`],
          ['operators.signs_in', <SignsIn of={operator} />],
          ['operators.issuer', identity?.issuer],
          ['operators.subject', identity && <Id of={identity.subject} />],
          ['operators.client', !identity && <Id of={id} />],
          ['operators.expires', expires && <Time at={expires} />],
          ['operators.created', <Time at={created} />],
          ['operators.changed', <Time at={updated} />],
        ]}
      />
    </>
  );
};

export const ChangeOperatorPage: FC<Of & { state: FormState }> = ({ operator, state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={operator.name} />
      {operator.identity && <Note tone="none">{t('operators.role_elsewhere')}</Note>}
      <Form
        fields={operatorFields(operator, t)}
        state={state}
        submit="form.save"
        cancel={`/console/operators/${operator.id}`}
        hidden={seenOf(state, operator.updated)}
      />
    </>
  );
};

export const ActPage: FC<Of & { act: Act; state: FormState }> = ({ operator, act, state }) => {
  const { t, session } = useView();
  const { submit, means } = ACTS[act];
  const { id, name } = operator;
  return (
    <>
      <Heading title={t(submit)} lead={name} />
      <Confirm
        name={name}
        submit={submit}
        cancel={`/console/operators/${id}`}
        state={state}
        undoable={act === 'suspend' || act === 'reactivate'}
        fields={act === 'rotate' ? [JWK] : []}
        hidden={act === 'rotate' ? onceOf(state) : {}}
      >
        <p>{t(means)}</p>
        {id === session?.operator && act !== 'reactivate' && <p>{t('operators.out_yourself')}</p>}
      </Confirm>
    </>
  );
};

/** Once, when the key is made or rotated. */
export const OperatorSecretPage: FC<Of & { secret: string; rotated?: boolean }> = ({
  operator: { id, name, role },
  secret,
  rotated = false,
}) => {
  const { t, agency } = useView();
  const steps = (
    <>
      <li>{t('operators.step_send')}</li>
      <li>{t('operators.step_store')}</li>
      <li>{t('operators.step_console', { address: `${agency.publicUrl}/console` })}</li>
      {role !== 'auditor' && (
        <li>
          {t('operators.step_token')}
          <TokenRequest client={id} />
        </li>
      )}
    </>
  );
  return (
    <SecretPage
      title={t(rotated ? 'operators.rotated' : 'operators.added', { name })}
      client={id}
      secret={secret}
      steps={steps}
      onward={`/console/operators/${id}`}
    />
  );
};
