/**
 * docs/partner.md does what it says: its commands, run in one shell and in its order, print what stands below
 * them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { call, tokenOf } from '../support/calls.ts';
import { type Block, blocksOf, type GuideShell, guideShell, missingTools } from '../support/guide.ts';
import { firstDifference, firstMissingLine } from '../support/guide-output.ts';
import { npmStart, type RunningGateway } from '../support/started.ts';

const missing = missingTools(['bash', 'curl', 'jq', 'xmllint', 'node']);
if (missing.length > 0)
  console.warn(`skipped: docs/partner.md, because this machine has no ${missing.join(', ')}`);

const blocks = blocksOf(readFileSync(join(ROOT, 'docs', 'partner.md'), 'utf8'));
let gateway: RunningGateway;
let shell: GuideShell;

const EMBARGO_MS = 40 * 86_400_000;

/** What the guide says that the desk has done: docs/admin.md has the lines. */
async function deskActs(): Promise<void> {
  const token = await tokenOf(gateway.url, gateway.credentials().admin);
  const patch = (item: string, change: object) =>
    call(`${gateway.url}/v1/admin/articles/${item}`, token, 'PATCH', change);
  await patch('itm_267d94d4a771031eee915df7de7ce408', {
    embargoedUntil: new Date(Date.now() + EMBARGO_MS).toISOString(),
  });
  await patch('itm_84adb4d8118be23f28f6754b93aecd2a', {
    pubStatus: 'canceled',
    notice:
      'KILL: Lumavia did not lose its insurance cover. The report is wrong. Remove it wherever it stands.',
    substitute: 'itm_cbf924a9070880e76bb54866ddcf286d',
  });
}

const differenceIn = ({ output, language }: Block, printed: string) =>
  language === 'http' ? firstMissingLine(printed, output) : firstDifference(printed, output);

describe.skipIf(missing.length > 0)('docs/partner.md', () => {
  beforeAll(async () => {
    gateway = await npmStart();
    await deskActs();
    shell = guideShell(gateway);
  });
  afterAll(async () => {
    shell?.end();
    await gateway?.stop();
    gateway?.remove();
  });

  it('has commands', () => {
    expect(blocks.length).toBeGreaterThan(24);
  });

  it.each(blocks)('block $number does what the page shows', async (block) => {
    const printed = await shell.run(block.commands);
    if (block.output !== '') expect(differenceIn(block, printed), `${block.commands}\n${printed}`).toBeNull();
  });

  it('has its deliveries proved in a signed log within minutes, without anybody who asks for a checkpoint', async () => {
    const receipt = (await shell.run('echo "$RECEIPT"')).trim();
    const logState = async () => {
      const body = JSON.stringify({ receipt });
      const headers = { 'Content-Type': 'application/json' };
      const answer = await fetch(`${gateway.url}/v1/receipts/verify`, { method: 'POST', headers, body });
      return ((await answer.json()) as { log: string }).log;
    };
    await expect.poll(logState, { interval: 5_000 }).toBe('included');
  }, 330_000);
});
