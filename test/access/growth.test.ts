/**
 * Whoever asks for a token is a stranger: what is read before anything is known of them takes time that grows
 * as it does.
 */
import { describe, it } from 'vitest';
import { parseApiKey } from '../../src/access/api-key.ts';
import { safeReturnTarget } from '../../src/access/identity/code-flow/return-target.ts';
import { TOKEN_REQUEST_BYTES_MAX } from '../../src/access/limits.ts';
import { parseCredentials } from '../../src/access/token.ts';
import { parseExchange } from '../../src/access/token-exchange.ts';
import { parseRevocation, parseTokenRequest, printable } from '../../src/access/token-request.ts';
import { expectLinear, numbered, repeated } from '../support/growth.ts';

describe('a token request', () => {
  const none = { authorization: undefined, accessJwt: undefined, site: undefined };
  it.each<[string, (size: number) => string]>([
    ['parameters', numbered((number) => `${number}=&`)],
    ['the same parameter', repeated('a=&')],
    [
      'details',
      (size) =>
        `grant_type=client_credentials&client_id=a&client_secret=b&authorization_details=${encodeURIComponent(`[${repeated('{},')(size / 5)}{}]`)}`,
    ],
    [
      'details within details',
      (size) =>
        `grant_type=client_credentials&client_id=a&client_secret=b&authorization_details=${'['.repeat(size)}`,
    ],
  ])('is read in time that grows with %s', (_, form) => {
    const read = (sent: string) => {
      const parameters = new URLSearchParams(sent);
      parseTokenRequest(undefined, parameters);
      parseRevocation(undefined, parameters);
      parseExchange(none, parameters, 'https://gateway.example');
    };
    // More than the limit: within it, a square would not be seen.
    expectLinear(read, form, 8 * TOKEN_REQUEST_BYTES_MAX);
  });
});

describe('a header', () => {
  it.each<[string, (size: number) => string]>([
    ['spaces', repeated(' ', 'Basic')],
    ['padding', repeated('=', 'Bearer a')],
    ['base64', repeated('A', 'Basic ', '-')],
    ['percent signs', (size) => `Basic ${Buffer.from(`a:${'%41'.repeat(size / 3)}%`).toString('base64')}`],
    ['underscores', repeated('imp_live_key_')],
  ])('is read in time that grows with %s', (_, header) => {
    const read = (sent: string) => {
      parseTokenRequest(sent, new URLSearchParams());
      parseCredentials(sent);
      parseApiKey(sent);
      safeReturnTarget(sent);
      printable(sent);
    };
    expectLinear(read, header, 100_000);
  });
});
