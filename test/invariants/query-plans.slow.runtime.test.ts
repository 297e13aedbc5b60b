/**
 * Whatever a route asks of the log in D1 is answered by an index, whether SQLite has been told how the tables
 * look (`ANALYZE`) or not: every route of the audit room is called, and what it asks is overheard. A new one
 * is called without being named here; name what it needs.
 */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { fill } from '../../scripts/newsroom/fill/fill.ts';
import { app } from '../../src/app.ts';
import type { UseEntry } from '../../src/ledger/types.ts';
import { BASE, operatorToken, partnerToken } from '../support/gateway.ts';
import { type Plan, planOf, type Statement, statementsOf } from '../support/plans.ts';

/** Tables that grow with the log. */
const TABLES = ['entries', 'log_places', 'usage_cells'];

const ROUTES = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && /^\/v1\/(audit|usage)\b/.test(path))
      .map(({ path }) => path),
  ),
];

let entry: UseEntry;
let tokens: { auditor: string; partner: string };

beforeAll(async () => {
  const [client] = await fill(env.DB, {
    entries: 4_400,
    licenses: 10,
    articles: 60,
    months: 2,
    untilMs: Date.UTC(2026, 9, 1),
    seed: 'plans',
  });
  if (!client) throw new Error('nothing was filled');
  const body = await env.DB.prepare(
    `SELECT body FROM entries WHERE license = ? AND outcome = 'permit' AND body ->> 'title' IS NOT NULL LIMIT 1`,
  )
    .bind(client.license)
    .first<string>('body');
  entry = JSON.parse(body ?? '') as UseEntry;
  tokens = { auditor: await operatorToken('auditor'), partner: await partnerToken(client) };
});

const MONTH = { period: '2026-09' };
const SPAN = { from: '2026-08-10T00:00:00Z', to: '2026-09-20T00:00:00Z' };

/** By path, what it is asked; each with nothing besides, too. */
function queriesOf(path: string): Record<string, string>[] {
  const { license, partner, article, title } = entry;
  const facets = { license, partner, article, title: title ?? '', key: entry.key, outcome: 'permit' };
  const byFacet = Object.entries(facets).map(([name, value]) => ({ [name]: value }));
  switch (path) {
    case '/v1/audit/deliveries':
    case '/v1/audit/reports/breakdown':
      return [
        ...byFacet,
        ...[
          { section: entry.sections[0] ?? '' },
          { code: 'use_not_licensed' },
          SPAN,
          { ...SPAN, order: 'asc' },
        ],
        ...[
          { ...facets, ...SPAN },
          { ...facets, count: 'true' },
          { ...SPAN, count: 'true' },
          { count: 'true' },
        ],
      ];
    case '/v1/audit/actions':
      return [{ resource: license }, { operator: 'opr_x' }, { act: 'license', routine: 'false' }, SPAN];
    default:
      return [...byFacet, MONTH, SPAN, { ...MONTH, license }, { ...MONTH, partner }, { ...MONTH, article }];
  }
}

const paramsOf = (path: string) =>
  path
    .replace(/:license\b/, entry.license)
    .replace(/^(\/v1\/audit\/deliveries)\/:id/, `$1/${entry.id}`)
    .replace(/articles\/:id/, `articles/${entry.article}`)
    .replace(/:id\b/, entry.license)
    .replace(/:\w+(\{[^}]*\})?/g, 'x');

/** Statements on the log that the route asks D1, each once. */
async function plansOf(path: string): Promise<Plan[]> {
  const token = path.startsWith('/v1/usage') ? tokens.partner : tokens.auditor;
  // A report asks one statement hundreds of times, with other values.
  const statements = new Map<string, Statement>();
  for (const query of [{}, ...queriesOf(path)]) {
    const target = `${BASE}${paramsOf(path)}?${new URLSearchParams(query)}`;
    const executed = await statementsOf(async (DB) => {
      const context = createExecutionContext();
      const init = { headers: { Authorization: `Bearer ${token}` } };
      const response = await app.request(target, init, { ...env, DB }, context);
      await response.arrayBuffer();
      await waitOnExecutionContext(context);
      // Not every query is for every route; but nothing may be a bug.
      expect([target, response.status < 500]).toEqual([target, true]);
    });
    for (const statement of executed) if (onTheLog(statement)) statements.set(statement.sql, statement);
  }
  return Promise.all([...statements.values()].map(planOf));
}

/** Names that the tables go by in a statement. */
function namesIn(sql: string): string[] {
  const named = sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)(?:\s+AS\s+(\w+))?/g);
  return [...named].flatMap(([, table = '', alias]) => (TABLES.includes(table) ? [alias ?? table] : []));
}

const onTheLog = ({ sql }: Pick<Plan, 'sql'>) => namesIn(sql).length > 0;

/**
 * Steps that read a whole table: through an index only as the order of a page, which ends when it is full.
 */
function scansIn({ sql, steps }: Plan): string[] {
  const names = namesIn(sql);
  return steps.filter((step) => {
    const [, name = '', index] = /^SCAN (\w+)(?: USING INDEX (\w+))?/.exec(step) ?? [];
    if (!names.includes(name)) return false;
    return !(index === 'entries_by_time' && /\bLIMIT\b/.test(sql));
  });
}

describe.each([
  ['as it is', undefined],
  ['that was analyzed', 'ANALYZE'],
])('a log %s', (_, prepare) => {
  beforeAll(async () => {
    if (prepare) await env.DB.prepare(prepare).run();
  });

  it.each(ROUTES)(
    '%s reads by an index alone',
    async (path) => {
      const plans = await plansOf(path);
      const scans = plans.flatMap((plan) => scansIn(plan).map((step) => ({ step, sql: plan.sql })));
      expect(scans).toEqual([]);
    },
    120_000,
  );
});

it('is overheard: the list of the log asks the log', async () => {
  expect((await plansOf('/v1/audit/deliveries')).length).toBeGreaterThan(0);
});
