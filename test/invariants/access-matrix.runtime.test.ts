/**
 * Every route that the app registers × everybody who might call it. The routes are taken from the app: one
 * without a row here fails the test.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../src/access/roles.ts';
import { app } from '../../src/app.ts';
import { patchArticle } from '../delivery/changes/reader.ts';
import { clientKeys } from '../support/client-keys.ts';
import { forgedTokens } from '../support/forged-tokens.ts';
import { BASE, create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  type Client,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  type PartnerSite,
  pastMonths,
  scenario,
  wireItem,
} from '../support/newsroom.ts';

/**
 * `reader`: auditors, and the partner whose license it is; `log`: the desk as well; `managed`: that partner
 * and the desk; `address`: whoever has the secret that stands in the path.
 */
type Who = 'anyone' | 'address' | 'partner' | 'reader' | 'log' | 'managed' | Role[];

const DESK: Role[] = ['owner', 'desk'];
const NEWSROOM: Role[] = ['owner', 'desk', 'ingest'];
const OWNER: Role[] = ['owner'];
const HEALTH: Role[] = ['owner', 'desk', 'auditor'];
const ARCHIVE: Role[] = ['owner', 'auditor'];

const WHO: Record<string, Who> = {
  'POST /oauth/token': 'anyone',
  'POST /oauth/revoke': 'anyone',
  'GET /.well-known/oauth-authorization-server': 'anyone',
  'GET /.well-known/jwks.json': 'anyone',
  'POST /v1/receipts/verify': 'anyone',
  'GET /v1/receipts/:id': 'anyone',
  'GET /v1/log/checkpoint': 'anyone',
  'GET /v1/log/checkpoints': 'anyone',
  'GET /v1/log/consistency': 'anyone',
  'GET /v1/log/keys': 'anyone',
  'GET /v1/log/timestamp': 'anyone',
  'GET /verify': 'anyone',
  'GET /licensing': 'anyone',
  'GET /': 'anyone',
  'GET /docs/problems': 'anyone',
  'GET /docs': 'anyone',
  'GET /docs/agency': 'anyone',
  'GET /docs/guide': 'anyone',
  'GET /docs/guide/:chapter': 'anyone',
  'GET /openapi.json': 'anyone',
  'GET /assets/console/:file': 'anyone',
  'GET /v1/articles': 'partner',
  'GET /v1/articles.atom': 'partner',
  'GET /v1/articles.rss': 'partner',
  'GET /v1/articles.json': 'partner',
  'GET /v1/articles.jsonfeed': 'partner',
  'GET /v1/articles/:id': 'partner',
  'GET /v1/articles/:id/components/:component': 'partner',
  'GET /v1/articles/:id/rights': 'partner',
  'POST /v1/decisions': 'partner',
  ...Object.fromEntries(
    ['articles', 'changes'].flatMap((list) =>
      ['atom', 'rss', 'json'].map((suffix): [string, Who] => [
        `GET /v1/feeds/:address/${list}.${suffix}`,
        'address',
      ]),
    ),
  ),
  'GET /v1/thumbnails/:link': 'address',
  'GET /v1/changes': 'partner',
  'GET /v1/events': 'partner',
  'GET /v1/changes.atom': 'partner',
  'GET /v1/changes.rss': 'partner',
  'GET /v1/changes.json': 'partner',
  'GET /v1/changes.jsonfeed': 'partner',
  'POST /v1/acknowledgements': 'partner',
  'POST /v1/webhooks': 'managed',
  'GET /v1/webhooks': 'log',
  'GET /v1/webhooks/:id': 'log',
  'PATCH /v1/webhooks/:id': 'managed',
  'DELETE /v1/webhooks/:id': 'managed',
  'POST /v1/webhooks/:id/verify': 'managed',
  'POST /v1/webhooks/:id/test': 'managed',
  'POST /v1/webhooks/:id/rotate': 'managed',
  'POST /v1/webhooks/:id/redeliver': 'managed',
  'GET /v1/webhooks/:id/attempts': 'log',
  'POST /v1/publications': 'partner',
  'GET /v1/publications': 'partner',
  'GET /v1/publications/findings': 'partner',
  'POST /v1/declarations': 'partner',
  'GET /v1/declarations': 'partner',
  'POST /v1/admin/externals': DESK,
  'POST /v1/audit/reconciliation/runs': HEALTH,
  'GET /v1/audit/reconciliation': HEALTH,
  'GET /v1/audit/reconciliation/:id': HEALTH,
  'PATCH /v1/audit/reconciliation/:id': HEALTH,
  'GET /v1/admin/recalls': DESK,
  'GET /v1/admin/recalls/:id': DESK,
  'POST /v1/admin/recalls/:id/readings': DESK,
  'POST /v1/admin/recalls/:id/answers': DESK,
  'POST /v1/admin/recalls/:id/close': DESK,
  'GET /v1/admin/recalls/:id/closure': DESK,
  'GET /v1/audit/recalls/:id/closure': ['auditor'],
  'GET /v1/audit/recalls': ['auditor'],
  'GET /v1/audit/recalls/:id': ['auditor'],
  'GET /v1/admin/entities': [...HEALTH, 'ingest'],
  'POST /v1/audit/replay': HEALTH,
  'POST /v1/audit/price': HEALTH,
  'GET /v1/audit/deliveries': 'log',
  'GET /v1/audit/deliveries/:id': 'log',
  'GET /v1/audit/checkpoints': 'reader',
  'GET /v1/audit/checkpoints/:license': 'reader',
  'GET /v1/audit/proofs/:license': 'reader',
  'GET /v1/log/proofs/:license': 'reader',
  'GET /v1/audit/actions': ['auditor'],
  'GET /v1/audit/reports/articles/:id': ['auditor'],
  'GET /v1/audit/activity': HEALTH,
  'GET /v1/audit/reports/breakdown': HEALTH,
  'GET /v1/audit/reports/rules': ['auditor'],
  'GET /v1/audit/reports/activity': ['auditor'],
  'GET /v1/audit/reports/society': ['auditor'],
  'GET /v1/audit/reports/completeness': ['auditor'],
  'GET /v1/audit/reports/counter/pr': ['auditor'],
  'GET /v1/audit/reports/counter/ir': ['auditor'],
  'GET /v1/audit/refusal-counts': HEALTH,
  'GET /v1/audit/exports/deliveries.ndjson': 'reader',
  'GET /v1/audit/exports/deliveries.csv': 'reader',
  'GET /v1/audit/evidence/licenses/:id': 'reader',
  'GET /v1/audit/evidence/articles/:id': 'reader',
  'GET /v1/audit/reports/usage': HEALTH,
  'GET /v1/audit/reports/royalties': ['auditor'],
  'POST /v1/audit/statements': ['auditor'],
  'GET /v1/audit/statements': HEALTH,
  'GET /v1/audit/statements/months': HEALTH,
  'GET /v1/audit/statements.csv': HEALTH,
  'GET /v1/audit/statements/:id': HEALTH,
  'POST /v1/audit/statements/:id/adjustments': ['auditor'],
  'GET /v1/me': 'partner',
  'GET /v1/usage': 'partner',
  'GET /v1/usage/statements': 'partner',
  'GET /v1/usage/statements/:id': 'partner',
  'GET /v1/audit/retention': ['auditor'],
  'GET /v1/audit/holds': ['auditor'],
  'POST /v1/audit/holds': ['auditor'],
  'GET /v1/audit/holds/:id': ['auditor'],
  'DELETE /v1/audit/holds/:id': ['auditor'],
  'POST /v1/admin/decisions': DESK,
  'POST /v1/admin/operators': OWNER,
  'GET /v1/admin/operators': OWNER,
  'GET /v1/admin/operators/:id': OWNER,
  'PATCH /v1/admin/operators/:id': OWNER,
  'POST /v1/admin/operators/:id/rotate': OWNER,
  'DELETE /v1/admin/operators/:id': OWNER,
  'POST /v1/admin/partners': DESK,
  'GET /v1/admin/partners': HEALTH,
  'GET /v1/admin/partners/:id': HEALTH,
  'PATCH /v1/admin/partners/:id': DESK,
  'POST /v1/admin/products': DESK,
  'GET /v1/admin/products': HEALTH,
  'GET /v1/admin/products/:id': HEALTH,
  'PATCH /v1/admin/products/:id': DESK,
  'POST /v1/admin/licenses': DESK,
  'GET /v1/admin/licenses': HEALTH,
  'GET /v1/admin/licenses/:id': HEALTH,
  'PATCH /v1/admin/licenses/:id': DESK,
  'POST /v1/admin/keys': DESK,
  'GET /v1/admin/keys': DESK,
  'GET /v1/admin/keys/:id': DESK,
  'PATCH /v1/admin/keys/:id': DESK,
  'POST /v1/admin/keys/:id/rotate': DESK,
  'POST /v1/admin/keys/:id/feed-address': DESK,
  'DELETE /v1/admin/keys/:id/feed-address': DESK,
  'DELETE /v1/admin/keys/:id': DESK,
  'POST /v1/admin/phrases': DESK,
  'GET /v1/admin/phrases': DESK,
  'GET /v1/admin/phrases/:id': DESK,
  'DELETE /v1/admin/phrases/:id': DESK,
  'POST /v1/admin/restrictions': DESK,
  'POST /v1/admin/restrictions/readings': DESK,
  'GET /v1/admin/restrictions': DESK,
  'GET /v1/admin/restrictions/:id': DESK,
  'GET /v1/admin/restrictions/decisions': DESK,
  'PATCH /v1/admin/restrictions/:id': DESK,
  'DELETE /v1/admin/restrictions/:id': DESK,
  'PUT /v1/admin/articles': NEWSROOM,
  'PUT /v1/admin/packages': NEWSROOM,
  // Of an article an auditor reads what it is and who has it, not its content.
  'GET /v1/admin/articles': [...NEWSROOM, 'auditor'],
  'GET /v1/admin/articles/:id': [...NEWSROOM, 'auditor'],
  'PATCH /v1/admin/articles/:id': DESK,
  'GET /v1/admin/articles/:id/holders': HEALTH,
  'GET /v1/admin/articles/:id/preview': NEWSROOM,
  'GET /v1/admin/articles/:id/components/:component': NEWSROOM,
  'PUT /v1/admin/articles/:id/components/:component': NEWSROOM,
  'GET /v1/admin/archive': ARCHIVE,
  'GET /v1/admin/archive/:object/:part': ARCHIVE,
  'POST /v1/admin/archive/restore': OWNER,
  'POST /v1/admin/archive/release': OWNER,
  'POST /v1/admin/partners/:id/move': OWNER,
  'GET /v1/admin/partners/:id/move': OWNER,
  'POST /v1/admin/clock': OWNER,
  'GET /v1/admin/health': HEALTH,
  'GET /v1/admin/alerts': HEALTH,
  'POST /v1/admin/alerts/test': OWNER,
  'GET /v1/admin/metrics': HEALTH,
  'GET /v1/admin/overview': HEALTH,
};

