import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { writePrivate } from '../../scripts/lib/private-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprimatur-private-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a private file', () => {
  it('replaces a file that others can read, and creates its folder', () => {
    const path = join(folder, 'keys', 'credentials.json');
    writePrivate(path, 'old');
    rmSync(path);
    writeFileSync(path, 'of others', { mode: 0o644 });
    writePrivate(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(lstatSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['credentials.json']);
  });

  it('replaces a link to another file, and leaves that file unchanged', () => {
    const [other, path] = [join(folder, 'other'), join(folder, 'link')];
    writeFileSync(other, 'another');
    symlinkSync(other, path);
    writePrivate(path, 'new');
    expect([readFileSync(other, 'utf8'), readFileSync(path, 'utf8')]).toEqual(['another', 'new']);
  });

  it('is written to a device instead of replacing it', () => {
    const [full, none] = [join(folder, 'full'), join(folder, 'none')];
    symlinkSync('/dev/full', full);
    symlinkSync('/dev/null', none);
    expect(() => writePrivate(full, 'keys')).toThrow('ENOSPC');
    writePrivate(none, 'keys');
    for (const path of [full, none]) expect(lstatSync(path).isSymbolicLink()).toBe(true);
  });

  it('replaces a pipe of another user, who would read the content', () => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const uid = vi.spyOn(process, 'getuid').mockReturnValue(lstatSync(path).uid + 1);
    writePrivate(path, 'keys');
    uid.mockRestore();
    expect(lstatSync(path).isFile()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('keys');
  });
});
