/**
 * Somebody else's reading of a picture's metadata. Tests that need it are skipped without it, but never in
 * CI.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const exiftoolAbsent = spawnSync('exiftool', ['-ver']).error !== undefined;
if (exiftoolAbsent && process.env.CI === 'true')
  throw new Error('exiftool is absent, and CI may not skip it');
if (exiftoolAbsent) console.warn('skipped: exiftool is not on this machine (Debian: libimage-exiftool-perl)');

/** Values by `Group:Tag`, structures as objects, with exiftool's own verdict on the file under `Validate`. */
export type Metadata = Record<string, unknown>;

export function metadataOf(pictures: Uint8Array[]): Metadata[] {
  return inFolder(pictures, (folder, names) => {
    const options = [
      '-quiet',
      '-json',
      '-struct',
      '-G1',
      '-a',
      '-ee',
      '-validate',
      '-all',
      '-warning',
      '-charset',
      'iptc=Latin',
    ];
    const output = execFileSync('exiftool', [...options, ...names], { cwd: folder, maxBuffer: 64_000_000 });
    return JSON.parse(output.toString('utf8')) as Metadata[];
  });
}

/** The picture as exiftool writes it with these options (`-XMP-dc:Title=…`). */
export function editedBy(options: string[], picture: Uint8Array): Uint8Array {
  return inFolder([picture], (folder, [name = '']) => {
    const output = execFileSync('exiftool', ['-m', ...options, '-o', '-', name], {
      cwd: folder,
      maxBuffer: 64_000_000,
    });
    return new Uint8Array(output);
  });
}

function inFolder<T>(pictures: Uint8Array[], work: (folder: string, names: string[]) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-pictures-'));
  try {
    const names = pictures.map((bytes, place) => {
      // exiftool goes by the bytes, but wants some ending.
      const name = `${place}.${bytes[0] === 0xff ? 'jpg' : bytes[0] === 0x89 ? 'png' : 'webp'}`;
      writeFileSync(join(folder, name), bytes);
      return name;
    });
    return work(folder, names);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
