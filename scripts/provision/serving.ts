/** Whether the gateway serves: what anybody can ask it, and what its first owner can. */
import { StartFailure } from '../lib/failure.ts';
import type { ClientCredentials } from '../newsroom/client.ts';
import { clientOf, listAt, requestToken, stringAt, valueAt } from '../newsroom/client.ts';
import { reasonOf } from '../newsroom/party.ts';
import type { Settings } from './settings.ts';

const PURPOSES = ['access', 'receipt', 'checkpoint'];
const HEADERS = ['strict-transport-security', 'x-content-type-options', 'content-security-policy'];

/** Empty: everything is as it must be. `at`: where requests go, the PUBLIC_URL except in rehearsals. */
export async function servingFaults(
  { publicUrl }: Pick<Settings, 'publicUrl'>,
  at: string,
  headers: Record<string, string> = {},
): Promise<string[]> {
  const get = (path: string) => clientOf(at).send('GET', path, { headers });
  const checks: Record<string, () => Promise<boolean>> = {
    'the metadata names it as the issuer': async () => {
      const { json } = await get('/.well-known/oauth-authorization-server');
      return valueAt(json, 'issuer') === publicUrl;
    },
    'there is a current key for each purpose': async () => {
      const { json } = await get('/.well-known/jwks.json');
      const current = listAt(json, 'keys').filter((key) => valueAt(key, 'status') === 'current');
      return PURPOSES.every((purpose) => current.some((key) => valueAt(key, 'purpose') === purpose));
    },
    '/openapi.json describes it': async () => {
      const { json } = await get('/openapi.json');
      return typeof valueAt(json, 'openapi') === 'string';
    },
    'pages have the headers that browsers go by': async () => {
      const { headers } = await get('/verify');
      return HEADERS.every((name) => headers.has(name));
    },
    'an article is refused to who has no token (401)': async () => {
      const { status } = await get('/v1/articles/itm_00000000000000000000000000000000');
      return status === 401;
    },
    // What is not on the way of a delivery is read in with the first request that needs it, and may fail by
    // itself.
    'the console has its page to sign in': async () => {
      const { status, headers } = await get('/console/sign-in');
      return status === 200 && HEADERS.every((name) => headers.has(name));
    },
    'the administration is refused to who has no token (401)': async () =>
      (await get('/v1/admin/articles')).status === 401,
  };
  const faults: string[] = [];
  for (const [what, holds] of Object.entries(checks)) {
    const result = await holds().catch((error: Error) => error);
    if (result !== true) faults.push(result instanceof Error ? `${what}: ${reasonOf(result)}` : what);
  }
  return faults;
}

/** Names of objects without an alarm, or out of reach. Asking for health is also what wakes each of them. */
export async function objectsAsleep(
  at: string,
  owner: ClientCredentials,
): Promise<{ objects: number; asleep: string[] }> {
  const answer = await requestToken(at, owner);
  if (answer.status === 401)
    throw new StartFailure(`the key of ${owner.client_id} opens nothing: npm run operator makes another`);
  const token = stringAt(answer.json, 'access_token');
  const { json } = await clientOf(at, token).send('GET', '/v1/admin/health');
  const objects = listAt(json, 'objects');
  const asleep = objects.filter(
    (object) => valueAt(object, 'reachable') !== true || typeof valueAt(object, 'alarmAt') !== 'string',
  );
  return { objects: objects.length, asleep: asleep.map((object) => stringAt(object, 'object')) };
}
