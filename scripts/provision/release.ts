/**
 * Sending a release, and which version it is: what wrangler writes of what it did says so, and no list, in
 * which a colleague's may be newer.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '../lib/failure.ts';
import { NEW } from './guard.ts';
import type { Settings } from './settings.ts';
import type { Wrangler } from './wrangler.ts';

/** Runs the commands, and gives the id of the version that they made; null when wrangler does not say. */
export async function send(
  wrangler: Pick<Wrangler, 'show'>,
  commands: readonly string[][],
): Promise<string | null> {
  const folder = mkdtempSync(join(tmpdir(), 'imprimatur-release-'));
  const output = join(folder, 'output');
  try {
    let versionId: string | null = null;
    for (const args of commands) {
      await wrangler.show(filled(args, versionId), output);
      versionId ??= existsSync(output) ? versionIn(readFileSync(output, 'utf8')) : null;
    }
    return versionId;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filled(args: readonly string[], versionId: string | null): string[] {
  return args.map((arg) => {
    if (!arg.startsWith(`${NEW}@`)) return arg;
    if (versionId === null)
      throw new StartFailure(
        'it is uploaded, serves nobody yet, and wrangler has not said which version it is: npx wrangler versions list',
      );
    return `${versionId}${arg.slice(NEW.length)}`;
  });
}

/** A line of JSON for each thing that was done. */
function versionIn(output: string): string | null {
  const done = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { type: string; version_id?: string | null })
    .find(({ type }) => type === 'version-upload' || type === 'deploy');
  return done?.version_id ?? null;
}

/**
 * Has the platform ask this version, and not the one beside it; while it is not there yet, it asks either.
 */
export function askingVersion({ worker }: Settings, version: string | null): Record<string, string> {
  return version === null ? {} : { 'Cloudflare-Workers-Version-Overrides': `${worker}="${version}"` };
}
