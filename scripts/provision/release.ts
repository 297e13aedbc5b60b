/** Sends a release. wrangler's output names its version; the newest in a list may be a colleague's. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartFailure } from '../lib/failure.ts';
import { NEW } from './guard.ts';
import type { Settings } from './settings.ts';
import type { Wrangler } from './wrangler.ts';

/** Returns the id of the new version; null when wrangler does not say. */
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

/** Makes the platform ask this version; until it is everywhere, it may ask the other. */
export function askingVersion({ worker }: Settings, version: string | null): Record<string, string> {
  return version === null ? {} : { 'Cloudflare-Workers-Version-Overrides': `${worker}="${version}"` };
}
