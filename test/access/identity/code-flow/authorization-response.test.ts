/** The answer of a provider, as OIDC Core §3.1.2 and RFC 9207 have it, and everything that is none. */
import { describe, expect, it } from 'vitest';
import { parseAuthorizationResponse } from '../../../../src/access/identity/code-flow/authorization-response.ts';

const transaction = {
  issuer: 'https://login.example',
  next: '/console',
  state: 'the-state',
  nonce: 'n',
  verifier: 'v',
  untilMs: 0,
};
const read = (query: string, isOnly = true) =>
  parseAuthorizationResponse(new URLSearchParams(query), transaction, { isOnly });
const GOOD = 'state=the-state&code=c';
const ISS = `iss=${encodeURIComponent('https://login.example')}`;

describe('an answer', () => {
  it('gives its code, with whatever else a provider sends', () => {
    expect(read(GOOD)).toEqual({ ok: true, code: 'c' });
    expect(read(`${GOOD}&${ISS}&session_state=x&scope=openid`)).toEqual({ ok: true, code: 'c' });
  });

  it.each<[string, string]>([
    ['has no state', 'code=c'],
    ['has another state', 'state=other&code=c'],
    ['has an empty state', 'state=&code=c'],
    ['has the state twice', `${GOOD}&state=the-state`],
    ['has another beside the state', `${GOOD}&state=other`],
    ['is of another issuer', `${GOOD}&iss=https%3A%2F%2Fevil.example`],
    ['names its issuer with a slash more', `${GOOD}&${ISS}%2F`],
    ['names two issuers', `${GOOD}&${ISS}&iss=https%3A%2F%2Fevil.example`],
    ['names no issuer where it should', `${GOOD}&iss=`],
    ['is a refusal of another sign-in', 'state=other&error=access_denied'],
  ])('that %s is not the answer to what was begun here', (_, query) => {
    expect(read(query)).toMatchObject({ ok: false, reason: 'not_begun_here' });
  });

  it('says whose it is where there are several providers: a code of one is not shown to another (RFC 9207 §2.4)', () => {
    expect(read(GOOD, false)).toMatchObject({ ok: false, reason: 'not_begun_here' });
    expect(read(`${GOOD}&${ISS}`, false)).toEqual({ ok: true, code: 'c' });
  });

  it('may be a no', () => {
    expect(read('state=the-state&error=access_denied&error_description=x')).toEqual({
      ok: false,
      reason: 'refused_there',
      error: 'access_denied',
    });
    expect(read(`${GOOD}&error=server_error`)).toMatchObject({ ok: false, reason: 'refused_there' });
  });

  it.each<[string, string]>([
    ['no code', 'state=the-state'],
    ['an empty code', 'state=the-state&code='],
    ['two codes', `${GOOD}&code=d`],
    ['a very long code', `state=the-state&code=${'c'.repeat(4_097)}`],
  ])('with %s is malformed', (_, query) => {
    expect(read(query)).toMatchObject({ ok: false, reason: 'malformed' });
  });
});
