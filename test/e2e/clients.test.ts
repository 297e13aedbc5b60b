/**
 * Clients that others have written, unmodified, against the running gateway: `openid-client` and
 * `oauth4webapi` discover it, authenticate in each way, get an article, revoke, and bind tokens with DPoP.
 */
import { exportJWK, generateKeyPair } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Client, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';
import { openSmallSite, post } from '../support/small-site.ts';

const state = temporaryState();
let gateway: Embedded;
let articles: URL;
let pair: CryptoKeyPair;
let secretClient: Client;
let boundClient: Client;
let keyClient: { client_id: string };

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  articles = new URL('/v1/articles', gateway.url);
  const desk = { url: gateway.url, token: await tokenOf(gateway.url, gateway.admin) };
  const { license } = await openSmallSite(desk);
  pair = await generateKeyPair('ES256', { extractable: true });
  secretClient = await post(desk, 'keys', { license, name: 'secret' });
  boundClient = await post(desk, 'keys', { license, name: 'bound', dpop: true });
  keyClient = await post(desk, 'keys', { license, name: 'jwt', jwk: await exportJWK(pair.publicKey) });
});

afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

const INSECURE = { [oauth.allowInsecureRequests]: true } as const;

/** Each way of openid-client to authenticate, by its name in the metadata. */
const WAYS: Record<string, () => [string, openid.ClientAuth]> = {
  client_secret_basic: () => [secretClient.client_id, openid.ClientSecretBasic(secretClient.client_secret)],
  client_secret_post: () => [secretClient.client_id, openid.ClientSecretPost(secretClient.client_secret)],
  private_key_jwt: () => [keyClient.client_id, openid.PrivateKeyJwt(pair.privateKey)],
};

const discover = (id: string, authentication: openid.ClientAuth) =>
  openid.discovery(new URL(gateway.url), id, undefined, authentication, {
    algorithm: 'oauth2',
    execute: [openid.allowInsecureRequests],
  });

describe('openid-client', () => {
  it.each(Object.keys(WAYS))('gets, uses and revokes a token with %s', async (way) => {
    const config = await discover(...(WAYS[way] as (typeof WAYS)[string])());
    expect(config.serverMetadata().token_endpoint_auth_methods_supported).toContain(way);
    const { access_token, scope } = await openid.clientCredentialsGrant(config, { scope: 'articles' });
    expect(scope).toBe('articles');
    const use = () => openid.fetchProtectedResource(config, access_token, articles, 'GET');
    expect((await use()).status).toBe(200);
    await openid.tokenRevocation(config, access_token);
    await expect(use()).rejects.toThrow(openid.WWWAuthenticateChallengeError);
  });

  it('narrows a token by authorization_details (RFC 9396)', async () => {
    const config = await discover(...(WAYS.client_secret_basic as (typeof WAYS)[string])());
    const authorizationDetails = [{ type: 'news_license', channels: ['web'] }];
    const answer = await openid.clientCredentialsGrant(config, {
      authorization_details: JSON.stringify(authorizationDetails),
    });
    expect(answer.authorization_details).toMatchObject(authorizationDetails);
    const wider = openid.clientCredentialsGrant(config, {
      authorization_details: JSON.stringify([{ type: 'news_license', channels: ['print'] }]),
    });
    await expect(wider).rejects.toMatchObject({ error: 'invalid_authorization_details' });
  });

  it('binds a token with DPoP, and uses it', async () => {
    const config = await discover(boundClient.client_id, openid.ClientSecretBasic(boundClient.client_secret));
    const DPoP = openid.getDPoPHandle(config, await openid.randomDPoPKeyPair('ES256'));
    const { access_token, token_type } = await openid.clientCredentialsGrant(config, {}, { DPoP });
    expect(token_type.toLowerCase()).toBe('dpop');
    const options = { DPoP };
    for (let n = 0; n < 3; n++) {
      const response = await openid.fetchProtectedResource(
        config,
        access_token,
        articles,
        'GET',
        null,
        undefined,
        options,
      );
      expect(response.status).toBe(200);
    }
    await expect(openid.fetchProtectedResource(config, access_token, articles, 'GET')).rejects.toThrow();
  });

  it('is told in the RFC’s own words when the secret is wrong', async () => {
    const config = await discover(secretClient.client_id, openid.ClientSecretPost('wrong'));
    await expect(openid.clientCredentialsGrant(config)).rejects.toMatchObject({ error: 'invalid_client' });
  });
});

describe('oauth4webapi', () => {
  async function server(): Promise<oauth.AuthorizationServer> {
    const issuer = new URL(gateway.url);
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...INSECURE });
    return oauth.processDiscoveryResponse(issuer, response);
  }

  async function tokenFor(id: string, authentication: oauth.ClientAuth, DPoP?: oauth.DPoPHandle) {
    const as = await server();
    const client = { client_id: id };
    const options = { ...INSECURE, ...(DPoP && { DPoP }) };
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      client,
      authentication,
      new URLSearchParams(),
      options,
    );
    const answer = await oauth.processClientCredentialsResponse(as, client, response);
    return { as, client, token: answer.access_token };
  }

  const use = (token: string, DPoP?: oauth.DPoPHandle) =>
    oauth.protectedResourceRequest(token, 'GET', articles, undefined, undefined, {
      ...INSECURE,
      ...(DPoP && { DPoP }),
    });

  it.each<[string, () => [string, oauth.ClientAuth]]>([
    [
      'client_secret_basic',
      () => [secretClient.client_id, oauth.ClientSecretBasic(secretClient.client_secret)],
    ],
    [
      'client_secret_post',
      () => [secretClient.client_id, oauth.ClientSecretPost(secretClient.client_secret)],
    ],
    ['private_key_jwt', () => [keyClient.client_id, oauth.PrivateKeyJwt(pair.privateKey)]],
  ])('gets, uses and revokes a token with %s', async (_, way) => {
    const [id, authentication] = way();
    const { as, client, token } = await tokenFor(id, authentication);
    expect((await use(token)).status).toBe(200);
    const response = await oauth.revocationRequest(as, client, authentication, token, INSECURE);
    await oauth.processRevocationResponse(response);
    await expect(use(token)).rejects.toThrow(oauth.WWWAuthenticateChallengeError);
  });

  it('verifies the token as a resource server would (RFC 9068), with the keys that are published', async () => {
    const { as, token } = await tokenFor(
      secretClient.client_id,
      oauth.ClientSecretBasic(secretClient.client_secret),
    );
    const request = new Request(articles, { headers: { Authorization: `Bearer ${token}` } });
    const claims = await oauth.validateJwtAccessToken(as, request, gateway.url, INSECURE);
    expect(claims).toMatchObject({ iss: gateway.url, client_id: secretClient.client_id, scope: 'articles' });
  });

  it('binds a token with DPoP, and uses it', async () => {
    const DPoP = oauth.DPoP({}, await oauth.generateKeyPair('ES256'));
    const { token } = await tokenFor(
      boundClient.client_id,
      oauth.ClientSecretBasic(boundClient.client_secret),
      DPoP,
    );
    expect((await use(token, DPoP)).status).toBe(200);
    await expect(use(token)).rejects.toThrow(oauth.WWWAuthenticateChallengeError);
  });
});
