/**
 * What every test in a browser begins with:
 *
 *     import { expect, test } from './support/fixture.ts';
 *
 *     test('the desk sees its partners', async ({ signedIn, gateway }) => {
 *       const page = await signedIn('desk', { colorScheme: 'dark' });
 *       await page.goto(`${gateway.url}/console/partners`);
 *       …
 *       expectNoFaults(page);
 *     });
 *
 * All files share one gateway and one browser; each test has windows of its own, which are closed after it.
 * Of a test that fails, they are kept as pictures in dist/browser.
 */
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { test as base, inject } from 'vitest';
import { ROOT } from '../../../scripts/lib/build.ts';
import type { Role } from '../../../src/access/roles.ts';
import { type SharedGateway, sharedGateway } from './desk.ts';
import { watchFaults } from './faults.ts';
import { contextOptions, startSession, type WindowOptions } from './window.ts';

export { expect } from 'vitest';
export { expectAccessible } from './accessible.ts';
export { expectNoFaults } from './faults.ts';
export { expectFits, expectLegible } from './fits.ts';
export { keysNever } from './secrets.ts';
export { transferred } from './transferred.ts';
export { visibleText } from './window.ts';

type StoredSession = Awaited<ReturnType<BrowserContext['storageState']>>;
/** What a browser keeps of a session, by role. */
type Sessions = Map<Role, StoredSession>;

/** A window of a browser that has never been here, or has kept something. */
export type Visitor = (options?: WindowOptions, session?: StoredSession) => Promise<Page>;
/**
 * A window in which an operator of this role has signed in. `reuse`: with the session that an earlier test of
 * the file had, for tests that do nothing to it.
 */
export type SignedIn = (role: Role, options?: WindowOptions & { reuse?: boolean }) => Promise<Page>;

const shared = base
  .extend('sessions', { scope: 'file' }, (): Sessions => new Map())
  .extend(
    'gateway',
    { scope: 'file' },
    async (): Promise<SharedGateway> => sharedGateway(inject('credentials')),
  )
  .extend('browser', { scope: 'file' }, async ({ gateway: _ }, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.connect(inject('browser'));
    onCleanup(() => browser.close());
    return browser;
  });

export const test = shared
  .extend('visitor', async ({ browser, gateway, task }, { onCleanup }): Promise<Visitor> => {
    const contexts: BrowserContext[] = [];
    onCleanup(async () => {
      if (task.result?.state === 'fail')
        await keepPictures(contexts, `${basename(task.file.name)} ${task.name}`);
      await Promise.all(contexts.map((context) => context.close()));
    });
    return async (options, session) => {
      const page = await openWindow(browser, gateway.url, options, session);
      contexts.push(page.context());
      return page;
    };
  })
  .extend('signedIn', async ({ visitor, gateway, sessions }): Promise<SignedIn> => {
    return async (role, { reuse = false, ...options } = {}) => {
      const session = reuse ? sessions.get(role) : undefined;
      const page = await visitor(options, session);
      if (session) return page;
      await startSession(page, gateway.url, await gateway.newToken(role));
      if (reuse) sessions.set(role, await page.context().storageState());
      return page;
    };
  });

/**
 * A page in a window of its own; faults are noted of what asks another site than the gateway at `url`, too.
 */
export async function openWindow(
  browser: Browser,
  url: string,
  options: WindowOptions = {},
  session?: StoredSession,
): Promise<Page> {
  const context = await browser.newContext({
    ...contextOptions(options),
    ...(session && { storageState: session }),
  });
  // Playwright's 30 seconds are too short on a busy machine.
  context.setDefaultTimeout(120_000);
  context.on('page', (page) => watchFaults(page, url));
  return context.newPage();
}

export async function keepPictures(contexts: BrowserContext[], name: string): Promise<void> {
  const folder = join(ROOT, 'dist', 'browser');
  mkdirSync(folder, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  for (const [place, page] of pages.entries()) {
    const path = join(folder, `${name.replaceAll(/[^\w.-]+/g, '-').slice(0, 100)}-${place}.png`);
    await page.screenshot({ path, fullPage: true }).catch(() => undefined);
    console.error(`${new URL(page.url()).pathname} looked like ${path}`);
  }
}
