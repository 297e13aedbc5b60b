import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  assertSpace,
  type DiskSpace,
  DiskWatch,
  fullDiskOr,
  fullnessOf,
  LOW_BYTES,
  NEEDED_TO_RUN,
  NEEDED_TO_START,
  saysFull,
  spaceAt,
} from '../../scripts/lib/disk-space.ts';
import { StartFailure } from '../../scripts/lib/failure.ts';

const withBytes = (freeBytes: number): DiskSpace => ({ freeBytes, freeFiles: 1_000_000 });
const ROOMY = withBytes(LOW_BYTES);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : '');

describe('a disk', () => {
  it('is full below what is needed, by its bytes or by its files, and low below the threshold', () => {
    for (const needed of [NEEDED_TO_RUN, NEEDED_TO_START]) {
      const { freeBytes, freeFiles } = needed;
      expect(fullnessOf(withBytes(freeBytes - 1), needed)).toBe('full');
      expect(fullnessOf(withBytes(freeBytes), needed)).toBe('low');
      expect(fullnessOf({ ...ROOMY, freeFiles: freeFiles - 1 }, needed)).toBe('full');
      expect(fullnessOf({ ...ROOMY, freeFiles }, needed)).toBe('enough');
    }
    expect(fullnessOf(withBytes(LOW_BYTES - 1))).toBe('low');
    expect(fullnessOf(null)).toBe('enough');
  });

  it('is asked where the folder will be, before it is there', () => {
    const space = spaceAt(join(tmpdir(), 'imprimatur-not-there', 'state'));
    const { freeBytes = 0, freeFiles = 0 } = space ?? {};
    expect(freeBytes).toBeGreaterThan(0);
    expect(freeFiles).toBeGreaterThan(0);
  });
});

describe('the words of a full disk', () => {
  it.each([
    'D1_ERROR: database or disk is full: SQLITE_FULL',
    'Error: database or disk is full: SQLITE_FULL\n    at async #fetch (entry.worker.js:5007:125)',
    'e = workerd/util/sqlite.c++:1827: failed: SQLite failed; dbErrorMessage(err, db) = database or disk is full',
    '{"level":"error","event":"rate_limit_failed","error":"Error: database or disk is full: SQLITE_FULL"}',
    'ENOSPC: no space left on device, write',
    "EDQUOT: disk quota exceeded, open '/state/lock.json'",
    'No space left on device',
  ])('are known: %s', (text) => {
    expect(saysFull(text)).toBe(true);
  });

  it.each([
    'internal error; reference = f5rtno6rvctrpqgk8hrl3lj5',
    'port 8787 is taken; set PORT to another one',
    'the search index is full of words',
    'database is locked: SQLITE_BUSY',
  ])('are not taken from others: %s', (text) => {
    expect(saysFull(text)).toBe(false);
  });
});

describe('a failure of a start', () => {
  it('on a full disk is that, whatever the runtime says, with path, free bytes and what to do', () => {
    for (const text of ['internal error; reference = abc', 'SQLITE_FULL', 'expected 201, got 503']) {
      const error = fullDiskOr(new Error(text), '/state', withBytes(4_096));
      expect(error).toBeInstanceOf(StartFailure);
      expect(messageOf(error)).toBe(
        'the disk of STATE_DIR is full: /state has 4096 bytes free; a start needs 16777216 bytes and 100 files. Free some, or set STATE_DIR to a folder on another disk',
      );
    }
    const files = fullDiskOr(new Error('SQLITE_CANTOPEN'), '/state', { ...ROOMY, freeFiles: 3 });
    expect(messageOf(files)).toContain('536870912 bytes free and room for 3 more files;');
  });

  it('that names a full disk where this one has room says so, and where to look', () => {
    const error = fullDiskOr(new Error('ENOSPC: no space left on device, write\n  at x'), '/state', ROOMY);
    expect(error).toBeInstanceOf(StartFailure);
    expect(messageOf(error)).toMatch(
      /^a disk is full, or a quota is used up \(ENOSPC: no space left on device, write\)\. STATE_DIR, \/state, has 536870912 bytes free: look/,
    );
    // Little is left of it: what is full is this one.
    expect(messageOf(fullDiskOr(new Error('SQLITE_FULL'), '/state', withBytes(2 ** 22)))).toContain(
      'the disk of STATE_DIR is full: /state has 4194304 bytes free',
    );
  });

  it('of another kind stays what it is', () => {
    const error = new StartFailure('port 8787 is taken');
    expect(fullDiskOr(error, '/state', ROOMY)).toBe(error);
    expect(fullDiskOr(error, '/state', null)).toBe(error);
  });
});

describe('a start', () => {
  it('is neither refused nor warned of where there is room', () => {
    const folder = mkdtempSync(join(tmpdir(), 'imprimatur-disk-'));
    try {
      writeFileSync(join(folder, 'file'), 'x');
      const lines: string[] = [];
      const space = spaceAt(folder);
      if (fullnessOf(space, NEEDED_TO_START) !== 'enough') return;
      assertSpace(folder, (line) => lines.push(line));
      expect(lines).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a running gateway', () => {
  function watched() {
    const lines: string[] = [];
    const disk = { space: ROOMY };
    const watch = new DiskWatch(
      '/state',
      (line) => lines.push(line),
      () => disk.space,
    );
    watch.stop();
    return { lines, disk, watch };
  }

  it('says once that its disk is full, and once that it has room again', () => {
    const { lines, disk, watch } = watched();
    watch.look();
    disk.space = withBytes(0);
    for (let times = 0; times < 3; times++) watch.look();
    watch.heard('Error: database or disk is full: SQLITE_FULL');
    disk.space = ROOMY;
    for (let times = 0; times < 3; times++) watch.look();
    expect(lines).toEqual([
      expect.stringMatching(/^the disk of STATE_DIR is full: \/state has 0 bytes free/),
      'the disk of STATE_DIR has room again: /state has 536870912 bytes free',
    ]);
  });

  it('is told by the words of the runtime where a quota is used up, as long as they come', () => {
    const { lines, watch } = watched();
    for (let times = 0; times < 3; times++) {
      watch.heard('jsg.Error: database or disk is full: SQLITE_FULL');
      watch.heard('another line');
      watch.look();
    }
    expect(lines).toEqual([expect.stringContaining('is full')]);
    watch.look();
    expect(lines).toEqual([expect.anything(), expect.stringContaining('has room again')]);
  });
});
