/**
 * Whoever guesses does not learn whether a client exists: the same answer, to the byte, after the same
 * look-ups.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { mintApiKey } from '../../src/access/api-key.ts';
import { app } from '../../src/app.ts';
import { type ClientKeys, clientKeys, JWT_BEARER } from '../support/client-keys.ts';
import { BASE, create, operatorToken, request, tellingHeaders } from '../support/gateway.ts';
import { type Client, scenario } from '../support/newsroom.ts';

const NOBODY = 'key_00000000000000000000000000000000';
const NO_OPERATOR = 'opr_00000000000000000000000000000000';

let known: Client;
let revoked: Client;
let elsewhere: Client;
let operator: Client;
let signer: Client;
let keys: ClientKeys;
let foreign: ClientKeys;
const { newsroom, site } = await scenario();

beforeAll(async () => {
  known = site.key;
  [keys, foreign] = [await clientKeys(), await clientKeys()];
  const key = (more: object) =>
    create<Client>('/v1/admin/keys', newsroom.admin, { license: site.license, name: 'key', ...more });
  revoked = await key({});
  elsewhere = await key({ addresses: ['192.0.2.0/24'] });
  signer = await key({ jwk: keys.publicJwk });
  const owner = await operatorToken('owner');
  operator = await create<Client>('/v1/admin/operators', owner, { name: 'Desk', role: 'desk' });
  await request(`/v1/admin/keys/${revoked.id}`, { method: 'DELETE', token: owner });
});

/** What was answered, all of it, and which statements were run for it. Notes of refusals do not delay it. */
async function answered(path: string, form: Record<string, string>) {
  const context = createExecutionContext();
  const statements: string[] = [];
  const DB = {
    prepare: (sql: string) => {
      if (!sql.startsWith('UPDATE api_keys SET last_refused')) statements.push(sql.replaceAll(/\s+/g, ' '));
      return env.DB.prepare(sql);
    },
    batch: (all: D1PreparedStatement[]) => env.DB.batch(all),
  };
  const response = await app.request(
    `${BASE}${path}`,
    {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: 'client_credentials', token: 'x', ...form }).toString(),
    },
    { ...env, DB },
    context,
  );
  await waitOnExecutionContext(context);
  return {
    status: response.status,
    headers: tellingHeaders(response),
    text: await response.text(),
    statements,
  };
}

const withSecret = (client_id: string, client_secret: string) => ({ client_id, client_secret });
const withAssertion = (client_assertion: string) => ({
  client_assertion,
  client_assertion_type: JWT_BEARER,
});

describe.each(['/oauth/token', '/oauth/revoke'])('%s', (path) => {
  it('answers a secret that is no good as one of a client that is not there', async () => {
    const unknown = await answered(path, withSecret(NOBODY, mintApiKey('live', NOBODY).secret));
    expect([unknown.status, unknown.statements.length]).toEqual([401, 1]);
    const others = {
      'no operator': withSecret(NO_OPERATOR, mintApiKey('live', NO_OPERATOR).secret),
      'another secret': withSecret(known.id, mintApiKey('live', known.id).secret),
      'another secret of an operator': withSecret(operator.id, mintApiKey('live', operator.id).secret),
      'a secret of a client that has none': withSecret(signer.id, mintApiKey('live', signer.id).secret),
      'a revoked key': withSecret(revoked.id, revoked.client_secret),
      'another address': withSecret(elsewhere.id, elsewhere.client_secret),
    };
    for (const [why, form] of Object.entries(others))
      expect([why, await answered(path, form)]).toEqual([why, unknown]);
  });

  it('answers what is no secret of ours without a look-up, whoever is named', async () => {
    const { statements, ...unknown } = await answered(path, withSecret(NOBODY, 'secret'));
    expect([unknown.status, statements]).toEqual([401, []]);
    const mistyped = known.client_secret.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    for (const form of [
      withSecret(known.id, 'secret'),
      withSecret(operator.id, 'secret'),
      withSecret(known.id, mistyped),
      withSecret(NOBODY, known.client_secret),
      withSecret(known.id, operator.client_secret),
    ])
      expect(await answered(path, form)).toEqual({ ...unknown, statements });
  });

  it('answers an assertion that is no good as one of a client that is not there', async () => {
    const unknown = await answered(path, withAssertion(await keys.assertion(NOBODY, BASE)));
    expect([unknown.status, unknown.statements.length]).toEqual([401, 1]);
    const good = await keys.assertion(signer.id, BASE);
    const others = {
      'no operator': await keys.assertion(NO_OPERATOR, BASE),
      'signed by another key': await foreign.assertion(signer.id, BASE),
      'a broken signature': `${good.slice(0, -8)}AAAAAAAA`,
      'a client that has a secret': await keys.assertion(known.id, BASE),
      'an operator that has a secret': await keys.assertion(operator.id, BASE),
      'another audience': await keys.assertion(signer.id, 'https://other.example'),
      'a time that is over': await keys.assertion(signer.id, BASE, { exp: 1 }),
    };
    for (const [why, assertion] of Object.entries(others))
      expect([why, await answered(path, withAssertion(assertion))]).toEqual([why, unknown]);
  });
});

it('a secret and an assertion that are good are taken, so the above is about what is wrong with the others', async () => {
  expect((await answered('/oauth/token', withSecret(known.id, known.client_secret))).status).toBe(200);
  expect((await answered('/oauth/token', withAssertion(await keys.assertion(signer.id, BASE)))).status).toBe(
    200,
  );
});
