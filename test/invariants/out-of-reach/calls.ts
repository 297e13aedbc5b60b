/** How each route is asked something that it does, by whom it is for. */
import { BASE } from '../../support/gateway.ts';
import { PNG } from '../../support/newsroom.ts';
import { type Fixture, termsFor } from './newsroom.ts';

export interface Call {
  path: string;
  init: RequestInit;
}

type Who = 'anyone' | 'client' | 'partner' | 'owner' | 'auditor';

/** Whoever may do the most there. */
function whoAsks(path: string): Who {
  if (path.startsWith('/oauth/')) return 'client';
  if (
    /^\/v1\/(articles|decisions|changes|events|webhooks|acknowledgements|publications|declarations|usage|me)\b/.test(
      path,
    )
  )
    return 'partner';
  if (/^\/v1\/audit\/|^\/v1\/log\/proofs/.test(path)) return 'auditor';
  if (/^\/console\/(actions|deliveries|log|reports|statements|exports|retention)/.test(path))
    return 'auditor';
  // They would end the very session that all others are asked with.
  if (/^\/console\/(session|sign-out|account\/end)$/.test(path)) return 'anyone';
  return /^\/(v1\/admin|console)(\/|$)/.test(path) ? 'owner' : 'anyone';
}

/** The id in a path, by the name before it. */
function idIn(
  { site, article, feedAddress, thumbnail, changed, ids, newsroom }: Fixture,
  noun: string,
  isPartner: boolean,
): string {
  const known: Record<string, string> = {
    articles: isPartner ? article.id : changed.article.id,
    object: 'ledger-0',
    part: '1',
    partners: changed.site.partner,
    products: newsroom.product,
    licenses: changed.site.license,
    keys: changed.site.key.id,
    operators: ids.operator,
    restrictions: ids.restriction,
    phrases: ids.phrase,
    statements: ids.statement,
    holds: ids.hold,
    deliveries: ids.entry,
    receipts: ids.entry,
    recalls: ids.recall,
    license: isPartner ? site.license : changed.site.license,
    kind: 'usage',
    address: feedAddress,
    link: thumbnail,
  };
  return known[noun] ?? 'x';
}

