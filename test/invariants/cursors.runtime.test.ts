/**
 * Every list × every way to use a cursor for what it was not made for. The lists are taken from the app: one
 * without a row fails.
 */
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { AGENCY_LOG, licenseOrigin, originOf } from '../../src/ledger/transparency/origins.ts';
import { create, operatorToken, partnerToken, request } from '../support/gateway.ts';
import {
  type Client,
  drain,
  ingest,
  ingestWithPhotograph,
  openNewsroom,
  openSite,
  type PartnerSite,
  pastMonths,
  wireItem,
} from '../support/newsroom.ts';

interface List {
  /** With the query whose cursor is tried; two rows and more. */
  path: string;
  token?: string;
  /** Lists of the same name that are others: narrowed in another way. */
  others: string[];
  /** Who sees another list at this path. */
  strangers?: string[];
  /** Who sees the same. */
  fellows?: string[];
  /** What it gives out for its second page. */
  cursor: string;
}

const SUPPLIER = 'Foto "Möwe" & Söhne';

/** Two rows and more for every list of the gateway. */
async function rowsForAll() {
  const newsroom = await openNewsroom();
  const { admin, section } = newsroom;
  const [site, stranger] = [await openSite(newsroom), await openSite(await openNewsroom())];
  const articles = [await ingest(newsroom, wireItem()), await ingest(newsroom, wireItem())];
  const [article = '', another = ''] = articles.map(({ id }) => id);
  const second = await openSite(newsroom);
  for (const { token } of [site, second])
    for (const id of [article, another]) await request(`/v1/articles/${id}`, { token });
  const restricted: { id: string }[] = [];
  for (const text of ['JAPAN OUT', 'CHINA OUT'])
    restricted.push(await create('/v1/admin/restrictions', admin, { scope: `section:${section}`, text }));
  const policy = { '@type': 'Set', prohibition: [{ action: 'archive' }] };
  for (const { id } of restricted) {
    const decided = { method: 'PATCH', token: admin, json: { policy } };
    await request(`/v1/admin/restrictions/${id}`, decided);
  }
  for (const phrase of ['NOT FOR WALRUSES', 'NOT FOR TAPIRS'])
    await create('/v1/admin/phrases', admin, { language: 'en', phrase, policy });
  for (const { token } of [site, stranger])
    for (const n of [1, 2]) {
      const report = { title: 'nowhere', channel: 'web', publishedAt: '2026-01-01T00:00:00Z' };
      await create('/v1/publications', token, { ...report, article: n === 1 ? article : another });
      await create('/v1/declarations', token, {
        title: 'morgen',
        period: '2026',
        figure: 'readers',
        value: n,
      });
    }
  const auditor = await operatorToken('auditor');
  const pictures = { copyrightHolder: SUPPLIER };
  for (const { id } of [
    await ingestWithPhotograph(newsroom, pictures),
    await ingestWithPhotograph(newsroom, pictures),
  ])
    await request(`/v1/articles/${id}`, { token: site.token });
  for (const period of pastMonths(2))
    await create('/v1/audit/statements', auditor, { license: site.license, period });
  for (const path of ['one', 'two'])
    await create('/v1/webhooks', site.token, { url: `https://hooks.example/${path}` });
  for (const reason of ['First case', 'Second case'])
    await create('/v1/audit/holds', auditor, { kind: 'license', target: site.license, reason });
  await drain();
  await drain('operators');
  await request('/v1/audit/reconciliation/runs', { token: admin, json: {} });
  const { DB, LOG_ORIGIN } = env;
  const checkpoint = DB.prepare(
    `INSERT OR IGNORE INTO checkpoints (origin, size, at, note) VALUES (?, ?, '2026-01-01', '')`,
  );
  const origins = [originOf(LOG_ORIGIN, AGENCY_LOG), licenseOrigin(LOG_ORIGIN, site.license)];
  const part = DB.prepare(
    `INSERT INTO archive_parts (object, part, first_month, last_month, entries, manifest) VALUES ('ledger-0', ?1, '2026-01', '2026-01', 1, json_set(?2, '$.part', ?1))`,
  );
  const manifest = JSON.stringify({
    v: 1,
    object: 'ledger-0',
    month: '2026-01',
    lastSeq: 1,
    file: 'archive/none',
    bytes: 1,
    sha256: '',
    entries: 1,
    firstAt: '2026-01-01T00:00:00.000Z',
    lastAt: '2026-01-01T00:00:00.000Z',
    licenses: [],
  });
  const count = DB.prepare(
    `INSERT INTO refusal_counts (minute, object, license, code, count) VALUES ('2026-01-01T00:00', 'ledger-0', 'lic_1', ?, 1)`,
  );
  const recall = DB.prepare(
    `INSERT INTO recalls (id, type, article, version, at, state, progress)
     VALUES (?1, 'article.killed', ?2, '1', '2026-01-01T00:00:00.000Z', 'open',
       '{"holders":{"notified":1,"acknowledged":0,"done":0,"refused":0,"overdue":0},"pages":{"reported":0,"seen":0,"up":0,"unread":0},"dueAt":null}')`,
  );
  await DB.batch([
    ...[1, 2].map((number) => recall.bind(`rcl_${number}`, article)),
    ...['not_found', 'invalid_token'].map((code) => count.bind(code)),
    ...origins.flatMap((origin) => [0, 1].map((size) => checkpoint.bind(origin, size))),
    ...[1, 2].map((number) => part.bind(number, manifest)),
  ]);
  return { admin, auditor, section, site, stranger, article, another };
}

