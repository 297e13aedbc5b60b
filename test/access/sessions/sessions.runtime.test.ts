/** Sessions of the console: how one begins, what it rests on, and all the ways in which it ends. */

import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  SESSION_SEEN_EVERY_MS,
  SESSIONS_MAX,
  SESSIONS_OF_OPERATOR_MAX,
} from '../../../src/ledger/limits.ts';
import { OPERATORS_OBJECT } from '../../../src/ledger/names.ts';
import { clientKeys } from '../../support/client-keys.ts';
import { forgedTokens } from '../../support/forged-tokens.ts';
import { BASE, create, operatorToken, partnerToken, request } from '../../support/gateway.ts';
import { openNewsroom, openSite } from '../../support/newsroom.ts';
import { cookiesOf, openSession, signedInAs, signedInWith, whoIs } from '../../support/sessions.ts';

const COOKIE = '__Host-imprimatur';
const MINUTE = 60_000;

const owner = await operatorToken('owner');
afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });

interface Operator {
  id: string;
  client_id: string;
  client_secret: string;
}
const add = (role: string, more: object = {}) =>
  create<Operator>('/v1/admin/operators', owner, { name: `A ${role}`, role, ...more });
const operate = async (path: string, method: string, json?: unknown) => {
  const response = await request(`/v1/admin/operators/${path}`, {
    method,
    token: owner,
    ...(json !== undefined && { json }),
  });
  expect(response.status).toBeLessThan(300);
  return response;
};
const operators = () => env.OPERATORS.get(env.OPERATORS.idFromName(OPERATORS_OBJECT));
/** What the object keeps, as one text. */
const storedSessions = () =>
  runInDurableObject(operators(), (_, { storage }) =>
    JSON.stringify(storage.sql.exec('SELECT * FROM sessions').toArray()),
  );
const idOf = (cookie: string) =>
  createHash('sha256')
    .update(cookie.slice(COOKIE.length + 1).split('.')[0] ?? '')
    .digest('base64url');
const problem = async (response: Response) => [
  response.status,
  ((await response.json()) as { code: string }).code,
];

