/**
 * Every route of the console × everybody who might visit it. The routes are taken from the app: one without a
 * row here fails the test. That a page lets nobody do more than the API would is by construction; that none
 * forgets to ask is shown here.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/access/roles.ts';
import { app } from '../../src/app.ts';
import { type Visitor, visitor } from '../support/console.ts';
import { operatorToken, request } from '../support/gateway.ts';

/** `door`: on the way in and out, for anyone. */
type Who = 'door' | 'signed in' | Role[];

const DESK: Role[] = ['owner', 'desk'];
const OWNER: Role[] = ['owner'];
const AUDITOR: Role[] = ['auditor'];
const NEWSROOM: Role[] = ['owner', 'desk', 'ingest'];
const DESK_AND_AUDITOR: Role[] = ['owner', 'desk', 'auditor'];
const EVERYONE: Role[] = [...ROLES];

const WHO: Record<string, Who> = {
  'POST /console/session': 'door',
  'GET /console/sign-in': 'door',
  'GET /console/sign-in/:provider': 'door',
  'GET /console/sign-in/callback': 'door',
  'POST /console/sign-in/access': 'door',
  'POST /console/sign-out': 'door',
  'POST /console/preferences': 'door',
  'GET /console/account': 'signed in',
  'GET /console/find': 'signed in',
  'GET /console/search': 'signed in',
  'POST /console/account/end': 'signed in',
  'GET /console/partners': DESK_AND_AUDITOR,
  'GET /console/partners/file': DESK_AND_AUDITOR,
  'GET /console/partners/new': DESK,
  'POST /console/partners/new': DESK,
  'GET /console/partners/:id': DESK_AND_AUDITOR,
  'GET /console/partners/:id/change': DESK,
  'POST /console/partners/:id/change': DESK,
  'GET /console/partners/:id/suspend': DESK,
  'POST /console/partners/:id/suspend': DESK,
  'GET /console/partners/:id/reactivate': DESK,
  'POST /console/partners/:id/reactivate': DESK,
  'GET /console/products': DESK,
  'GET /console/products/new': DESK,
  'POST /console/products/new': DESK,
  'GET /console/products/:id': DESK,
  'GET /console/products/:id/change': DESK,
  'POST /console/products/:id/change': DESK,
  'GET /console/keys': DESK,
  'GET /console/keys/file': DESK,
  'GET /console/keys/new': DESK,
  'POST /console/keys/new': DESK,
  'GET /console/keys/:id': DESK,
  'GET /console/keys/:id/change': DESK,
  'POST /console/keys/:id/change': DESK,
  'GET /console/keys/:id/rotate': DESK,
  'POST /console/keys/:id/rotate': DESK,
  'GET /console/keys/:id/feed-address': DESK,
  'POST /console/keys/:id/feed-address': DESK,
  'GET /console/keys/:id/feed-address/revoke': DESK,
  'POST /console/keys/:id/feed-address/revoke': DESK,
  'GET /console/keys/:id/revoke': DESK,
  'POST /console/keys/:id/revoke': DESK,
  'GET /console/operators': OWNER,
  'GET /console/operators/new': OWNER,
  'POST /console/operators/new': OWNER,
  'GET /console/operators/:id': OWNER,
  'GET /console/operators/:id/change': OWNER,
  'POST /console/operators/:id/change': OWNER,
  'GET /console/operators/:id/suspend': OWNER,
  'POST /console/operators/:id/suspend': OWNER,
  'GET /console/operators/:id/reactivate': OWNER,
  'POST /console/operators/:id/reactivate': OWNER,
  'GET /console/operators/:id/rotate': OWNER,
  'POST /console/operators/:id/rotate': OWNER,
  'GET /console/operators/:id/revoke': OWNER,
  'POST /console/operators/:id/revoke': OWNER,
  'GET /console/actions': AUDITOR,
  'GET /console/actions/file': AUDITOR,
  'POST /console/views': 'signed in',
  'GET /console/deliveries': DESK_AND_AUDITOR,
  'GET /console/deliveries/file': ['auditor'],
  'GET /console/deliveries/:id': DESK_AND_AUDITOR,
  'GET /console/deliveries/:id/proof': ['auditor'],
  'GET /console/deliveries/:id/evidence': ['auditor'],
  'GET /console/log': ['auditor'],
  'GET /console/log/roots/:license': ['auditor'],
  'GET /console/log/consistency/:log': ['auditor'],
  'GET /console': 'signed in',
  'GET /console/decisions': DESK,
  'GET /console/health': DESK_AND_AUDITOR,
  'GET /console/licenses': DESK_AND_AUDITOR,
  'GET /console/licenses/file': DESK_AND_AUDITOR,
  'GET /console/licenses/new': DESK,
  'POST /console/licenses/new': DESK,
  'GET /console/licenses/:id/change': DESK,
  'POST /console/licenses/:id/change': DESK,
  'GET /console/licenses/:id/renew': DESK,
  'POST /console/licenses/:id/renew': DESK,
  'GET /console/licenses/:id': DESK_AND_AUDITOR,
  'GET /console/licenses/:id/versions': DESK_AND_AUDITOR,
  'GET /console/licenses/:id/suspend': DESK,
  'POST /console/licenses/:id/suspend': DESK,
  'GET /console/licenses/:id/reactivate': DESK,
  'POST /console/licenses/:id/reactivate': DESK,
  'GET /console/licenses/:id/terminate': DESK,
  'POST /console/licenses/:id/terminate': DESK,
  'GET /console/reports': AUDITOR,
  'GET /console/reports/:kind': AUDITOR,
  'GET /console/reports/:kind/file': AUDITOR,
  'GET /console/statements': DESK_AND_AUDITOR,
  'GET /console/statements/close': AUDITOR,
  'POST /console/statements/close': AUDITOR,
  'GET /console/statements/close-all': AUDITOR,
  'POST /console/statements/close-all': AUDITOR,
  'GET /console/statements/closed': DESK_AND_AUDITOR,
  'GET /console/statements/closed/file': DESK_AND_AUDITOR,
  'GET /console/statements/table': DESK_AND_AUDITOR,
  'GET /console/statements/:id': DESK_AND_AUDITOR,
  'GET /console/statements/:id/file': DESK_AND_AUDITOR,
  'GET /console/statements/:id/adjust': AUDITOR,
  'POST /console/statements/:id/adjust': AUDITOR,
  'GET /console/exports': AUDITOR,
  'GET /console/exports/log': AUDITOR,
  'GET /console/exports/evidence': AUDITOR,
  'GET /console/replay': DESK_AND_AUDITOR,
  'POST /console/replay': DESK_AND_AUDITOR,
  'GET /console/replay/price': DESK_AND_AUDITOR,
  'POST /console/replay/price': DESK_AND_AUDITOR,
  'GET /console/findings': DESK_AND_AUDITOR,
  'GET /console/findings/file': DESK_AND_AUDITOR,
  'POST /console/findings/run': DESK_AND_AUDITOR,
  'GET /console/findings/:id': DESK_AND_AUDITOR,
  'POST /console/findings/:id': DESK_AND_AUDITOR,
  'GET /console/retention': AUDITOR,
  'GET /console/retention/holds': AUDITOR,
  'GET /console/retention/holds/file': AUDITOR,
  'GET /console/retention/holds/new': AUDITOR,
  'POST /console/retention/holds/new': AUDITOR,
  'GET /console/retention/holds/:id': AUDITOR,
  'GET /console/retention/holds/:id/release': AUDITOR,
  'POST /console/retention/holds/:id/release': AUDITOR,
  'GET /console/articles': EVERYONE,
  'GET /console/articles/file': EVERYONE,
  'GET /console/articles/:id/hold': DESK,
  'POST /console/articles/:id/hold': DESK,
  'GET /console/articles/:id/release': DESK,
  'POST /console/articles/:id/release': DESK,
  'GET /console/articles/:id/embargo': DESK,
  'POST /console/articles/:id/embargo': DESK,
  'GET /console/articles/:id/lift': DESK,
  'POST /console/articles/:id/lift': DESK,
  'GET /console/articles/:id/notice': DESK,
  'POST /console/articles/:id/notice': DESK,
  'GET /console/articles/:id/kill': DESK,
  'POST /console/articles/:id/kill': DESK,
  'GET /console/articles/:id': EVERYONE,
  'GET /console/articles/:id/recall': DESK_AND_AUDITOR,
  'GET /console/articles/:id/holders': DESK_AND_AUDITOR,
  'GET /console/articles/:id/look': NEWSROOM,
  'GET /console/articles/:id/compare': NEWSROOM,
  'GET /console/articles/:id/preview': NEWSROOM,
  'GET /console/articles/:id/components/:component': NEWSROOM,
  'GET /console/recalls': DESK_AND_AUDITOR,
  'GET /console/recalls/file': DESK_AND_AUDITOR,
  'GET /console/recalls/:id': DESK_AND_AUDITOR,
  'GET /console/recalls/:id/closure': DESK_AND_AUDITOR,
  'POST /console/recalls/:id/read': DESK,
  'GET /console/recalls/:id/answer': DESK,
  'POST /console/recalls/:id/answer': DESK,
  'GET /console/recalls/:id/close': DESK,
  'POST /console/recalls/:id/close': DESK,
  'GET /console/restrictions/phrases': DESK,
  'GET /console/restrictions/phrases/new': DESK,
  'POST /console/restrictions/phrases/new': DESK,
  'GET /console/restrictions/phrases/:id/withdraw': DESK,
  'POST /console/restrictions/phrases/:id/withdraw': DESK,
  'GET /console/restrictions': DESK,
  'GET /console/restrictions/all': DESK,
  'GET /console/restrictions/all/file': DESK,
  'GET /console/restrictions/new': DESK,
  'POST /console/restrictions/new': DESK,
  'GET /console/restrictions/:id': DESK,
  'POST /console/restrictions/:id/confirm': DESK,
  'POST /console/restrictions/:id/withhold': DESK,
  'GET /console/restrictions/:id/together': DESK,
  'GET /console/restrictions/:id/release': DESK,
  'POST /console/restrictions/:id/release': DESK,
  'POST /console/restrictions/undo': DESK,
  'GET /console/restrictions/:id/correct': DESK,
  'POST /console/restrictions/:id/correct': DESK,
  'GET /console/restrictions/:id/withdraw': DESK,
  'POST /console/restrictions/:id/withdraw': DESK,
};

