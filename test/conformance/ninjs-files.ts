/** The IPTC files, read at test time from beside the repository; nothing of them is committed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const VERSIONS = ['1.6', '2.0', '2.1', '2.2', '3.0', '3.1'] as const;
export type Version = (typeof VERSIONS)[number];

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../../shared/standards/ninjs');

/** False on a machine without the files, which is said once; under CI=true they must be there. */
export function standardsAt(): boolean {
  if (existsSync(ROOT)) return true;
  if (process.env.CI === 'true')
    throw new Error('The ninjs files of the IPTC are missing under ../shared/standards');
  return false;
}
if (!standardsAt()) console.log('skipped: ../shared/standards/ninjs is not on this machine');

export interface NinjsFile {
  /** Path below the folder of the standard. */
  file: string;
  document: Record<string, unknown>;
}

/** Documents of a folder; none when the standard has no such folder for a version. */
export function documentsIn(folder: string): NinjsFile[] {
  const at = join(ROOT, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, document: readJson(join(at, name)) }));
}

export function schemaOf(version: Version): Record<string, unknown> {
  return readJson(join(ROOT, `schema/ninjs-schema_${version}.json`));
}

function readJson(at: string): Record<string, unknown> {
  return JSON.parse(readFileSync(at, 'utf8')) as Record<string, unknown>;
}