/** The same license by another key of it. */
async function otherToken({ license }: PartnerSite, admin: string): Promise<string> {
  return partnerToken(await create<Client>('/v1/admin/keys', admin, { license, name: 'app' }));
}

async function listsOf(): Promise<Record<string, Omit<List, 'cursor'>>> {
  const { admin, auditor, section, site, stranger, article, another } = await rowsForAll();
  const owner = await operatorToken('owner');
  const royalties = `supplier=${encodeURIComponent(SUPPLIER)}&period=${new Date().getUTCFullYear()}`;
  const desk = { token: admin, fellows: [owner] };
  const partner = { token: site.token, fellows: [await otherToken(site, admin)] };
  const of = (path: string, ...queries: string[]) => queries.map((query) => `${path}?${query}`);
  return {
    '/v1/articles': {
      path: `/v1/articles?section=${section}`,
      others: of(
        '/v1/articles',
        '',
        `section=${section}&type=text`,
        `section=${section}&since=2020-01-01T00:00:00Z`,
      ),
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/audit/deliveries': {
      path: '/v1/audit/deliveries?outcome=permit',
      others: of(
        '/v1/audit/deliveries',
        '',
        `outcome=permit&license=${site.license}`,
        `outcome=permit&article=${article}`,
        'outcome=permit&order=asc',
      ),
      strangers: [stranger.token, auditor],
      ...partner,
    },
    '/v1/publications': {
      path: '/v1/publications?from=2020-01-01T00:00:00Z',
      others: of('/v1/publications', '', `from=2020-01-01T00:00:00Z&article=${article}`),
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/publications/findings': {
      path: '/v1/publications/findings?kind=outside_title',
      others: of('/v1/publications/findings', '', 'kind=outside_title&state=open'),
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/webhooks': {
      path: '/v1/webhooks',
      others: of('/v1/webhooks', 'status=unverified', 'status=active'),
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/declarations': {
      path: '/v1/declarations',
      others: of('/v1/declarations', 'title=abend', 'from=2020-01-01T00:00:00Z'),
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/audit/reconciliation': {
      path: '/v1/audit/reconciliation?kind=outside_title',
      token: auditor,
      others: of(
        '/v1/audit/reconciliation',
        '',
        'kind=outside_title&state=open',
        `kind=outside_title&license=${site.license}`,
      ),
    },
    '/v1/admin/recalls': {
      path: '/v1/admin/recalls',
      others: of('/v1/admin/recalls', 'state=open', 'type=article.killed', `article=${article}`),
      ...desk,
    },
    '/v1/audit/recalls': {
      path: '/v1/audit/recalls',
      token: auditor,
      others: of('/v1/audit/recalls', 'state=open', 'type=article.killed', `article=${article}`),
    },
    '/v1/audit/actions': {
      path: '/v1/audit/actions',
      token: auditor,
      others: of('/v1/audit/actions', `resource=${article}`, 'from=2020-01-01T00:00:00Z'),
    },
    '/v1/audit/refusal-counts': {
      path: '/v1/audit/refusal-counts',
      token: auditor,
      others: of('/v1/audit/refusal-counts', 'granularity=hour', 'license=lic_1', 'code=not_found'),
    },
    '/v1/audit/holds': {
      path: '/v1/audit/holds',
      token: auditor,
      others: of('/v1/audit/holds', 'open=true', 'open=false', `target=${site.license}`),
    },
    '/v1/audit/checkpoints': {
      path: `/v1/audit/checkpoints?license=${site.license}`,
      token: site.token,
      others: [],
      fellows: [auditor],
    },
    '/v1/audit/statements': {
      path: '/v1/audit/statements',
      token: auditor,
      others: of('/v1/audit/statements', `license=${site.license}`, `partner=${site.partner}`),
    },
    '/v1/audit/statements/months': {
      path: '/v1/audit/statements/months',
      token: auditor,
      others: of('/v1/audit/statements/months', 'to=2026-01', 'q=partner', 'state=ready'),
    },
    '/v1/usage/statements': {
      path: '/v1/usage/statements',
      others: [],
      strangers: [stranger.token],
      ...partner,
    },
    '/v1/audit/reports/royalties': {
      path: `/v1/audit/reports/royalties?${royalties}`,
      token: auditor,
      others: of('/v1/audit/reports/royalties', `${royalties}&env=test`, 'supplier=nobody&period=2026-10'),
    },
    '/v1/log/checkpoints': { path: '/v1/log/checkpoints', others: [] },
    '/v1/admin/partners': { path: '/v1/admin/partners', others: [], ...desk },
    '/v1/admin/products': { path: '/v1/admin/products', others: [], ...desk },
    '/v1/admin/licenses': {
      path: '/v1/admin/licenses',
      others: of(
        '/v1/admin/licenses',
        `partner=${site.partner}`,
        'exclusivity=exc_1',
        'status=active',
        'status=scheduled',
        'endsFrom=2026-01-01T00:00:00Z',
        'endsBefore=2099-01-01T00:00:00Z',
      ),
      ...desk,
    },
    '/v1/admin/keys': {
      path: '/v1/admin/keys',
      others: of('/v1/admin/keys', `license=${site.license}`, 'partner=par_none'),
      ...desk,
    },
    '/v1/admin/operators': { path: '/v1/admin/operators', others: [], ...desk },
    '/v1/admin/restrictions': {
      path: '/v1/admin/restrictions',
      others: of('/v1/admin/restrictions', 'unreviewed=true', `scope=section:${section}`, `item=${article}`),
      ...desk,
    },
    '/v1/admin/restrictions/decisions': { path: '/v1/admin/restrictions/decisions', others: [], ...desk },
    '/v1/admin/phrases': { path: '/v1/admin/phrases', others: [], ...desk },
    '/v1/admin/articles': {
      path: '/v1/admin/articles',
      others: ['/v1/admin/articles?state=usable'],
      ...desk,
    },
    '/v1/admin/articles/{id}/holders': {
      path: `/v1/admin/articles/${article}/holders`,
      others: [`/v1/admin/articles/${another}/holders`],
      ...desk,
    },
    '/v1/admin/archive': {
      path: '/v1/admin/archive',
      token: auditor,
      others: of('/v1/admin/archive', 'month=2026-01', 'object=ledger-0', 'restored=false'),
    },
  };
}

