/** One key: whose it is, whether it works, when it was last used, and what can be done with it. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import { seenOf } from '../forms/seen.ts';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { onceOf } from '../parts/once.ts';
import { SecretPage, TokenRequest } from '../parts/secret.tsx';
import { Badge, Facts, Heading, Id, Note, Section, Time } from '../parts/small.tsx';
import { To } from '../parts/to.tsx';
import { KEY_FIELDS, rotationFields } from './fields.ts';
import { LastUsed, standingOf, usageRows } from './table.tsx';

type Key = Schema<'ApiKey'>;
type Of = { apiKey: Key };

interface KeyProps extends Of {
  license: Schema<'License'>;
  partner: Schema<'Partner'>;
}

export const KeyPage: FC<KeyProps> = ({ apiKey, license, partner }) => {
  const { t, now } = useView();
  const { id, name, env, expires, created, updated } = apiKey;
  const here = `/console/keys/${id}`;
  const standing = standingOf(apiKey, now);
  return (
    <>
      <Heading title={name}>
        {apiKey.status === 'active' && (
          <>
            <a class="button" href={`${here}/rotate`}>
              {t('keys.rotate')}
            </a>
            <a class="button" href={`${here}/change`}>
              {t('keys.change')}
            </a>
            {!apiKey.dpop && (
              <a class="button" href={`${here}/feed-address`}>
                {t('keys.feed')}
              </a>
            )}
            <a class="button" href={`${here}/revoke`}>
              {t('keys.revoke')}
            </a>
          </>
        )}
      </Heading>
      <Standstill standing={standing} license={license} partner={partner} />
      <Facts
        rows={[
          ['keys.status', <Badge list="status" value={standing} />],
          ['keys.last_used', <LastUsed of={apiKey} />],
          ['keys.partner', <To href={`/console/partners/${partner.id}`}>{partner.name}</To>],
          ['keys.license', <To href={`/console/licenses/${license.id}`}>{license.consent.reference}</To>],
          ['keys.env', t.word('env', env)],
          ['keys.client', <Id of={id} />],
          ['keys.expires', expires && <Time at={expires} />],
          ...usageRows(apiKey, t),
          ['keys.feed', <FeedState of={apiKey} />],
          ['keys.created', <Time at={created} />],
          ['keys.changed', <Time at={updated} />],
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

export const ChangeKeyPage: FC<Of & { state: FormState }> = ({ apiKey: { id, name, updated }, state }) => (
  <>
    <Heading title={name} />
    <Form
      fields={KEY_FIELDS}
      state={state}
      submit="form.save"
      cancel={`/console/keys/${id}`}
      hidden={seenOf(state, updated)}
    />
  </>
);

export const RotateKeyPage: FC<Of & { state: FormState }> = ({ apiKey, state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('keys.rotate_name', { name: apiKey.name })} lead={t('keys.rotate_lead')} />
      <Form
        fields={rotationFields(apiKey)}
        state={state}
        submit="keys.rotate"
        cancel={`/console/keys/${apiKey.id}`}
        hidden={onceOf(state)}
      />
    </>
  );
};

export const RevokeKeyPage: FC<Of & { state: FormState }> = ({ apiKey, state }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t('keys.revoke_name', { name: apiKey.name })} />
      <Confirm name={apiKey.name} submit="keys.revoke" cancel={`/console/keys/${apiKey.id}`} state={state}>
        <p>{t('keys.revoke_means')}</p>
        <p>
          {t('keys.last_used')}: <LastUsed of={apiKey} />
        </p>
      </Confirm>
    </>
  );
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

/** Makes a feed address, in the place of the one that there is, or revokes that. */
export const FeedAddressPage: FC<Of & { state: FormState }> = ({ apiKey, state }) => {
  const { t } = useView();
  const here = `/console/keys/${apiKey.id}`;
  return (
    <>
      <Heading title={t('keys.feed_name', { name: apiKey.name })} lead={t('keys.feed_lead')}>
        {apiKey.feedAddress && (
          <a class="button" href={`${here}/feed-address/revoke`}>
            {t('keys.feed_revoke')}
          </a>
        )}
      </Heading>
      {apiKey.feedAddress && <Note tone="warn">{t('keys.feed_replaces')}</Note>}
      <Form fields={[]} state={state} submit="keys.feed_create" cancel={here} hidden={onceOf(state)} />
    </>
  );
};

export const RevokeFeedAddressPage: FC<Of & { state: FormState }> = ({ apiKey, state }) => {
  const { t } = useView();
  const here = `/console/keys/${apiKey.id}`;
  return (
    <>
      <Heading title={t('keys.feed_revoke_name', { name: apiKey.name })} />
      <Confirm name={apiKey.name} submit="keys.feed_revoke" cancel={here} state={state}>
        <p>{t('keys.feed_revoke_means')}</p>
      </Confirm>
    </>
  );
};

/** Once, when it is made. */
export const FeedAddressSecretPage: FC<Of & { made: Schema<'FeedAddress'> }> = ({ apiKey, made }) => {
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
      secret={made.articles.rss}
      steps={steps}
      onward={`/console/keys/${apiKey.id}`}
    />
  );
};
