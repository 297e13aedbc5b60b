/** What nobody can get back is kept before it is used, or not made. */
import {
  chmodSync,
  constants,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../../../scripts/lib/build.ts';
import { makeOperator } from '../../../scripts/lib/new-operator.ts';
import { assertOutside, keepOwner, storedOwner, storedRing } from '../../../scripts/provision/keep.ts';
import { keyRing } from '../../../src/access/keyring.ts';

const folder = mkdtempSync(join(tmpdir(), 'imprimatur-keep-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);
const toFile = (name: string) => storedRing({ kind: 'file', path: at(name) });
const toCommand = (command: string) => storedRing({ kind: 'command', command });

describe('the ring of signing keys', () => {
  it('is in its file, for its owner alone, and is the same after a run that was cut off', async () => {
    const ring = await toFile('ring.json');
    expect(Object.keys((await keyRing(ring)).sign)).toEqual(['access', 'receipt', 'checkpoint']);
    expect([readFileSync(at('ring.json'), 'utf8'), statSync(at('ring.json')).mode & 0o777]).toEqual([
      ring,
      0o600,
    ]);
    expect(await toFile('ring.json')).toBe(ring);
  });

  it('is not taken from a file that others can read', async () => {
    const ring = await toFile('shared.json');
    chmodSync(at('shared.json'), 0o640);
    await expect(toFile('shared.json')).rejects.toThrow(/can be read by others/);
    chmodSync(at('shared.json'), 0o600);
    expect(await toFile('shared.json')).toBe(ring);
  });

  it('does not go where something that lay beside it leads, or with its mode', async () => {
    writeFileSync(at('elsewhere'), 'of somebody', { mode: 0o644 });
    symlinkSync(at('elsewhere'), at('linked.json.new'));
    writeFileSync(at('left.json.new'), 'of a run that was cut off', { mode: 0o644 });
    for (const name of ['linked.json', 'left.json']) {
      const ring = await toFile(name);
      const { mode } = lstatSync(at(name));
      expect([readFileSync(at(name), 'utf8'), mode & 0o777, mode & constants.S_IFREG]).toEqual([
        ring,
        0o600,
        constants.S_IFREG,
      ]);
    }
    expect(readFileSync(at('elsewhere'), 'utf8')).toBe('of somebody');
  });

  it.each([
    ['keys.json', false],
    ['..keys', false],
    ['..keys/ring.json', false],
    ['.local', false],
    ['.locals/ring.json', false],
    ['.local/ring.json', true],
    ['../ring.json', true],
    ['..', true],
  ])('of the checkout, at %s, may be kept: %s', (path, may) => {
    const asserting = () => assertOutside(join(ROOT, path), 'the file');
    if (may) expect(asserting).not.toThrow();
    else expect(asserting).toThrow(/must not lie in the checkout/);
  });

  it('is not made anew over a file that is something else', async () => {
    writeFileSync(at('other.json'), '{"keys": []}', { mode: 0o600 });
    await expect(toFile('other.json')).rejects.toThrow(/cannot be used/);
    expect(readFileSync(at('other.json'), 'utf8')).toBe('{"keys": []}');
  });

  it('is handed to a command, which does not learn the token of the account', async () => {
    vi.stubEnv('CLOUDFLARE_API_TOKEN', 'the-token-of-the-account');
    const ring = await toCommand(`cat > ${at('vault')}; env > ${at('env')}`);
    vi.unstubAllEnvs();
    expect(readFileSync(at('vault'), 'utf8')).toBe(ring);
    expect(readFileSync(at('env'), 'utf8')).not.toContain('the-token-of-the-account');
  });

  it('is not used when the command could not keep it', async () => {
    await expect(toCommand('cat > /dev/null; exit 3')).rejects.toThrow(/failed \(3\): nothing was done/);
  });
});

describe('the key of the first owner', () => {
  it('is in its file, and is not written over that of another gateway', async () => {
    const operator = await makeOperator({ name: 'Anna Mara', role: 'owner' });
    keepOwner(at('owner.json'), 'https://one.example', operator);
    expect(storedOwner(at('owner.json'), 'https://one.example')).toEqual({
      gateway: 'https://one.example',
      admin: operator.client,
    });
    expect(statSync(at('owner.json')).mode & 0o777).toBe(0o600);
    const before = readFileSync(at('owner.json'), 'utf8');
    expect(() => keepOwner(at('owner.json'), 'https://two.example', operator)).toThrow(
      /of https:\/\/one.example/,
    );
    expect(readFileSync(at('owner.json'), 'utf8')).toBe(before);
  });
});
