/** One key: whose it is, whether it works, when it was last used; and its secret, when there is a new one. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { SecretPage, TokenRequest } from '../parts/secret.tsx';
import { Badge, Facts, Id, Note, Section, Time } from '../parts/small.tsx';
import { To } from '../parts/to.tsx';
import { LastUsed, standingOf, usageRows } from './table.tsx';

type Key = Schema<'ApiKey'>;
type Of = { apiKey: Key };

interface KeyProps extends Of {
  license: Schema<'License'>;
  partner: Schema<'Partner'>;
}

export const KeyPage: FC<KeyProps> = ({ apiKey, license, partner }) => {
  const { t, now } = useView();
  const { id, env, expires, created, updated } = apiKey;
  const standing = standingOf(apiKey, now);
  return (
    <>
      <Standstill standing={standing} license={license} partner={partner} />
      <Facts
        rows={[
          ['keys.status', <Badge list="status" value={standing} />],
          ['keys.last_used', <LastUsed of={apiKey} />],
          ['keys.partner', <To href={`/console/partners/${partner.id}`}>{partner.name}</To>],
          ['keys.license', <To href={`/console/licenses/${license.id}`}>{license.consent.reference}</To>],
          ['keys.env', t.word('env', env)],
          ['keys.expires', expires && <Time at={expires} />],
          ...usageRows(apiKey, t),
          ['keys.feed', <FeedState of={apiKey} />],
          ['keys.created', <Time at={created} />],
          ['keys.changed', <Time at={updated} />],
          ['keys.client', <Id of={id} />],
        ]}
      />
      {standing === 'active' && apiKey.authMethod === 'client_secret' && (
        <Section title={t('keys.use')}>
          <TokenRequest client={id} />
        </Section>
      )}
    </>
  );
};

const FeedState: FC<{ of: Key }> = ({ of: { feedAddress } }) => {
  const { t } = useView();
  if (!feedAddress) return t('keys.no_feed');
  const { created, expires } = feedAddress;
  return (
    <>
      {t.rich('keys.feed_since', { at: <Time at={created} /> })}
      {expires && <> {t.rich('keys.feed_until', { at: <Time at={expires} /> })}</>}
    </>
  );
};

/** Why nothing is delivered on it, when nothing is. */
const Standstill: FC<{ standing: string } & Omit<KeyProps, 'apiKey'>> = ({ standing, license, partner }) => {
  const { t } = useView();
  if (standing === 'revoked') return <Note tone="none">{t('keys.is_revoked')}</Note>;
  if (standing === 'expired') return <Note tone="warn">{t('keys.is_expired')}</Note>;
  if (partner.status !== 'active') return <Note tone="warn">{t('partners.is_suspended')}</Note>;
  if (license.status !== 'active')
    return <Note tone="warn">{t('keys.license_stands', { status: t.word('status', license.status) })}</Note>;
  return null;
};

/** Once, when it is made or rotated. */
export const KeySecretPage: FC<Of & { secret: string; previousExpires?: string }> = ({
  apiKey: { id, name },
  secret,
  previousExpires,
}) => {
  const { t } = useView();
  const steps = (
    <>
      <li>{t('keys.step_send')}</li>
      <li>{t('keys.step_store')}</li>
      <li>
        {t('keys.step_token')}
        <TokenRequest client={id} />
      </li>
    </>
  );
  return (
    <SecretPage
      title={t(previousExpires ? 'keys.rotated' : 'keys.issued', { name })}
      client={id}
      secret={secret}
      steps={steps}
      onward={`/console/keys/${id}`}
    >
      {previousExpires && <p>{t.rich('keys.older_until', { at: <Time at={previousExpires} /> })}</p>}
    </SecretPage>
  );
};

/** Once, when it is made. */
export const FeedAddressSecretPage: FC<Of & { address: Schema<'FeedAddress'> }> = ({ apiKey, address }) => {
  const { t } = useView();
  const steps = (
    <>
      <li>{t('keys.feed_step_send')}</li>
      <li>{t('keys.feed_step_formats')}</li>
      <li>{t('keys.feed_step_changes')}</li>
    </>
  );
  return (
    <SecretPage
      title={t('keys.feed_created', { name: apiKey.name })}
      client={apiKey.id}
      secret={address.articles.rss}
      steps={steps}
      onward={`/console/keys/${apiKey.id}`}
    />
  );
};
