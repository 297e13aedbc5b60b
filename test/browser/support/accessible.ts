/**
 * axe-core on a page as it stands: every rule of WCAG 2.0 to 2.2, A and AA, and its best practices, in light
 * and in dark.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
/** All that the color scheme changes; whatever else is wrong is wrong in both, and was found in the first. */
const OF_COLORS = ['color-contrast', 'link-in-text-block'];
/** Some rules are off unless they are asked for. */
const RULES = { 'target-size': { enabled: true } };

interface Violation {
  id: string;
  help: string;
  nodes: { html: string; failureSummary?: string }[];
}

const describeViolation = (scheme: string, { id, help, nodes }: Violation) =>
  `${scheme}: ${id} (${help})\n${nodes
    .slice(0, 5)
    .map(
      ({ html, failureSummary = '' }) =>
        `  ${html.slice(0, 200)}\n    ${failureSummary.replaceAll('\n', '\n    ')}`,
    )
    .join('\n')}`;

/** `within`: a CSS selector; by default the whole page. Leaves the page in the scheme that it had. */
export async function expectAccessible(page: Page, { within }: { within?: string } = {}): Promise<void> {
  // A click waits until the next page begins, not until it is there.
  await page.waitForLoadState();
  const before = await page.evaluate<boolean>('matchMedia("(prefers-color-scheme: dark)").matches');
  const found: string[] = [];
  // A string is not held to the page's policy, which forbids every script but our own.
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(`(() => { ${AXE} })()`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const options =
      colorScheme === 'light'
        ? { runOnly: { type: 'tag', values: TAGS }, rules: RULES, resultTypes: ['violations'] }
        : { runOnly: { type: 'rule', values: OF_COLORS }, resultTypes: ['violations'] };
    const { violations } = await page.evaluate<{ violations: Violation[] }>(
      `axe.run(${JSON.stringify(within ?? 'html')}, ${JSON.stringify(options)})`,
    );
    found.push(...violations.map((violation) => describeViolation(colorScheme, violation)));
  }
  await page.emulateMedia({ colorScheme: before ? 'dark' : 'light' });
  expect(found.join('\n\n')).toBe('');
}
