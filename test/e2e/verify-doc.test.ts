/**
 * docs/verify.md does what it says: its commands, run in one shell against a running gateway, say what stands
 * below them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { blocksOf, type GuideShell, guideShell, missingTools } from '../support/guide.ts';
import { npmStart, type RunningGateway } from '../support/started.ts';

const missing = missingTools(['bash', 'curl', 'openssl', 'jq', 'base64', 'cmp']);
if (missing.length > 0)
  console.warn(`skipped: docs/verify.md, because this machine has no ${missing.join(', ')}`);

/** What differs from one newsroom to the next. */
function masked(text: string): string {
  return text
    .replace(/\b(dlv|lic|itm)_[0-9a-f]{32}\b/g, '$1_')
    .replace(/http:\/\/localhost:\d+/g, 'GATEWAY')
    .trim();
}

const page = readFileSync(join(ROOT, 'docs', 'verify.md'), 'utf8');
const blocks = blocksOf(page);
const nextDay = blocks.find(({ commands }) => commands.startsWith('PARTNER='))?.number;
let gateway: RunningGateway;
let shell: GuideShell;

/** The page says "the next day"; here, what was signed is a day older after a restart. */
function passADay(): void {
  const folder = join(gateway.stateDir, 'do');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  for (const name of files.filter((file) => file.endsWith('.sqlite'))) {
    const database = new DatabaseSync(join(folder, name));
    if (database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'checkpoints'").get())
      database.exec(`UPDATE checkpoints SET at_ms = at_ms - ${24 * 3_600_000}`);
    database.close();
  }
}

describe.skipIf(missing.length > 0)('docs/verify.md', () => {
  beforeAll(async () => {
    gateway = await npmStart();
    shell = guideShell(gateway);
  });
  afterAll(async () => {
    shell?.end();
    await gateway?.stop();
    gateway?.remove();
  });

  it('has commands', () => {
    expect(blocks.length).toBeGreaterThan(10);
    expect(nextDay).toBeGreaterThan(1);
  });

  it.each(blocks)('block $number prints what the page shows', async ({ number, commands, output }) => {
    if (number === nextDay) {
      await gateway.stop();
      passADay();
      await gateway.restart();
    }
    expect(masked(await shell.run(commands)), commands).toBe(masked(output));
  });
});
