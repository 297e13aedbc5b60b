/** Operator page, and the key after creation or rotation. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { SecretPage, TokenRequest } from '../parts/secret.tsx';
import { Badge, Facts, Id, Note, Time } from '../parts/small.tsx';

export type Operator = Schema<'Operator'>;
interface OperatorOnly {
  operator: Operator;
}

/** How the operator signs in: with a key, or with a provider. */
export const SignsIn: FC<{ operator: Operator }> = ({ operator: { identity, hint } }) => {
  const { t } = useView();
  if (identity) return <>{t('operators.with_provider', { issuer: hostOf(identity.issuer) })}</>;
  return <>{t.rich('operators.with_key', { hint: <code>{hint ?? ''}</code> })}</>;
};

/** Host of an issuer, which the configuration ensures is a URL. */
export const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : issuer);

export const OperatorPage: FC<OperatorOnly> = ({ operator }) => {
  const { t, session } = useView();
  const { id, role, status, identity, expires, created, updated } = operator;
  return (
    <>
      {id === session?.operator && <Note tone="none">{t('operators.is_you')}</Note>}
      <Facts
        rows={[
          ['operators.status', <Badge list="status" value={status} />],
          ['operators.role', `${t.word('role', role)}: ${t.word('role_may', role)}`],
          ['operators.signs_in', <SignsIn operator={operator} />],
          ['operators.issuer', identity?.issuer],
          ['operators.subject', identity && <Id id={identity.subject} />],
          ['operators.expires', expires && <Time at={expires} />],
          ['operators.created', <Time at={created} />],
          ['operators.changed', <Time at={updated} />],
          ['operators.client', !identity && <Id id={id} />],
        ]}
      />
    </>
  );
};

export const OperatorSecretPage: FC<OperatorOnly & { secret: string; rotated?: boolean }> = ({
  operator: { id, name, role },
  secret,
  rotated = false,
}) => {
  const { t, agency } = useView();
  const token = [t('operators.step_token'), <TokenRequest client={id} />];
  const articles = {
    request: <code>{`PUT ${agency.publicUrl}/v1/admin/articles`}</code>,
    how: <a href="/docs/agency#ingestArticle">{t('articles.sending')}</a>,
  };
  const address = `${agency.publicUrl}/console`;
  const steps = [
    t('operators.step_send'),
    t('operators.step_store'),
    t('operators.step_console', { address }),
    ...(role === 'auditor' ? [] : [token]),
    ...(role === 'ingest' ? [t.rich('operators.step_articles', articles)] : []),
  ];
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