describe('a token of the token endpoint', () => {
  it('opens a session, in a cookie that only this host gets and no script reads', async () => {
    const operator = await add('desk');
    const response = await openSession(await partnerToken(operator));
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        /^__Host-imprimatur=[A-Za-z0-9_-]{43}\.[A-Za-z0-9_-]{27}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=43200$/,
      ),
    ]);
    const cookie = cookiesOf(response)[COOKIE] ?? '';
    expect(await whoIs(cookie)).toMatchObject({
      id: idOf(cookie),
      operator: operator.id,
      name: 'A desk',
      role: 'desk',
    });
  });

  it('is used up by that: for a second session, and for everything else', async () => {
    const token = await operatorToken('desk');
    await signedInWith(token);
    expect(await problem(await openSession(token))).toEqual([401, 'invalid_token']);
    expect((await request('/v1/admin/partners', { token })).status).toBe(401);
  });

  it('opens one session, however many ask at the same time', async () => {
    const token = await operatorToken('desk');
    const statuses = await Promise.all([1, 2, 3, 4].map(async () => (await openSession(token)).status));
    expect(statuses.sort()).toEqual([204, 401, 401, 401]);
  });

  it('that a partner has opens none', async () => {
    const { token } = await openSite(await openNewsroom());
    expect(await problem(await openSession(token))).toEqual([403, 'insufficient_scope']);
  });

  it('that is bound to a key opens none, with its proof or without', async () => {
    const keys = await clientKeys();
    const operator = await add('desk');
    const token = await partnerToken(operator, {}, { DPoP: await keys.proof('POST', `${BASE}/oauth/token`) });
    const DPoP = await keys.proof('POST', `${BASE}/console/session`, token);
    const shown: Record<string, string>[] = [{ Authorization: `DPoP ${token}`, DPoP }, { DPoP }, {}];
    for (const headers of shown) {
      const response = await openSession(token, headers);
      expect(response.headers.getSetCookie()).toEqual([]);
      expect(await response.json()).toMatchObject({
        code: 'insufficient_scope',
        detail: expect.stringContaining('cannot be bound to a key'),
      });
    }
  });

  it.each(['expired', 'garbage', 'signed with another key', 'without a signature'])(
    'that is forged opens none: %s',
    async (name) => {
      const forged = await forgedTokens(await operatorToken('owner'));
      expect(await problem(await openSession(forged[name] ?? ''))).toEqual([401, 'invalid_token']);
    },
  );

  it('is what it takes: neither the key itself, nor nothing, nor a revoked token will do', async () => {
    const operator = await add('desk');
    expect((await openSession(operator.client_secret)).status).toBe(401);
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    expect((await request('/console/session', { method: 'POST', headers })).status).toBe(401);
    const token = await partnerToken(operator);
    await request('/oauth/revoke', {
      method: 'POST',
      headers: {
        Authorization: `Basic ${btoa(`${operator.client_id}:${operator.client_secret}`)}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body: `token=${token}`,
    });
    expect((await openSession(token)).status).toBe(401);
  });
});

describe('what is kept', () => {
  it('has no secret: whoever reads it all opens nothing', async () => {
    const cookie = await signedInAs('desk');
    const secret = cookie.slice(COOKIE.length + 1);
    const all = await storedSessions();
    expect(all).toContain(idOf(cookie));
    expect(all).not.toContain(secret);
    expect(await whoIs(`${COOKIE}=${idOf(cookie)}`)).toBeNull();
  });

  it.each<[string, (cookie: string) => string | undefined]>([
    ['none', () => undefined],
    ['an empty one', () => `${COOKIE}=`],
    ['one that was never given out', () => `${COOKIE}=${'A'.repeat(43)}`],
    ['one with a tag of somebody’s making', (cookie) => cookie.replace(/\..*/, `.${'A'.repeat(27)}`)],
    ['one without its tag', (cookie) => cookie.split('.')[0]],
    ['a beginning', (cookie) => cookie.slice(0, -1)],
    ['more', (cookie) => `${cookie}A`],
    ['another spelling of the same', (cookie) => cookie.replace(/.$/, (last) => (last === 'B' ? 'C' : 'B'))],
    ['a padded one', (cookie) => `${cookie}=`],
    ['one in quotes', (cookie) => cookie.replace('=', '="').concat('"')],
    ['two of the name', (cookie) => `${cookie}; ${cookie}`],
    ['one without the prefix', (cookie) => cookie.replace('__Host-', '')],
    ['one of another name', (cookie) => `x${cookie}`],
  ])('a cookie is taken as it was given, or as nobody: %s', async (_, bend) => {
    const cookie = await signedInAs('desk');
    expect(await whoIs(bend(cookie))).toBeNull();
    expect(await whoIs(`other=1; ${cookie}; more=2`)).not.toBeNull();
  });
});

describe('fixation: a cookie that a stranger has planted', () => {
  it('is never adopted: who signs in has a new one, and the planted one is nobody', async () => {
    const planted = `${COOKIE}=${Buffer.alloc(32, 7).toString('base64url')}`;
    const token = await operatorToken('owner');
    const own = cookiesOf(await openSession(token, { Cookie: planted }))[COOKIE];
    expect(own).not.toBe(planted);
    expect([await whoIs(planted), (await whoIs(own))?.role]).toEqual([null, 'owner']);
  });

  it('that is of a session of his ends with the sign-in, and shows him nothing', async () => {
    const planted = await signedInAs('ingest');
    const response = await openSession(await operatorToken('owner'), { Cookie: planted });
    expect(response.status).toBe(204);
    expect(await whoIs(planted)).toBeNull();
    expect((await whoIs(cookiesOf(response)[COOKIE]))?.role).toBe('owner');
  });
});

describe('time', () => {
  it('ends a session twelve hours after it began, however much it is used', async () => {
    const cookie = await signedInAs('desk');
    for (let elapsed = 30 * MINUTE; elapsed < SESSION_LIFE_MS; elapsed += 30 * MINUTE) {
      later(30 * MINUTE);
      expect(await whoIs(cookie)).not.toBeNull();
    }
    later(30 * MINUTE);
    expect(await whoIs(cookie)).toBeNull();
    expect(await storedSessions()).not.toContain(idOf(cookie));
  });

  it('ends one that nobody uses for an hour; a minute before, it goes on', async () => {
    const cookie = await signedInAs('desk');
    later(SESSION_IDLE_MS - MINUTE);
    expect(await whoIs(cookie)).not.toBeNull();
    later(SESSION_IDLE_MS - MINUTE);
    expect(await whoIs(cookie)).not.toBeNull();
    later(SESSION_IDLE_MS);
    expect(await whoIs(cookie)).toBeNull();
    vi.useRealTimers();
    // For good: what is over is forgotten.
    expect(await whoIs(cookie)).toBeNull();
  });

  it('when it was last seen is written once a minute', async () => {
    const cookie = await signedInAs('desk');
    const lastSeen = async () =>
      (JSON.parse(await storedSessions()) as { id: string; seen_ms: number }[]).find(
        ({ id }) => id === idOf(cookie),
      )?.seen_ms;
    const first = await lastSeen();
    later(SESSION_SEEN_EVERY_MS - 2_000);
    await whoIs(cookie);
    expect(await lastSeen()).toBe(first);
    later(3_000);
    await whoIs(cookie);
    expect(await lastSeen()).toBe(Date.now());
  });

  it('ends it with the operator’s key', async () => {
    const operator = await add('desk', { expires: new Date(Date.now() + 10 * MINUTE).toISOString() });
    const response = await openSession(await partnerToken(operator));
    expect(Number(/Max-Age=(\d+)/.exec(response.headers.get('Set-Cookie') ?? '')?.[1])).toBeLessThanOrEqual(
      600,
    );
    const cookie = cookiesOf(response)[COOKIE];
    later(9 * MINUTE);
    expect(await whoIs(cookie)).not.toBeNull();
    later(2 * MINUTE);
    expect(await whoIs(cookie)).toBeNull();
  });

  it('takes away what is over, without anybody asking', async () => {
    const cookie = await signedInAs('desk');
    later(SESSION_IDLE_MS + MINUTE);
    await runInDurableObject(operators(), (object) => object.alarm());
    expect(await storedSessions()).not.toContain(idOf(cookie));
  });
});

describe('what it rests on', () => {
  it.each<[string, (id: string) => Promise<unknown>, (id: string) => Promise<unknown>]>([
    [
      'is suspended',
      (id) => operate(id, 'PATCH', { status: 'suspended' }),
      (id) => operate(id, 'PATCH', { status: 'active' }),
    ],
    ['is rotated', (id) => operate(`${id}/rotate`, 'POST', {}), async () => undefined],
    ['is revoked', (id) => operate(id, 'DELETE'), async () => undefined],
    [
      'has another role',
      (id) => operate(id, 'PATCH', { role: 'ingest' }),
      (id) => operate(id, 'PATCH', { role: 'desk' }),
    ],
  ])(
    'an operator who %s has no session from that moment, nor when it is taken back',
    async (_, stop, undo) => {
      const operator = await add('desk');
      const cookies = [
        await signedInWith(await partnerToken(operator)),
        await signedInWith(await partnerToken(operator)),
      ];
      const other = await signedInAs('desk');
      await stop(operator.id);
      // The other one is not looked at meanwhile.
      expect(await whoIs(cookies[0])).toBeNull();
      await undo(operator.id);
      expect(await Promise.all(cookies.map((cookie) => whoIs(cookie)))).toEqual([null, null]);
      expect(await whoIs(other)).not.toBeNull();
    },
  );

  it.each([`role = 'owner'`, `operator = 'opr_x'`, 'generation = -1'])(
    'a row that does not fit its operator opens nothing: %s',
    async (change) => {
      const cookie = await signedInAs('desk');
      await runInDurableObject(operators(), (_, { storage }) => {
        storage.sql.exec(`UPDATE sessions SET ${change} WHERE id = ?`, idOf(cookie));
      });
      expect(await whoIs(cookie)).toBeNull();
    },
  );

  it('another name ends nothing', async () => {
    const operator = await add('desk');
    const cookie = await signedInWith(await partnerToken(operator));
    await operate(operator.id, 'PATCH', { name: 'Married' });
    expect(await whoIs(cookie)).toMatchObject({ operator: operator.id });
  });

  it('the operators’ object has to say so: out of reach, nobody is taken for somebody', async () => {
    const cookie = await signedInAs('desk');
    const OPERATORS = {
      idFromName: () => 'x',
      get: () => new Proxy({}, { get: () => () => Promise.reject(new Error('gone')) }),
    };
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await expect(whoIs(cookie, { OPERATORS })).rejects.toMatchObject({
      problem: { code: 'ledger_unavailable' },
    });
    // What we have not made is nobody without a question: strangers cannot keep the object busy.
    const forged = `${COOKIE}=${'A'.repeat(43)}.${'A'.repeat(27)}`;
    expect(await whoIs(forged, { OPERATORS })).toBeNull();
    vi.restoreAllMocks();
    expect(await whoIs(cookie)).not.toBeNull();
  });
});

describe('how many', () => {
  it('one operator has ten at most: the oldest gives way', async () => {
    const operator = await add('desk');
    const cookies: string[] = [];
    for (let n = 0; n <= SESSIONS_OF_OPERATOR_MAX; n++) {
      later(1_000);
      cookies.push(await signedInWith(await partnerToken(operator)));
    }
    const alive = await Promise.all(cookies.map(async (cookie) => (await whoIs(cookie)) !== null));
    expect(alive).toEqual([false, ...Array(SESSIONS_OF_OPERATOR_MAX).fill(true)]);
  });

  it('all have a bounded number', async () => {
    const object = operators();
    const count = () =>
      runInDurableObject(object, (_, { storage }) =>
        Number(storage.sql.exec('SELECT count(*) AS n FROM sessions').one().n),
      );
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec(
        `INSERT INTO sessions SELECT 'id' || value, 'opr_' || value, 'x', 'desk', 1, NULL, ?1 + value, ?1, ?1 + 1000000
         FROM json_each(?2)`,
        Date.now() - 100_000,
        JSON.stringify(Array.from({ length: SESSIONS_MAX }, (_, n) => n)),
      );
    });
    const cookie = await signedInAs('desk');
    expect(await count()).toBe(SESSIONS_MAX);
    expect(await whoIs(cookie)).not.toBeNull();
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec(`DELETE FROM sessions WHERE id LIKE 'id%'`);
    });
  });
});
