/** The machine's own Chromium: absent, a test that needs it is skipped, but never in CI. */
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

function pathOf(command: string): string | null {
  try {
    return execFileSync('sh', ['-c', `command -v ${command}`], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}

const CHROMIUM = pathOf('chromium');
export const HAS_CHROMIUM = CHROMIUM !== null || process.env.CI === 'true';
if (!HAS_CHROMIUM) console.warn('no chromium on this machine: tests in a browser are skipped');

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? 'chromium', args: ['--no-sandbox'] });
}
