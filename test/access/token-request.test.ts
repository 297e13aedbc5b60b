import { describe, expect, it } from 'vitest';
import { parseTokenRequest } from '../../src/access/token-request.ts';
import { expectLinear } from '../support/growth.ts';

const basic = (id: string, secret: string) => `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
const read = (form: string, authorization?: string) =>
  parseTokenRequest(authorization, new URLSearchParams(form));
const GRANT = 'grant_type=client_credentials';

describe('a token request (RFC 6749 §4.4)', () => {
  it('authenticates with HTTP Basic, form-encoded as §2.3.1 says', () => {
    expect(read(GRANT, basic('key%5F1', 'a%2Bb+c'))).toEqual({
      ok: true,
      value: { client: { kind: 'secret', id: 'key_1', secret: 'a+b c' } },
    });
  });
  it('authenticates in the form', () => {
    expect(read(`${GRANT}&client_id=key_1&client_secret=s`)).toMatchObject({
      ok: true,
      value: { client: { kind: 'secret', id: 'key_1', secret: 's' } },
    });
  });
  it('takes twice as long for twice as many parameters', () => {
    const form = (size: number) => Array.from({ length: size / 8 }, (_, at) => `a${at}=b`).join('&');
    expectLinear(read, form, 500_000);
  });
  it('reads a narrowing', () => {
    const details = encodeURIComponent(JSON.stringify([{ type: 'news_license', actions: ['display'] }]));
    expect(read(`${GRANT}&authorization_details=${details}`, basic('k', 's'))).toMatchObject({
      ok: true,
      value: { details: { actions: ['display'] } },
    });
  });

  it.each([
    ['no client', GRANT, undefined, 'invalid_client'],
    ['a header that is not Basic', GRANT, 'Bearer x', 'invalid_client'],
    ['a header that is not base64', GRANT, 'Basic ***', 'invalid_client'],
    ['a header with broken percent-encoding', GRANT, basic('k', '%zz'), 'invalid_client'],
    ['two ways to authenticate', `${GRANT}&client_secret=s`, basic('k', 's'), 'invalid_request'],
    ['two different clients', `${GRANT}&client_id=other`, basic('k', 's'), 'invalid_request'],
    ['a parameter given twice', `${GRANT}&${GRANT}`, basic('k', 's'), 'invalid_request'],
    ['no grant type', '', basic('k', 's'), 'invalid_request'],
    ['another grant type', 'grant_type=password', basic('k', 's'), 'unsupported_grant_type'],
    [
      'details that are no JSON',
      `${GRANT}&authorization_details={`,
      basic('k', 's'),
      'invalid_authorization_details',
    ],
    [
      'details of another type',
      `${GRANT}&authorization_details=${encodeURIComponent('[{"type":"x"}]')}`,
      basic('k', 's'),
      'invalid_authorization_details',
    ],
    [
      'details with an unknown field',
      `${GRANT}&authorization_details=${encodeURIComponent('[{"type":"news_license","all":true}]')}`,
      basic('k', 's'),
      'invalid_authorization_details',
    ],
    [
      'no details in the list',
      `${GRANT}&authorization_details=[]`,
      basic('k', 's'),
      'invalid_authorization_details',
    ],
  ])('with %s is refused', (_, form, authorization, error) => {
    expect(read(form, authorization)).toMatchObject({ ok: false, reason: { error } });
  });
});
