import { Hono } from 'hono';
import { AGENCY_LOG } from '../../ledger/transparency/origins.ts';
import { resolveIds } from '../entities/address.tsx';
import { toResult, unwrap } from '../frame/api.ts';
import { forwardJson } from '../frame/as-json.ts';
import { consolePage } from '../frame/page.tsx';
import type { ConsoleEnv } from '../frame/view.ts';
import { PROOF_FILES } from '../parts/proof.tsx';
import { checkpointsOf, consistencyOf, keysOf, LICENSE_LOG } from './logs.ts';
import { LogPage } from './page.tsx';

export const logPages = new Hono<ConsoleEnv>();

logPages.get('/log', resolveIds([LICENSE_LOG]), async (c) => {
  const { view } = c.var;
  const { api } = view;
  const { log: requested, cursor, from, to } = c.req.query();
  const log = requested || AGENCY_LOG;
  const [checkpoints, keys, health, stamp] = await Promise.all([
    checkpointsOf(api, log, { ...(cursor && { cursor }) }),
    keysOf(api, log),
    unwrap(api.GET('/v1/admin/health')),
    log === AGENCY_LOG ? toResult(api.GET('/v1/log/timestamp', { parseAs: 'arrayBuffer' })) : undefined,
  ]);
  return consolePage(
    c,
    { title: view.t('log.title'), ...(from && to && PROOF_FILES) },
    <LogPage
      log={log}
      checkpoints={checkpoints}
      keys={keys}
      health={health}
      stamped={stamp?.ok ? (stamp.response.headers.get('Content-Location') ?? undefined) : undefined}
      compared={from && to ? ([from, to].map(Number).sort((a, b) => a - b) as [number, number]) : undefined}
    />,
  );
});

/** Proof that the agency log has the root of a license's log. */
logPages.get('/log/roots/:license', async (c) => {
  const path = { license: c.req.param('license') };
  const query = { size: Number(c.req.query('size')) };
  return forwardJson(c, unwrap(c.var.view.api.GET('/v1/log/proofs/{license}', { params: { path, query } })));
});

logPages.get('/log/consistency/:log', async (c) => {
  const { from, to } = c.req.query();
  return forwardJson(c, consistencyOf(c.var.view.api, c.req.param('log'), [Number(from), Number(to)]));
});
