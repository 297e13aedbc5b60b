/**
 * `npm start` on a disk that is full, that fills up while it starts, and that fills up while it serves: said
 * in one line, with what to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../scripts/lib/build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { tokenOf } from '../support/embedded.ts';
import { HAS_SMALL_DISKS, type OnSmallDisk, onSmallDisk } from '../support/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprimatur-full-'));
const credentialsFile = join(folder, 'credentials.json');
/** A gateway that starts after all is ended: the test waits for it without yielding. */
const START_MAX_MS = 120_000;
const running: OnSmallDisk[] = [];
afterAll(async () => {
  for (const { child, ended } of running) {
    child.kill('SIGINT');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

let disks = 0;
function start(mib: number, port: number): OnSmallDisk & { disk: string } {
  const disk = mkdtempSync(join(folder, `disk-${disks++}-`));
  const command: [string, ...string[]] = [process.execPath, join(ROOT, 'scripts', 'start.ts')];
  const env = { PORT: String(port), STATE_DIR: disk, CREDENTIALS_FILE: credentialsFile };
  const started = onSmallDisk(command, { disk, mib, env });
  running.push(started);
  return { ...started, disk };
}

async function printed(started: OnSmallDisk, words: string): Promise<void> {
  await expect.poll(() => started.output().includes(words) || started.child.exitCode !== null).toBe(true);
  expect(started.output()).toContain(words);
}

const full = (disk: string) =>
  new RegExp(
    `^imprimatur: the disk of STATE_DIR is full: ${disk} has \\d+ bytes free; a start needs 16777216 bytes and 100 files\\. Free some, or set STATE_DIR to a folder on another disk$`,
    'm',
  );

describe.skipIf(!HAS_SMALL_DISKS)('npm start', () => {
  it('on a full disk starts nothing, and says which disk is full, how full, and what to do', async () => {
    const started = start(2, await freePort());
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(full(started.disk));
    expect(started.output().trim().split('\n')).toHaveLength(1);
  });

  it('on a disk that fills up while the sample is loaded ends with the same line', async () => {
    const started = start(40, await freePort());
    await printed(started, 'loading the sample newsroom');
    started.fill();
    expect(await started.ended).toBe(1);
    expect(started.output()).toMatch(full(started.disk));
    expect(started.output()).not.toContain('ready on');
  });

  it('warns of little room; says when the disk fills up, delivers nothing then, and goes on by itself', async () => {
    const port = await freePort();
    const started = start(64, port);
    await printed(started, `ready on http://localhost:${port}`);
    expect(started.output()).toMatch(
      /^imprimatur: the disk of STATE_DIR is nearly full: .* has \d+ bytes free, and less than 536870912 /m,
    );
    const { gateway, partners } = JSON.parse(readFileSync(credentialsFile, 'utf8'));
    const headers = { Authorization: `Bearer ${await tokenOf(gateway, partners[0])}` };
    const list = await fetch(`${gateway}/v1/articles?limit=1`, { headers });
    const { items } = (await list.json()) as { items: { id: string }[] };
    const deliver = async () => {
      const answer = await fetch(`${gateway}/v1/articles/${items[0]?.id}`, { headers });
      await answer.body?.cancel();
      return answer.status;
    };
    expect(await deliver()).toBe(200);
    started.fill();
    await expect.poll(deliver).toBe(503);
    await printed(started, `the disk of STATE_DIR is full: ${started.disk} has 0 bytes free.`);
    started.empty();
    await expect.poll(deliver).toBe(200);
    await printed(started, `the disk of STATE_DIR has room again: ${started.disk} has `);
    expect(started.output().match(/STATE_DIR is full/g)).toHaveLength(1);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
  });
});

describe.skipIf(!existsSync('/dev/full'))('npm start', () => {
  it('whose credentials are on a full disk says so, and where else to look', async () => {
    const state = mkdtempSync(join(folder, 'state-'));
    // A start that replaced the file would replace the link, not the machine's device.
    const device = join(folder, 'full');
    symlinkSync('/dev/full', device);
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'start.ts')], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PORT: String(await freePort()),
        STATE_DIR: state,
        CREDENTIALS_FILE: device,
      },
      timeout: START_MAX_MS,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^imprimatur: a disk is full, or a quota is used up \(ENOSPC: .*\)\. STATE_DIR, /m,
    );
  });
});
