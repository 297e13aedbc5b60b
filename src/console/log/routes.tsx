/** `/console/log`: what the agency has signed of its logs, who outside has seen it, and what it found when it looked itself. */
import { Hono } from 'hono';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import { told, tried } from '../frame/api.ts';
import { asJson } from '../frame/as-json.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { licenseOptions, namesOf } from '../parts/parties.tsx';
import { LogPage } from './page.tsx';
import { checkpointsOf, consistencyOf, keysOf, LOGS } from './place.ts';

export const logPages = new Hono<ConsoleEnv>();

logPages.get('/log', async (c) => {
  const { view } = c.var;
  const { api } = view;
  const { log: asked, cursor, from, to } = c.req.query();
  const log = asked || AGENCY_LOG;
  const [checkpoints, keys, health, stamp, licenses, names] = await Promise.all([
    checkpointsOf(api, log, { ...(cursor && { cursor }) }),
    keysOf(api, log),
    told(api.GET('/v1/admin/health')),
    log === AGENCY_LOG ? tried(api.GET('/v1/log/timestamp', { parseAs: 'arrayBuffer' })) : undefined,
    licenseOptions(api),
    LOGS.includes(log) ? undefined : namesOf(api, [log]),
  ]);
  return consolePage(
    c,
    view,
    { title: view.t('log.title'), scripts: from && to ? ['prove.js'] : [] },
    <LogPage
      log={log}
      name={names?.get(log)?.name}
      checkpoints={checkpoints}
      keys={keys}
      health={health}
      stamped={stamp?.ok ? (stamp.response.headers.get('Content-Location') ?? undefined) : undefined}
      licenses={licenses}
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