const ROUTES = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method !== 'ALL' && /^\/console(\/|$)/.test(path))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const CLOSED = ROUTES.filter((route) => WHO[route] !== 'door');

/** Statuses by route, of pages about things that are not there. */
async function everywhere(ask: (method: string, path: string) => Promise<Response>) {
  const found: Record<string, Response> = {};
  for (const route of CLOSED) {
    const [method = '', path = ''] = route.split(' ');
    found[route] = await ask(method, path.replaceAll(/:[a-z]+/gi, 'x'));
  }
  return found;
}

const visit = (by: Visitor) => (method: string, path: string) =>
  method === 'GET' ? by.get(path) : by.post(path, [['/nonsense', 'x']]);

let visitors: Record<Role, Visitor>;
beforeAll(async () => {
  const signed = await Promise.all(ROLES.map(async (role) => [role, await visitor(role)]));
  visitors = Object.fromEntries(signed) as Record<Role, Visitor>;
});

describe('the console', () => {
  it('has a row for every route, and no row without one', () => {
    expect(ROUTES.filter((route) => !(route in WHO))).toEqual([]);
    expect(Object.keys(WHO).filter((route) => !ROUTES.includes(route))).toEqual([]);
  });

  it.each(ROLES)('shows the role %s its pages and no other', async (role) => {
    const found = await everywhere(visit(visitors[role]));
    const refused = CLOSED.filter((route) => found[route]?.status === 403);
    const others = CLOSED.filter((route) => {
      const who = WHO[route];
      return Array.isArray(who) && !who.includes(role);
    });
    expect(refused).toEqual(others);
    expect(CLOSED.filter((route) => (found[route]?.status ?? 500) >= 500)).toEqual([]);
  });

  it('leads everybody else to its door: without a session, with a token, with somebody’s guess', async () => {
    const token = await operatorToken('owner');
    const strangers: Record<string, string>[] = [
      {},
      { Authorization: `Bearer ${token}` },
      { Cookie: `__Host-imprimatur=${'A'.repeat(43)}` },
    ];
    for (const headers of strangers) {
      const ours = { ...headers, 'Sec-Fetch-Site': 'same-origin' };
      const found = await everywhere((method, path) => request(path, { method, headers: ours }));
      const elsewhere = CLOSED.filter(
        (route) =>
          found[route]?.status !== 303 ||
          !found[route]?.headers.get('Location')?.startsWith('/console/sign-in?next=%2Fconsole'),
      );
      expect(elsewhere).toEqual([]);
    }
  });

  it('does nothing that another site makes a browser send', async () => {
    const { cookie } = visitors.owner;
    for (const site of ['cross-site', 'same-site', 'none'])
      for (const route of ROUTES.filter((path) => path.startsWith('POST'))) {
        const path = (route.split(' ')[1] ?? '').replaceAll(/:[a-z]+/gi, 'x');
        const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
        const headers = { Cookie: cookie, 'Sec-Fetch-Site': site, ...form };
        const response = await request(path, { method: 'POST', headers, body: 'a=b' });
        expect([route, site, response.status]).toEqual([route, site, 403]);
      }
  });

  it('keeps every page out of caches but a refused form, and lets it run no script but ours', async () => {
    for (const [route, response] of Object.entries(await everywhere(visit(visitors.owner)))) {
      // The browser may go back to what was typed; signing out clears it.
      const allowed =
        route.startsWith('POST ') && !response.ok ? /^private, no-(?:store|cache)$/ : /^private, no-store$/;
      expect(response.headers.get('Cache-Control'), route).toMatch(allowed);
      const policy = response.headers.get('Content-Security-Policy') ?? '';
      expect([route, /unsafe-(inline|eval)/.test(policy)]).toEqual([route, false]);
      const html = await response.text();
      expect([route, html.match(/<script(?![^>]*\bsrc="\/assets\/)|\son[a-z]+=|\sstyle=|<style/)]).toEqual([
        route,
        null,
      ]);
    }
  });
});
