/** `/console/keys`: API keys of partners. Only the answer to the creating request shows a secret. */
import type { Context } from 'hono';
import { licenseFrom } from '../entities/resolve.ts';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { type FormState, filled } from '../forms/state.ts';
import { byId, type Fault, faultOf, type Schema, toResult, unwrap } from '../frame/api.ts';
import { isNamedId } from '../frame/entity-names.ts';
import type { Translate } from '../frame/messages.ts';
import type { ConsoleEnv, ConsoleView } from '../frame/view.ts';
import { partnerOf } from '../licenses/catalogue.ts';
import { licenseStateOf } from '../licenses/standing.ts';
import type { Action, AreaForm } from '../resources/area.ts';
import { resourcePages } from '../resources/resource-pages.tsx';
import { FeedAddressSecretPage, KeyPage, KeySecretPage } from './key.tsx';
import { type Key, keyColumns, LastUsed } from './table.tsx';

const { field, hinted } = fieldsIn('keys');

const NAME: Field = { kind: 'text', ...hinted('name'), required: true };
const EXPIRES: Field = { kind: 'instant', ...hinted('expires') };
const LIMITS: Field[] = [
  { kind: 'lines', ...hinted('addresses') },
  { kind: 'flag', path: '/dpop', label: 'keys.dpop_demanded', hint: 'keys.dpop_hint' },
];
const JWK: Field = { kind: 'json', ...hinted('jwk'), lines: 6 };

function newKeyFields(t: Translate): Field[] {
  const env = wordOptions(t, 'env', ['live', 'test']);
  return [
    { kind: 'entity', ...field('license'), kinds: ['license'], required: true },
    NAME,
    { kind: 'select', ...hinted('env'), options: env, required: true },
    EXPIRES,
    { kind: 'group', ...hinted('limits', ''), fields: [...LIMITS, JWK], fold: 'rare' },
  ];
}

/** A key with a registered public key is rotated to another public key. */
function rotationFields({ authMethod }: Key): Field[] {
  return [
    { kind: 'number', ...hinted('overlap', '/overlapHours'), required: true },
    ...(authMethod === 'private_key_jwt' ? [{ ...JWK, required: true } as Field] : []),
  ];
}

/** Hours: time for a partner to deploy the new key. */
const ROTATION: FormState = { values: new Map([['/overlapHours', ['24']]]), faults: [] };

const isActive = ({ status }: Key) => status === 'active';

const actions: Record<string, Action<Key>> = {
  rotate: {
    label: 'keys.rotate',
    isOffered: isActive,
    fields: rotationFields,
    start: ROTATION,
    effect: (_, { t }) => <p>{t('keys.rotate_lead')}</p>,
    send: (api, id, body: { overlapHours: number }, header) =>
      api.POST('/v1/admin/keys/{id}/rotate', { params: { path: { id }, header }, body }),
    repeated: 'not_rotated_twice',
    done: 'key_rotated',
    answer: (rotated: Schema<'RotatedApiKey'>) =>
      rotated.client_secret && <KeySecretPage apiKey={rotated} secret={rotated.client_secret} />,
  },
  'feed-address': {
    label: 'keys.feed',
    isOffered: (key) => isActive(key) && !key.dpop,
    effect: ({ id, feedAddress }, { t }) => (
      <>
        <p>{t('keys.feed_lead')}</p>
        {feedAddress && (
          <p>
            {t('keys.feed_replaces')}{' '}
            <a href={`/console/keys/${id}/feed-address/revoke`}>{t('keys.feed_revoke')}</a>
          </p>
        )}
      </>
    ),
    send: (api, id, _, header) =>
      api.POST('/v1/admin/keys/{id}/feed-address', { params: { path: { id }, header } }),
    repeated: 'feed_not_created_twice',
    done: '',
    answer: (created: Schema<'FeedAddress'>, key) => <FeedAddressSecretPage apiKey={key} address={created} />,
  },
  'feed-address/revoke': {
    label: 'keys.feed_revoke',
    weight: 'final',
    isOffered: () => false,
    effect: (_, { t }) => <p>{t('keys.feed_revoke_means')}</p>,
    send: (api, id) => api.DELETE('/v1/admin/keys/{id}/feed-address', byId(id)),
    done: 'feed_revoked',
  },
  revoke: {
    label: 'keys.revoke',
    weight: 'final',
    isOffered: isActive,
    effect: (key, { t }) => (
      <>
        <p>{t('keys.revoke_means')}</p>
        <p>
          {t('keys.last_used')}: <LastUsed apiKey={key} />
        </p>
      </>
    ),
    send: (api, id) => api.DELETE('/v1/admin/keys/{id}', byId(id)),
    done: 'key_revoked',
  },
};

export const keyPages = resourcePages({
  name: 'keys',
  path: '/keys',
  api: '/v1/admin/keys',
  nameOf: ({ name }) => name,
  list: {
    sorts: ['name', 'lastUsed'],
    file: {
      name: 'keys',
      columns: ['name', 'license', 'env', 'status', 'created', 'lastUsed', 'expires', 'id'],
    },
    columns: keyColumns,
    controls: () =>
      (['partner', 'license'] as const).map((name) => ({ name, label: `keys.${name}`, kinds: [name] })),
  },
  needs: ['license'],
  create: {
    form: newKeyForm,
    done: 'key_registered',
    repeated: 'not_issued_twice',
    answer: (created) =>
      created.client_secret && <KeySecretPage apiKey={created} secret={created.client_secret} />,
  },
  edit: { form: () => ({ fields: [NAME, EXPIRES, ...LIMITS] }), done: 'key_changed', isOffered: isActive },
  show: async (key, { api }) => {
    const license = await unwrap(api.GET('/v1/admin/licenses/{id}', byId(key.license)));
    const partner = await partnerOf(api, license.partner);
    return <KeyPage apiKey={key} license={license} partner={partner} />;
  },
  actions,
});

/** Preselects the license of the page that led here, or else the only one. */
async function newKeyForm(c: Context<ConsoleEnv>): Promise<AreaForm> {
  const { view } = c.var;
  const { partner, license } = c.req.query();
  const fields = newKeyFields(view.t);
  const start = { license: license ?? (await licenseFrom(view, partner)), env: 'live' };
  const faults = await faultsOfLicense(view, start.license);
  return { fields, start: { ...filled(fields, start, view.zone), faults }, lead: view.t('keys.new_lead') };
}

/** Says at once what the API will refuse. */
async function faultsOfLicense({ api, now }: ConsoleView, id: string): Promise<Fault[]> {
  if (!isNamedId(id)) return [];
  const license = await toResult(api.GET('/v1/admin/licenses/{id}', byId(id)));
  const state = license.ok ? licenseStateOf(license.value, now) : 'active';
  if (state !== 'terminated' && state !== 'over') return [];
  return [{ ...faultOf('/license', `license_${state}`), parameters: { license: id } }];
}