const get = (path: string, token: string | undefined, query: Record<string, string>) =>
  request(`${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ limit: '1', ...query })}`, {
    ...(token && { token }),
  });

let lists: Record<string, List>;
beforeAll(async () => {
  const listed = await listsOf();
  // A month that had ended when its license was stored is not listed.
  await env.DB.prepare("UPDATE license_versions SET at = '2020-01-01T00:00:00.000Z'").run();
  const withCursors = Object.entries(listed).map(async ([name, list]) => {
    const { next } = await (await get(list.path, list.token, {})).json<{ next: string | null }>();
    if (!next) throw new Error(`${list.path} has no second page`);
    return [name, { ...list, cursor: next }];
  });
  lists = Object.fromEntries(await Promise.all(withCursors)) as Record<string, List>;
});

const FEED = /\.(atom|rss|json|jsonfeed)$/;

/** The one answer to every cursor that is not good here. */
let refusal: string | undefined;
async function isRefused(path: string, token: string | undefined, cursor: string, why: string) {
  const response = await get(path, token, { cursor });
  const text = await response.text();
  refusal ??= text;
  expect([why, response.status, text]).toEqual([why, 400, refusal]);
  expect(JSON.parse(text)).toMatchObject({ code: 'invalid_cursor' });
}

describe('every list', () => {
  it('has a row here', () => {
    const paths = app.openAPIRegistry.definitions.flatMap((definition) => {
      if (definition.type !== 'route') return [];
      const query = definition.route.request?.query as { shape?: object } | undefined;
      // Feeds are pages of the list that they are named after, by its cursors.
      const path = definition.route.path.replace(FEED, '').replace('/feeds/{address}', '');
      return query?.shape && 'cursor' in query.shape ? [path] : [];
    });
    expect([...new Set(paths)].sort()).toEqual(Object.keys(lists).sort());
  });

  it('goes on where a cursor of its own points, for all who see the same', async () => {
    for (const { path, token, fellows = [], cursor } of Object.values(lists)) {
      // The address of a thumbnail is its reader's own.
      const pageOf = async (reader: string | undefined) =>
        JSON.parse(await (await get(path, reader, { cursor })).text(), (name, value) =>
          name === 'thumbnail' ? undefined : value,
        ).items as unknown[];
      const items = await pageOf(token);
      expect([path, items?.length]).toEqual([path, 1]);
      for (const fellow of fellows) expect([path, await pageOf(fellow)]).toEqual([path, items]);
    }
  });

  it('tells no place by its cursor', () => {
    for (const { path, cursor } of Object.values(lists)) {
      const text = Buffer.from(cursor, 'base64url').toString('latin1');
      expect([path, /[a-z]{3}_[0-9a-f]{8}|\d{4}-\d\d-\d\d/.exec(text)?.[0]]).toEqual([path, undefined]);
    }
  });

  it('refuses the cursors of another reader, of another filter, and altered ones', async () => {
    for (const { path, token, others, strangers = [], cursor } of Object.values(lists)) {
      for (const stranger of strangers) await isRefused(path, stranger, cursor, `${path} of a stranger`);
      for (const other of others) await isRefused(other, token, cursor, `${path} at ${other}`);
      const swapped = (cursor[0] === 'A' ? 'B' : 'A') + cursor.slice(1);
      for (const altered of [swapped, `${cursor}A`, cursor.slice(0, -1), `${cursor}=`, '', 'x'])
        await isRefused(path, token, altered, `${path} with ${altered}`);
    }
  });

  it('refuses the cursors of every other list', { tags: 'slow' }, async () => {
    for (const [name, { cursor }] of Object.entries(lists))
      for (const [other, { path, token }] of Object.entries(lists))
        if (other !== name) await isRefused(path, token, cursor, `${name} at ${other}`);
  });
});
