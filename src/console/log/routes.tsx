/** `/console/log`: what the agency has signed of its logs, who outside has seen it, and what it found when it looked itself. */
import { Hono } from 'hono';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import { resolving } from '../entities/address.tsx';
import { tried, unwrap } from '../frame/api.ts';
import { asJson } from '../frame/as-json.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { LogPage } from './page.tsx';
import { checkpointsOf, consistencyOf, keysOf, LICENSE_LOG } from './place.ts';

export const logPages = new Hono<ConsoleEnv>();

logPages.get('/log', resolving([LICENSE_LOG]), async (c) => {
  const { view } = c.var;
  const { api } = view;
  const { log: asked, cursor, from, to } = c.req.query();
  const log = asked || AGENCY_LOG;
  const [checkpoints, keys, health, stamp] = await Promise.all([
    checkpointsOf(api, log, { ...(cursor && { cursor }) }),
    keysOf(api, log),
    unwrap(api.GET('/v1/admin/health')),
    log === AGENCY_LOG ? tried(api.GET('/v1/log/timestamp', { parseAs: 'arrayBuffer' })) : undefined,
  ]);
  return consolePage(
    c,
    { title: view.t('log.title'), scripts: from && to ? ['prove.js'] : [] },
    <LogPage
      log={log}
      checkpoints={checkpoints}
      keys={keys}
      health={health}
      stamped={stamp?.ok ? (stamp.response.headers.get('Content-Location') ?? undefined) : undefined}
      compared={
        from && to
          ? ([from, to].map(Number).sort((one, other) => one - other) as [number, number])
          : undefined
      }
    />,
  );
});

/** That the root of a license’s log is in the agency log. */
logPages.get('/log/roots/:license', async (c) => {
  const path = { license: c.req.param('license') };
  const query = { size: Number(c.req.query('size')) };
  return asJson(c, tried(c.var.view.api.GET('/v1/log/proofs/{license}', { params: { path, query } })));
});

logPages.get('/log/consistency/:log', async (c) => {
  const { from, to } = c.req.query();
  const sizes: [number, number] = [Number(from), Number(to)];
  const pair = consistencyOf(c.var.view.api, c.req.param('log'), sizes);
  return asJson(
    c,
    pair.then((value) => ({ ok: true as const, value, response: new Response() })),
  );
});
