/** Operations without schemas in their routes: the OAuth endpoints, and those that send or accept bytes. */
import { BYTES } from './bodies.ts';
import {
  described,
  integer,
  list,
  type Method,
  type Operation,
  object,
  type Schema,
  string,
} from './types.ts';

type Described = Omit<Operation, 'operationId' | 'tags' | 'security'>;

const strings = list(string);
const closed = (properties: Record<string, Schema>, required = Object.keys(properties)) =>
  object(properties, { required, more: false });
const json = (description: string, schema: Schema, type = 'application/json') => ({
  description,
  content: { [type]: { schema } },
});
const oauthError = (description: string) => json(description, { $ref: '#/components/schemas/OAuthError' });

const assertion = {
  client_id: described(string, 'Required with `client_secret` when HTTP Basic is not used'),
  client_secret: string,
  client_assertion_type: described(
    string,
    'Must be `urn:ietf:params:oauth:client-assertion-type:jwt-bearer` (RFC 7523)',
  ),
  client_assertion: described(string, 'A JWT signed with the client’s registered key (RFC 7523)'),
};
const dpopHeader = {
  name: 'DPoP',
  in: 'header' as const,
  description: 'DPoP proof (RFC 9449); binds the token to the key of the proof',
  schema: string,
};

const detail = closed({
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
  { required: ['kty', 'kid', 'purpose'], more: true },
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

export const PLAIN: Record<string, Partial<Record<Method, Described>>> = {
  '/oauth/token': {
    post: {
      summary: 'Get an access token for an API key',
      parameters: [dpopHeader],
      requestBody: {
        required: true,
        content: {
          'application/x-www-form-urlencoded': {
            schema: closed(
              {
                grant_type: {
                  enum: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
                },
                scope: { enum: ['articles', 'admin', 'audit'] },
                authorization_details: described(
                  string,
                  'Narrows the token to a part of the license (RFC 9396), as JSON',
                ),
                ...assertion,
                subject_token: described(string, 'The token of an identity provider (RFC 8693)'),
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
          closed(
            {
              access_token: described(string, 'A JWT access token of `typ` `at+jwt` (RFC 9068)'),
              issued_token_type: string,
              token_type: { enum: ['Bearer', 'DPoP'] },
              expires_in: described(integer, 'Seconds'),
              scope: { enum: ['articles', 'admin', 'audit'] },
              authorization_details: described(
                list(detail),
                'The part of the license that the token permits; only in partners’ tokens',
              ),
            },
            ['access_token', 'token_type', 'expires_in', 'scope'],
          ),
        ),
        400: oauthError('The token request is invalid'),
        401: oauthError('The client is unknown, or its key is revoked or expired'),
        429: oauthError('Too many requests (`slow_down`)'),
        503: oauthError('The gateway cannot issue tokens at the moment. Retry later'),
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
            schema: closed({ token: string, token_type_hint: string, ...assertion }, ['token']),
          },
        },
      },
      responses: {
        200: { description: 'The token is revoked, or was never valid (RFC 7009 §2.2)' },
        400: oauthError('The request is malformed, or the token belongs to another client'),
        401: oauthError('The client is unknown'),
        429: oauthError('Too many requests'),
        503: oauthError('The gateway cannot issue tokens at the moment. Retry later'),
      },
    },
  },
  '/.well-known/oauth-authorization-server': {
    get: {
      summary: 'Read the metadata of the authorization server (RFC 8414)',
      responses: { 200: json('The metadata', closed(metadata)) },
    },
  },
  '/.well-known/jwks.json': {
    get: {
      summary: 'Read the current and retired public keys (RFC 7517)',
      responses: {
        200: json(
          'The keys, each with its purpose: to verify access tokens, receipts or checkpoints',
          closed({ keys: list(jwk) }),
          'application/jwk-set+json',
        ),
      },
    },
  },
  '/v1/admin/articles/{id}/components/{component}': {
    put: {
      summary: 'Upload the bytes of a picture, an audio file or a video',
      parameters: ['id', 'component'].map((name) => ({
        name,
        in: 'path' as const,
        required: true,
        schema: string,
      })),
      requestBody: {
        required: true,
        content: { 'image/*': BYTES, 'audio/*': BYTES, 'video/*': BYTES },
      },
      responses: Object.fromEntries(
        [
          [200, 'The same bytes are already stored'],
          [201, 'Stored'],
        ].map(([status, description]) => [
          status,
          json(
            String(description),
            closed({
              article: string,
              component: string,
              digest: described(string, 'SHA-256, base64url'),
              bytes: integer,
              contentType: string,
            }),
          ),
        ]),
      ),
    },
  },
};

/** Problem codes of the operations above, in addition to those of their kind of caller. */
export const PLAIN_CODES: Record<string, Record<number, string[]>> = {
  '/v1/admin/articles/{id}/components/{component}': { 404: ['not_found'], 409: ['conflict'] },
};