const ROUTES = [
  ...new Set(
    app.routes
      // Its doors ask for a session, not for a token: console-matrix.runtime.test.ts.
      .filter(({ method, path }) => method !== 'ALL' && !/^\/console(\/|$)/.test(path))
      .map(({ method, path }) => `${method} ${path}`),
  ),
];
const BY_ADDRESS = ROUTES.filter((route) => WHO[route] === 'address');
const CLOSED = ROUTES.filter((route) => WHO[route] !== 'anyone' && WHO[route] !== 'address');

let statement: string;
let event: string;
let roles: Record<Role, string>;
const { newsroom, site } = await scenario();
const article = await ingestWithPhotograph(newsroom);
const killed = await ingest(newsroom, wireItem());

beforeAll(async () => {
  await (await request(`/v1/articles/${killed.id}`, { token: site.token })).body?.cancel();
  await patchArticle(newsroom, killed.id, { pubStatus: 'canceled' });
  const events = await request('/v1/events', { token: site.token });
  event = ((await events.json()) as { items: { id: string }[] }).items[0]?.id ?? '';
  const tokens = await Promise.all(ROLES.map(async (role) => [role, await operatorToken(role)]));
  roles = Object.fromEntries(tokens) as Record<Role, string>;
  const [period] = pastMonths();
  ({ id: statement } = await create('/v1/audit/statements', roles.auditor, {
    license: site.license,
    period,
  }));
});

