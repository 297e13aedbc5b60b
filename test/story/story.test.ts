/**
 * The main job over HTTP, on a gateway that was started as the README says: `npm start`, the README's
 * commands, and the story of `npm run demo`, in which partners, desk, auditor and strangers each do their
 * work.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cast, gather } from '../../scripts/demo/cast.ts';
import { CHAPTERS } from '../../scripts/demo/chapters.ts';
import { storyOn } from '../../scripts/demo/step.ts';
import { ROOT } from '../../scripts/lib/build.ts';
import { type Block, blocksOf, type GuideShell, guideShell, missingTools } from '../support/guide.ts';
import { npmStart, type RunningGateway } from '../support/started.ts';

let started: RunningGateway;
beforeAll(async () => {
  started = await npmStart();
});
afterAll(async () => {
  await started?.stop();
  started?.remove();
});

describe('npm start', () => {
  it('loads the sample newsroom, and says that it is ready and where to go next', () => {
    const [before, after = ''] = started.output().split(`ready on ${started.url}\n`);
    expect(before).toBe(`loading the sample newsroom…\ncredentials in ${started.credentialsFile}\n`);
    for (const next of [
      `${started.url}/\n`,
      `${started.url}/console\n`,
      '"auditor"',
      `${started.url}/docs/guide\n`,
    ])
      expect(after).toContain(next);
    expect(after).not.toMatch(/imp_|error|failed/);
  });

  it('writes credentials that only their owner can read, for an owner, an auditor and six partners', () => {
    expect(statSync(started.credentialsFile).mode & 0o777).toBe(0o600);
    const { gateway, admin, auditor, partners } = started.credentials();
    expect(gateway).toBe(started.url);
    for (const client of [admin, auditor, ...partners])
      expect(client).toMatchObject({ client_id: expect.any(String), client_secret: expect.any(String) });
    expect(partners.length).toBeGreaterThanOrEqual(6);
  });
});

/** Leaves out what differs from one start to the next, and how lines are broken. */
function comparable(text: string): string {
  return text
    .replace(/eyJ[\w.-]+…?/g, 'JWT')
    .replace(/\/v1\/thumbnails\/(…|[\w.-]+)/g, 'THUMBNAIL')
    .replace(/\b(itm|cmp|dlv|lic|par|req)_[0-9a-f]{32}\b/g, '$1_')
    .replace(/http:\/\/localhost:\d+/g, 'GATEWAY')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'DATE')
    .replace(/ETag: "[^"]*"/g, 'ETag')
    .replace(/"iat": ?\d{10}/g, '"iat":EPOCH')
    .replace(/[\w+/-]{43}=?/g, 'HASH')
    .replace(/\s+/g, '');
}

/** Expects the README's output, split at each "…", to appear in order. */
function expectAsShown(printed: string, { commands, output }: Block): void {
  const actual = comparable(printed);
  let from = 0;
  for (const piece of comparable(output).split('…').filter(Boolean)) {
    const at = actual.indexOf(piece, from);
    expect(at, `${commands}\nshows, after what came before:\n${piece}\n\nand printed\n${actual}`).not.toBe(
      -1,
    );
    from = at + piece.length;
  }
}

const missing = missingTools(['bash', 'curl', 'jq']);
if (missing.length > 0)
  console.warn(`skipped: the README, because this machine has no ${missing.join(', ')}`);

describe.skipIf(missing.length > 0)('the README', () => {
  const blocks = blocksOf(readFileSync(join(ROOT, 'README.md'), 'utf8'));
  let shell: GuideShell;
  beforeAll(() => {
    shell = guideShell(started);
  });
  afterAll(() => shell?.end());

  it.each(blocks)('prints what the README shows: block $number', async (block) => {
    expectAsShown(await shell.run(block.commands), block);
  });
});

describe('the story of npm run demo', () => {
  let printed = '';
  const story = storyOn({ write: (text) => (printed += text) });
  let cast: Cast;
  beforeAll(async () => {
    cast = await gather(started.credentials());
  });

  it.each(CHAPTERS)('passes every step of the chapter: %s', async (title, tell) => {
    printed = '';
    const { failures, steps } = story;
    await story.chapter(title, () => tell(story, cast));
    expect(story.failures - failures, printed).toBe(0);
    expect(story.steps - steps).toBeGreaterThan(3);
  });
});

describe('npm start after Ctrl-C', () => {
  it('exits with 0 and restarts with the same state and credentials', async () => {
    const { partners } = started.credentials();
    expect(await started.stop()).toBe(0);
    await expect(fetch(started.url)).rejects.toThrow();
    await started.restart();
    expect(started.output()).not.toContain('loading the sample newsroom');
    expect(started.credentials().partners).toEqual(partners);
    const cast = await gather(started.credentials());
    expect(cast.gateway).toBe(started.url);
  });
});
