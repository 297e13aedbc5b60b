/**
 * The machine's own Chromium; nothing is downloaded. Absent, tests in a browser are skipped, but never in CI:
 * there they fail.
 */
import { execFileSync } from 'node:child_process';

function pathOf(command: string): string | null {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', command], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

/** The first one has no window system, and needs a third less processor time. `CHROMIUM` names another. */
export const CHROMIUM = process.env.CHROMIUM
  ? pathOf(process.env.CHROMIUM)
  : (pathOf('chromium-headless-shell') ?? pathOf('chromium'));
export const HAS_CHROMIUM = CHROMIUM !== null || process.env.CI === 'true';

/** In a container there is nobody to make the sandbox for. */
export const LAUNCH = { executablePath: CHROMIUM ?? 'chromium', args: ['--no-sandbox'] };
