/** The start page: its five steps, run in a shell as they stand there, and its status. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'vitest';
import { VERDICT } from '../../src/console/public/start.tsx';
import { expect, expectNoFaults, test, visibleText } from './support/fixture.ts';

const missing = ['bash', 'curl', 'jq'].filter((tool) => spawnSync(tool, ['--version']).error);

describe('the start page', () => {
  // CI installs them (.ci/run): there, a missing tool is a failure.
  test.skipIf(missing.length > 0 && process.env.CI !== 'true')(
    'has five steps that lead to an article and its verdict, copied and run as they are',
    async ({ visitor, gateway }) => {
      const page = await visitor();
      await page.goto(gateway.url);
      const steps: string[] = [];
      for (const button of await page.locator('.steps button.copy').all()) {
        await button.click();
        steps.push(await page.evaluate<string>('navigator.clipboard.readText()'));
      }
      expect(steps.length).toBe(5);
      expect(await page.locator('.steps pre').allTextContents()).toEqual(steps);
      const [partner] = gateway.credentials.partners;
      const script = steps
        .join('\n')
        .replace('key_…', partner?.client_id ?? '')
        .replace('imp_live_…', partner?.client_secret ?? '');
      const cwd = mkdtempSync(join(tmpdir(), 'imprimatur-start-'));
      const { stdout, stderr, status } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], {
        cwd,
        encoding: 'utf8',
      });
      rmSync(cwd, { recursive: true, force: true });
      const lines = stdout.trim().split('\n');
      expect([status, stderr]).toEqual([0, '']);
      // Five headlines, the receipt, the verdict.
      expect(lines.length).toBe(7);
      expect(lines[5]).toMatch(/^rights-receipt: eyJ/i);
      // The newest article may be another test's, with an embargo.
      expect([VERDICT, `${VERDICT}, embargoed`]).toContain(lines[6]);
      expect(await page.locator('.steps').textContent()).toContain(VERDICT);
      expectNoFaults(page);
    },
  );

  test('says that the gateway answers, and how old the newest checkpoint is', async ({
    visitor,
    gateway,
  }) => {
    const page = await visitor();
    await page.goto(gateway.url);
    await page.waitForSelector('#status.good');
    expect(await visibleText(page, '#status')).toMatch(
      /^The gateway is up\.\n+(Latest log checkpoint: signed .+, [\d,]+ entr(y|ies)\.|No log checkpoint has been signed yet\.)/,
    );
    expectNoFaults(page);
  });

  test('says when it does not answer, or cannot deliver', async ({ visitor, gateway }) => {
    const page = await visitor({ language: 'de' });
    await page.route('**/v1/log/checkpoint', (route) => route.abort('connectionrefused'));
    await page.goto(gateway.url);
    await page.waitForSelector('#status.bad');
    expect(await visibleText(page, '#status')).toContain('Das Gateway antwortet nicht.');
    await page.unroute('**/v1/log/checkpoint');
    await page.route('**/v1/log/checkpoint', (route) =>
      route.fulfill({ status: 503, json: { code: 'ledger_unavailable' } }),
    );
    await page.reload();
    await page.waitForSelector('#status.bad');
    expect(await visibleText(page, '#status')).toContain('sein Protokollspeicher ist nicht verfügbar');
  });
});