const QUERIES: Record<string, string> = {
  'GET /v1/audit/checkpoints': '?license=:license',
  'GET /v1/audit/proofs/:license': '?index=0',
  'GET /v1/usage': '?period=2026-10',
};

/** Reports and endpoints are anybody's own; the event is this partner's, and the endpoint `x` is nobody's. */
const OWN: Record<string, number> = {
  'POST /v1/publications': 201,
  'POST /v1/declarations': 201,
  'POST /v1/webhooks': 201,
  'POST /v1/acknowledgements': 404,
  ...Object.fromEntries(
    Object.keys(WHO)
      .filter((route) => route.includes('/v1/webhooks/:id'))
      .map((route) => [route, 404]),
  ),
};

const BODIES: Record<string, object> = {
  'POST /v1/publications': {
    uri: 'urn:test:reported',
    title: 'morgen',
    channel: 'web',
    publishedAt: '2026-01-01T00:00:00Z',
  },
  'POST /v1/declarations': { title: 'morgen', period: '2026', figure: 'readers', value: 1 },
  'POST /v1/webhooks': { url: 'https://hooks.example/' },
  'PATCH /v1/webhooks/:id': { status: 'disabled' },
  'POST /v1/webhooks/:id/rotate': {},
  'POST /v1/webhooks/:id/redeliver': { events: ['evt_x'] },
};

