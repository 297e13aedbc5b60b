/**
 * Each environment of wrangler.toml is one that wrangler would deploy: built, with its bindings, offline, and
 * without a warning.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../scripts/gateway.ts';
import { BUILD_ENV, ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { ENVIRONMENTS } from '../../scripts/provision/settings.ts';
import { temporaryState } from '../support/embedded.ts';

const folder = temporaryState();
afterAll(() => folder.remove());

describe.each(ENVIRONMENTS)('wrangler deploy --dry-run --env %s', (environment) => {
  it('builds the worker with all its bindings', () => {
    const args = [
      '--no-install',
      'wrangler',
      'deploy',
      '--dry-run',
      '--env',
      environment,
      '--outdir',
      join(folder.dir, environment),
    ];
    const { status, stdout, stderr } = spawnSync('npx', args, {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...BUILD_ENV, NO_COLOR: '1' },
    });
    expect(status, stderr).toBe(0);
    for (const binding of [
      'LEDGER',
      'OPERATORS',
      'AGENCY_LOG',
      'MONITOR',
      'WEBHOOKS',
      'SITES',
      'DB',
      'BUCKET',
      'ASSETS',
      'METRICS',
      'VERSION',
      'PUBLIC_URL',
      'LEDGER_JURISDICTION',
      'LICENSE_LIMIT',
      'PUBLIC_ADDRESS_LIMIT',
    ])
      expect(stdout).toContain(`env.${binding}`);
    expect(stdout).toContain(`imprimatur-${environment}`);
    expect(stderr).not.toMatch(/warning/i);
  });
});

it('the embedded runtime has no jurisdictions, and a start with one says so', async () => {
  const vars = { LEDGER_JURISDICTION: 'eu' };
  const started = startGateway({ port: await freePort(), stateDir: folder.dir, vars });
  await expect(started).rejects.toThrow(/has no jurisdictions/);
});

it.each(['0', '721', '5m', ''])('a start with CHECKPOINT_MINUTES=%s says what it may be', async (minutes) => {
  const vars = { CHECKPOINT_MINUTES: minutes };
  const started = startGateway({ port: await freePort(), stateDir: folder.dir, vars });
  await expect(started).rejects.toThrow('is no whole number from 1 to 720');
});

it.each(['0', 'weekly'])('a start with PAGE_WATCH_DAYS=%s says what it may be', async (days) => {
  const vars = { PAGE_WATCH_DAYS: days };
  const started = startGateway({ port: await freePort(), stateDir: folder.dir, vars });
  await expect(started).rejects.toThrow('is no whole number from 1 to 999');
});