function targetOf(fixture: Fixture, path: string): string {
  // An article that no other call releases meanwhile.
  if (path === '/console/articles/:id/notice') return path.replace(':id', fixture.withheld);
  // Of one that has a picture.
  const isPartner = path.startsWith('/v1/articles') || path.includes('/components/');
  const parts = path.split('/');
  return parts
    .map((part, place) => {
      if (!part.startsWith(':')) return part;
      const name = part.slice(1).replace(/\{.*$/, '');
      if (name === 'component') return fixture.article.photograph;
      return idIn(fixture, name === 'id' ? (parts[place - 1] ?? '') : name, isPartner);
    })
    .join('/');
}

const YEAR = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const MONTH = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
const counter = (partner: string) => ({ customer_id: partner, begin_date: '2026-09', end_date: '2026-10' });

function queryOf({ changed, newsroom }: Fixture, route: string): string {
  const license = changed.site.license;
  const queries: Record<string, Record<string, string>> = {
    'GET /v1/audit/checkpoints': { license },
    'GET /v1/audit/proofs/:license': { index: '0' },
    'GET /v1/log/consistency': { from: '1', to: '1' },
    'GET /v1/usage': { period: '2026-10' },
    'GET /v1/admin/entities': { ids: license },
    'GET /console/find': { q: 'license', kind: 'license' },
    'GET /console/search': { q: 'license' },
    'GET /console/deliveries': { kind: 'delivery' },
    'GET /v1/audit/activity': { license },
    'GET /v1/audit/reports/usage': { period: '2026-10' },
    'GET /v1/audit/reports/royalties': { period: '2026-10' },
    'GET /v1/audit/reports/rules': MONTH,
    'GET /v1/audit/reports/activity': MONTH,
    'GET /v1/audit/reports/society': { license, period: '2026-10' },
    'GET /v1/audit/reports/counter/pr': counter(changed.site.partner),
    'GET /v1/audit/reports/counter/ir': counter(changed.site.partner),
    'GET /v1/audit/statements.csv': { period: '2026-10' },
    'DELETE /v1/audit/holds/:id': { reason: 'Settled' },
    'PUT /v1/admin/articles': { section: newsroom.section },
  };
  const query = queries[route];
  return query ? `?${new URLSearchParams(query)}` : '';
}

function bodyOf(fixture: Fixture, route: string): object | undefined {
  const { article, changed, ids, newsroom } = fixture;
  const license = changed.site.license;
  const bodies: Record<string, object> = {
    'POST /v1/decisions': { article: article.id, use: { action: 'display' } },
    'POST /v1/publications': {
      uri: 'urn:test:reported',
      title: 'morgen',
      channel: 'web',
      publishedAt: '2026-01-01T00:00:00Z',
    },
    'POST /v1/declarations': { title: 'morgen', period: '2026', figure: 'readers', value: 1 },
    'POST /v1/acknowledgements': { event: 'evt_x', state: 'received' },
    // Of a license that is not the partner's: nothing is made.
    'POST /v1/webhooks': { url: 'https://hooks.example/', license },
    'PATCH /v1/webhooks/:id': { status: 'disabled' },
    'POST /v1/webhooks/:id/rotate': {},
    'POST /v1/webhooks/:id/redeliver': { events: ['evt_x'] },
    'POST /v1/receipts/verify': { receipt: ids.receipt },
    'POST /v1/admin/partners': { name: 'One more' },
    'PATCH /v1/admin/partners/:id': { contact: 'desk@site.example' },
    'POST /v1/admin/products': { name: 'Nothing', sections: ['none'] },
    'PATCH /v1/admin/products/:id': { backfileDays: 3_000 },
    'POST /v1/admin/licenses': termsFor(fixture),
    'PATCH /v1/admin/licenses/:id': { retentionDays: 30 },
    'POST /v1/admin/keys': { license, name: 'one more' },
    'PATCH /v1/admin/keys/:id': { addresses: ['192.0.2.0/24'] },
    'POST /v1/admin/keys/:id/rotate': { overlapHours: 1 },
    'POST /v1/admin/phrases': {
      phrase: `kein Funk ${newsroom.section}`,
      language: 'de',
      meaning: 'no-radio',
    },
    'POST /v1/admin/operators': { name: 'One more', role: 'ingest' },
    'POST /v1/admin/operators/:id/rotate': {},
    'PATCH /v1/admin/operators/:id': { role: 'desk' },
    'POST /v1/admin/restrictions': { scope: changed.article.id, text: 'JAPAN OUT' },
    'PATCH /v1/admin/restrictions/:id': { reviewed: true },
    'POST /v1/admin/restrictions/readings': { text: 'JAPAN OUT' },
    'PUT /v1/admin/articles': changed.item,
    'PATCH /v1/admin/articles/:id': { pubStatus: 'usable' },
    'POST /v1/admin/partners/:id/move': { object: 'ledger-0' },
    'POST /v1/admin/recalls/:id/answers': { license, state: 'received', note: 'Duty editor, by telephone' },
    'POST /v1/admin/recalls/:id/close': { note: 'Its site is offline' },
    'POST /v1/admin/clock': { now: new Date().toISOString() },
    'POST /v1/admin/decisions': { license, article: changed.article.id, use: { action: 'display' } },
    'POST /v1/admin/archive/restore': { month: '2026-01' },
    'POST /v1/admin/archive/release': { month: '2026-01' },
    'POST /v1/audit/reconciliation/runs': {},
    'POST /v1/audit/replay': {
      filter: { license, ...YEAR },
      change: { restrictions: [{ text: 'JAPAN OUT' }] },
    },
    'POST /v1/audit/price': { terms: { ...termsFor(fixture), partner: undefined }, ...YEAR },
    'PATCH /v1/audit/reconciliation/:id': { state: 'explained', note: 'Mistyped' },
    'POST /v1/audit/statements': { license, period: ids.openPeriod },
    'POST /v1/audit/statements/:id/adjustments': { units: -1, reason: 'Agreed' },
    'POST /v1/audit/holds': { kind: 'partner', target: changed.site.partner, reason: 'A dispute' },
  };
  return bodies[route] ?? { of: newsroom.section };
}

export function callOf(fixture: Fixture, route: string): Call {
  const [method = '', path = ''] = route.split(' ');
  const who = whoAsks(path);
  const headers = new Headers({ 'CF-Connecting-IP': '192.0.2.7' });
  const target = targetOf(fixture, path) + queryOf(fixture, route);
  let body: BodyInit | undefined;
  if (path.startsWith('/console')) {
    headers.set('Cookie', who === 'anyone' ? '' : fixture.cookies[who === 'auditor' ? 'auditor' : 'owner']);
    headers.set('Sec-Fetch-Site', 'same-origin');
    headers.set('Origin', BASE);
    if (method === 'POST') body = new URLSearchParams({ '/nonsense': 'x' });
  } else if (who === 'client') {
    const { client_id, client_secret } = fixture.site.key;
    headers.set('Authorization', `Basic ${btoa(`${client_id}:${client_secret}`)}`);
    body = new URLSearchParams({ grant_type: 'client_credentials', token: 'x' });
  } else {
    const token = {
      partner: fixture.site.token,
      owner: fixture.tokens.owner,
      auditor: fixture.tokens.auditor,
    };
    if (who !== 'anyone') headers.set('Authorization', `Bearer ${token[who]}`);
    if (route === 'PUT /v1/admin/articles/:id/components/:component') {
      headers.set('Content-Type', 'image/png');
      body = PNG;
    } else if (!['GET', 'HEAD', 'DELETE'].includes(method)) {
      headers.set('Content-Type', 'application/json');
      body = JSON.stringify(bodyOf(fixture, route));
    }
  }
  // What is there is not deleted, rotated or closed: it is asked again.
  const isRemoval = method === 'DELETE' || (method === 'POST' && /\/(rotate|close)$/.test(path));
  const id = /\/[a-z]+_[^/?]+(?=\/(?:rotate|close|feed-address)$|\?|$)/;
  return {
    path: isRemoval ? target.replace(id, '/x') : target,
    init: { method, headers, redirect: 'manual', ...(body !== undefined && { body }) },
  };
}