/** Open to licenses that are suspended or have ended: what is reported, and what they are notified of. */
const isReport = (route: string) =>
  /v1\/(publications|declarations|events|webhooks|acknowledgements)/.test(route);

/** The path with what is there for the partner; nothing else has such an id. */
function targetOf(path: string): string {
  const id = path.startsWith('/v1/usage') ? statement : path.startsWith('/v1/articles') ? article.id : 'x';
  const named = path.replace(':id', id).replace(':component', article.photograph);
  return named.replaceAll(':license', site.license).replaceAll(/:[a-z]+/g, 'x');
}

/**
 * A request that would do something, were it let in; of admin routes, one that is found wrong behind the
 * door.
 */
function call(route: string, token?: string, headers: Record<string, string> = {}): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const target = targetOf(`${path}${QUERIES[route] ?? ''}`);
  const body =
    method === 'GET' || method === 'DELETE'
      ? undefined
      : (BODIES[route] ??
        (path === '/v1/acknowledgements' ? { event, state: 'received' } : undefined) ?? {
          article: article.id,
          use: { action: 'display' },
        });
  return request(target, { method, ...(token && { token }), headers, ...(body && { json: body }) });
}

const isFor = (route: string, kind: Who) => WHO[route] === kind;
const PARTNER_ROUTES = ROUTES.filter((route) =>
  (['partner', 'reader', 'log', 'managed'] as const).some((kind) => isFor(route, kind)),
);

/** Statuses by route, for a message that names the odd one out. */
async function everywhere(routes: string[], ask: (route: string) => Promise<Response>) {
  const found: Record<string, number> = {};
  for (const route of routes) {
    const response = await ask(route);
    found[route] = response.status;
    const text = await response.text();
    if (!response.ok) expect([route, /Secret-body|Caption-secret/.test(text)]).toEqual([route, false]);
  }
  return found;
}
const all = (routes: string[], status: number) => Object.fromEntries(routes.map((route) => [route, status]));

describe('the access matrix', () => {
  it('has a row for every route, and no row without one', () => {
    expect(ROUTES.filter((route) => !(route in WHO))).toEqual([]);
    expect(Object.keys(WHO).filter((route) => !ROUTES.includes(route))).toEqual([]);
  });

  it('lets nobody through a closed door without a token', async () => {
    expect(await everywhere(CLOSED, (route) => call(route))).toEqual(all(CLOSED, 401));
  });

  it('lets nobody read at an address that nobody has made, whatever token comes with it', async () => {
    for (const token of [undefined, site.token, ...Object.values(roles)])
      expect(await everywhere(BY_ADDRESS, (route) => call(route, token))).toEqual(all(BY_ADDRESS, 404));
    expect(BY_ADDRESS).toHaveLength(7);
  });

  it('lets nobody through a closed door with a forged token, whoever it says to be', {
    tags: 'slow',
  }, async () => {
    const tokens = [
      ...Object.entries(await forgedTokens(site.token)),
      ...Object.entries(await forgedTokens(roles.owner)),
    ];
    for (const [name, token] of tokens)
      expect([name, await everywhere(CLOSED, (route) => call(route, token))]).toEqual([
        name,
        all(CLOSED, 401),
      ]);
  });

  it.each(ROLES)('lets the role %s through its doors and no other', async (role) => {
    const found = await everywhere(CLOSED, (route) => call(route, roles[role]));
    const opened = CLOSED.filter((route) => found[route] !== 403);
    const own = CLOSED.filter((route) => {
      const who = WHO[route];
      if (Array.isArray(who)) return who.includes(role);
      if (who === 'managed') return DESK.includes(role);
      return who === 'log' ? HEALTH.includes(role) : who === 'reader' && role === 'auditor';
    });
    expect(opened).toEqual(own);
    expect(Object.values(found).filter((status) => status === 401 || status >= 500)).toEqual([]);
  });

  it('lets a partner through its doors and no other', async () => {
    const found = await everywhere(CLOSED, (route) => call(route, site.token));
    expect(CLOSED.filter((route) => found[route] !== 403)).toEqual(PARTNER_ROUTES);
    const good = [200, 201];
    expect(
      PARTNER_ROUTES.filter((route) => isFor(route, 'partner') && !good.includes(found[route] ?? 0)),
    ).toEqual([]);
  });

  it('shows another partner nothing of what is this one’s', async () => {
    const other = await openSite(await openNewsroom());
    const found = await everywhere(PARTNER_ROUTES, (route) => call(route, other.token));
    // Lists are its own; what is named is not there for it.
    for (const [route, status] of Object.entries(found))
      expect([route, status]).toEqual([
        route,
        OWN[route] ??
          (/(articles|changes|deliveries)(\.\w+)?$|(usage|statements|me)$/.test(route) || isReport(route)
            ? 200
            : 404),
      ]);
  });
});

