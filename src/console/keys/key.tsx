/** Key page: owner, state and last use; a new secret once. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from '../parts/entity.tsx';
import { SecretPage, TokenRequest } from '../parts/secret.tsx';
import { Badge, Facts, Id, Note, Section, Time } from '../parts/small.tsx';
import { type Key, keyStateOf, LastUsed } from './table.tsx';

type KeyOnly = { apiKey: Key };

interface KeyProps extends KeyOnly {
  license: Schema<'License'>;
  partner: Schema<'Partner'>;
}

export const KeyPage: FC<KeyProps> = ({ apiKey, license, partner }) => {
  const { t, now } = useView();
  const { id, env, expires, previousExpires, lastRefused, created, updated } = apiKey;
  const { authMethod, hint, dpop, addresses } = apiKey;
  const state = keyStateOf(apiKey, now);
  return (
    <>
      <NotDelivering state={state} license={license} partner={partner} />
      <Facts
        rows={[
          ['keys.status', <Badge list="status" value={state} />],
          ['keys.last_used', <LastUsed apiKey={apiKey} />],
          ['keys.last_refused', lastRefused && <Refused {...lastRefused} />],
          ['keys.partner', <EntityLink id={partner.id} />],
          ['keys.license', <EntityLink id={license.id} />],
          ['keys.env', t.word('env', env)],
          ['keys.expires', expires && <Time at={expires} />],
          ['keys.previous_expires', previousExpires && <Time at={previousExpires} />],
          ['keys.auth', t.word('auth', authMethod)],
          ['keys.hint', <code>{hint}</code>],
          ['keys.tokens', t.word('tokens', dpop ? 'bound' : 'bearer')],
          [
            'keys.addresses',
            addresses?.map((block) => <code class="block">{block}</code>) ?? t('keys.anywhere'),
          ],
          ['keys.feed', <FeedState apiKey={apiKey} />],
          ['keys.created', <Time at={created} />],
          ['keys.changed', <Time at={updated} />],
          ['keys.client', <Id id={id} />],
        ]}
      />
      {state === 'active' && authMethod === 'client_secret' && (
        <Section title={t('keys.use')}>
          <TokenRequest client={id} />
        </Section>
      )}
    </>
  );
};

const Refused: FC<NonNullable<Key['lastRefused']>> = ({ at, reason }) => {
  const { t } = useView();
  return <>{[<Time at={at} />, ': ', t(`keys.refused_${reason}`)]}</>;
};

const FeedState: FC<{ apiKey: Key }> = ({ apiKey: { feedAddress } }) => {
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

const NotDelivering: FC<{ state: string } & Omit<KeyProps, 'apiKey'>> = ({ state, license, partner }) => {
  const { t } = useView();
  if (state === 'revoked') return <Note tone="none">{t('keys.is_revoked')}</Note>;
  if (state === 'expired') return <Note tone="warn">{t('keys.is_expired')}</Note>;
  if (partner.status !== 'active') return <Note tone="warn">{t('partners.is_suspended')}</Note>;
  if (license.status !== 'active')
    return <Note tone="warn">{t('keys.license_stands', { status: t.word('status', license.status) })}</Note>;
  return null;
};

export const KeySecretPage: FC<KeyOnly & { secret: string }> = ({ apiKey, secret }) => {
  const { id, name, previousExpires } = apiKey;
  const { t, agency } = useView();
  const token = [t('keys.step_token'), <TokenRequest client={id} />];
  const first = t('keys.step_first', { address: `${agency.publicUrl}/` });
  return (
    <SecretPage
      title={t(previousExpires ? 'keys.rotated' : 'keys.issued', { name })}
      client={id}
      secret={secret}
      steps={[t('keys.step_send'), t('keys.step_store'), token, first]}
      onward={`/console/keys/${id}`}
    >
      {previousExpires && <p>{t.rich('keys.older_until', { at: <Time at={previousExpires} /> })}</p>}
    </SecretPage>
  );
};

export const FeedAddressSecretPage: FC<KeyOnly & { address: Schema<'FeedAddress'> }> = ({
  apiKey,
  address,
}) => {
  const { t } = useView();
  return (
    <SecretPage
      title={t('keys.feed_created', { name: apiKey.name })}
      client={apiKey.id}
      secret={address.articles.rss}
      steps={[t('keys.feed_step_send'), t('keys.feed_step_formats'), t('keys.feed_step_changes')]}
      onward={`/console/keys/${apiKey.id}`}
    />
  );
};
