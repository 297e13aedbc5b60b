/** The operations whose routes are not made of schemas: the token endpoint speaks its RFCs' words, the others send bytes. */
import type { Method, Operation, Schema } from './types.ts';

type Described = Omit<Operation, 'operationId' | 'tags' | 'security'>;

const string = { type: 'string' };
const strings = { type: 'array', items: string };
const object = (
  properties: Record<string, Schema>,
  required = Object.keys(properties),
  more = false,
): Schema => ({
  type: 'object',
  required,
  properties,
  additionalProperties: more,
});
const json = (description: string, schema: Schema, type = 'application/json') => ({
  description,
  content: { [type]: { schema } },
});
const oauthError = (description: string) => json(description, { $ref: '#/components/schemas/OAuthError' });
const described = (schema: Schema, description: string) => ({ ...schema, description });

const assertion = {
  client_id: described(string, 'With `client_secret`, where HTTP Basic is not used'),
  client_secret: string,
  client_assertion_type: described(
    string,
    'RFC 7523: `urn:ietf:params:oauth:client-assertion-type:jwt-bearer`',
  ),
  client_assertion: described(string, 'A JWT signed with the registered key'),
};
const dpopHeader = {
  name: 'DPoP',
  in: 'header' as const,
  description: 'RFC 9449 proof: the token is bound to its key',
  schema: string,
};

const detail = object({
  type: { const: 'news_license' },
  license: string,
  actions: strings,
  datatypes: strings,
  locations: strings,
  channels: strings,
});

const jwk = object(
  {
    kty: string,
    crv: string,
    x: string,
    kid: string,
    alg: string,
    use: string,
    purpose: described(string, '`access`, `receipt` or `checkpoint`'),
    status: string,
  },
  ['kty', 'kid', 'purpose'],
  true,
);

const metadata: Record<string, Schema> = {
  issuer: string,
  token_endpoint: string,
  revocation_endpoint: string,
  jwks_uri: string,
  grant_types_supported: strings,
  response_types_supported: strings,
  token_endpoint_auth_methods_supported: strings,
  token_endpoint_auth_signing_alg_values_supported: strings,
  revocation_endpoint_auth_methods_supported: strings,
  revocation_endpoint_auth_signing_alg_values_supported: strings,
  dpop_signing_alg_values_supported: strings,
  scopes_supported: strings,
  authorization_details_types_supported: strings,
};

const bytes = { schema: { type: 'string', contentMediaType: 'application/octet-stream' } };

export const PLAIN: Record<string, Partial<Record<Method, Described>>> = {
  '/oauth/token': {
    post: {
      summary: 'Get an access token for an API key',
      parameters: [dpopHeader],
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: object(
              {
                grant_type: {
                  enum: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
                },
                scope: { enum: ['articles', 'admin', 'audit'] },
                authorization_details: described(string, 'RFC 9396, as JSON: narrows the license'),
                ...assertion,
                subject_token: described(string, 'RFC 8693: the token of an identity provider'),
                subject_token_type: string,
                requested_token_type: string,
              },
              ['grant_type'],
            ),
          },
        },
      },
      responses: {
        200: json(
          'The token',
          object(
            {
              access_token: described(string, 'RFC 9068: `typ` `at+jwt`'),
              issued_token_type: string,
              token_type: { enum: ['Bearer', 'DPoP'] },
              expires_in: described({ type: 'integer' }, 'Seconds'),
              scope: { enum: ['articles', 'admin', 'audit'] },
              authorization_details: described(
                { type: 'array', items: detail },
                'What the token permits of the license; of partners’ tokens',
              ),
            },
            ['access_token', 'token_type', 'expires_in', 'scope'],
          ),
        ),
        400: oauthError('The request is not one that gets a token'),
        401: oauthError('The client is not known, or its key is revoked or over'),
        429: oauthError('Too many requests (`slow_down`)'),
        503: oauthError('Out of reach; try again'),
      },
    },
  },
  '/oauth/revoke': {
    post: {
      summary: 'Revoke an access token',
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: object({ token: string, token_type_hint: string, ...assertion }, ['token']),
          },
        },
      },
      responses: {
        200: { description: 'Revoked, or never was good (RFC 7009 §2.2)' },
        400: oauthError('The request is malformed, or the token is another client’s'),
        401: oauthError('The client is not known'),
        429: oauthError('Too many requests'),
        503: oauthError('Out of reach; try again'),
      },
    },
  },
  '/.well-known/oauth-authorization-server': {
    get: {
      summary: 'What a client can find out by itself (RFC 8414)',
      responses: { 200: json('The metadata', object(metadata)) },
    },
  },
  '/.well-known/jwks.json': {
    get: {
      summary: 'Current and retired public keys (RFC 7517)',
      responses: {
        200: json(
          'The keys, each with its purpose',
          object({ keys: { type: 'array', items: jwk } }),
          'application/jwk-set+json',
        ),
      },
    },
  },
  '/v1/admin/articles/{id}/components/{component}': {
    put: {
      summary: 'Put the bytes of a picture, sound or film',
      parameters: ['id', 'component'].map((name) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: string,
      })),
      requestBody: {
        required: true,
        content: { 'image/*': bytes, 'audio/*': bytes, 'video/*': bytes },
      },
      responses: Object.fromEntries(
        [
          [200, 'The same bytes again'],
          [201, 'Stored'],
        ].map(([status, description]) => [
          status,
          json(
            String(description),
            object({
              article: string,
              component: string,
              digest: described(string, 'SHA-256, base64url'),
              bytes: { type: 'integer' },
              contentType: string,
            }),
          ),
        ]),
      ),
    },
  },
};

/** Statuses of the routes above that are refused with problem details, besides those of their door. */
export const PLAIN_CODES: Record<string, Record<number, string[]>> = {
  '/v1/admin/articles/{id}/components/{component}': { 404: ['not_found'], 409: ['conflict'] },
};

/** Pages and what they load: for people, and not described. */
export const PAGES = [
  '/',
  '/verify',
  '/licensing',
  '/docs',
  '/docs/agency',
  '/docs/guide',
  '/docs/problems',
  '/openapi.json',
];
export const isPage = (path: string) =>
  PAGES.includes(path) || /^\/(assets\/|docs\/guide\/|console(\/|$))/.test(path);