describe('a partner', () => {
  const stopped = async (stop: (site: PartnerSite, admin: string) => Promise<unknown>) => {
    const newsroom = await openNewsroom();
    const newSite = await openSite(newsroom);
    await stop(newSite, newsroom.admin);
    return everywhere(PARTNER_ROUTES, (route) => call(route, newSite.token));
  };
  const desk = (path: string, method: string, token: string, json?: unknown) =>
    request(`/v1/admin${path}`, { method, token, ...(json !== undefined && { json }) });

  it('whose key is revoked comes in nowhere', async () => {
    const found = await stopped(({ key }, admin) => desk(`/keys/${key.id}`, 'DELETE', admin));
    expect(found).toEqual(all(PARTNER_ROUTES, 401));
  });

  it('whose license is suspended, or over, gets nothing, and may report', async () => {
    const change =
      (json: unknown) =>
      ({ license }: PartnerSite, admin: string) =>
        desk(`/licenses/${license}`, 'PATCH', admin, json);
    for (const json of [
      { status: 'suspended' },
      { status: 'terminated' },
      { ends: new Date(Date.now() - 1_000).toISOString() },
    ])
      expect([json, await stopped(change(json))]).toEqual([
        json,
        Object.fromEntries(
          PARTNER_ROUTES.map((route) => [route, isReport(route) ? (OWN[route] ?? 200) : 403]),
        ),
      ]);
  });

  it('who calls from another address comes in nowhere', async () => {
    const found = await stopped(({ key }, admin) =>
      desk(`/keys/${key.id}`, 'PATCH', admin, { addresses: ['192.0.2.0/24'] }),
    );
    expect(found).toEqual(all(PARTNER_ROUTES, 401));
  });

  it('whose key demands DPoP comes in with a fresh proof only', async () => {
    const newsroom = await openNewsroom();
    const { license } = await openSite(newsroom);
    const keys = await clientKeys();
    const client = await create<Client>('/v1/admin/keys', newsroom.admin, {
      license,
      name: 'bound',
      dpop: true,
    });
    const token = await partnerToken(client, {}, { DPoP: await keys.proof('POST', `${BASE}/oauth/token`) });
    const proofs = new Map<string, string>();
    const shown = async (route: string) => {
      const [method = '', path = ''] = route.split(' ');
      const proof = proofs.get(route) ?? (await keys.proof(method, BASE + targetOf(path), token));
      proofs.set(route, proof);
      return call(route, undefined, { Authorization: `DPoP ${token}`, DPoP: proof });
    };
    const first = await everywhere(PARTNER_ROUTES, shown);
    expect(Object.values(first).filter((status) => status === 401)).toEqual([]);
    expect(await everywhere(PARTNER_ROUTES, shown)).toEqual(all(PARTNER_ROUTES, 401));
    expect(await everywhere(PARTNER_ROUTES, (route) => call(route, token))).toEqual(all(PARTNER_ROUTES, 401));
    const without = (route: string) => call(route, undefined, { Authorization: `DPoP ${token}` });
    expect(await everywhere(PARTNER_ROUTES, without)).toEqual(all(PARTNER_ROUTES, 401));
  });
});
