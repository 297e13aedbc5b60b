/**
 * The fixture of tests that only look at the pages of the list, on the sample newsroom or on a hostile one.
 */
import { basename } from 'node:path';
import type { Page } from 'playwright-core';
import type { Role } from '../../../src/access/roles.ts';
import { forgetFaults } from './faults.ts';
import { expect, keepPictures, openWindow, test } from './fixture.ts';
import type { ListedPage, SampleIds } from './pages.ts';
import { openHostileSample, openSample } from './sample-data.ts';
import { HEIGHT, startSession, WIDTH, type WindowOptions } from './window.ts';

/**
 * One window for each role and language, for all tests of a file: opening one takes longer than a page does.
 */
type Windows = Map<string, Promise<Page>>;

export const tried = test
  .extend('sample', { scope: 'file' }, ({ gateway }): Promise<SampleIds> => openSample(gateway))
  .extend('hostile', { scope: 'file' }, ({ gateway }): Promise<SampleIds> => openHostileSample(gateway))
  .extend('windows', { scope: 'file' }, async ({ browser: _ }, { onCleanup }): Promise<Windows> => {
    const windows: Windows = new Map();
    onCleanup(async () => {
      for (const page of windows.values()) await (await page).context().close();
    });
    return windows;
  })
  /** Opens the page as the first of its roles that is not an owner, who may do nearly everything. */
  .extend('opened', async ({ browser, gateway, windows, task }, { onCleanup }) => {
    const opened: Page[] = [];
    onCleanup(async () => {
      const contexts = opened.map((page) => page.context());
      if (task.result?.state === 'fail')
        await keepPictures(contexts, `${basename(task.file.name)} ${task.name}`);
    });
    const newWindow = async (role: Role | undefined, language: WindowOptions['language']): Promise<Page> => {
      const page = await openWindow(browser, gateway.url, { language });
      if (role) await startSession(page, gateway.url, await gateway.newToken(role));
      return page;
    };
    return async (
      { roles, path }: ListedPage,
      ids: SampleIds,
      { language = 'en', width = WIDTH, waitUntil = 'load' }: OpenOptions = {},
    ): Promise<Page> => {
      const role = roles?.find((role) => role !== 'owner') ?? roles?.[0];
      const key = `${language} ${role}`;
      const window = windows.get(key) ?? newWindow(role, language);
      windows.set(key, window);
      const page = await window;
      opened.push(page);
      forgetFaults(page);
      await page.setViewportSize({ width, height: HEIGHT });
      const url = new URL(gateway.url + path(ids));
      // To another fragment of the same page the browser scrolls, and loads nothing.
      if (url.hash !== '' && new URL(page.url()).pathname === url.pathname) await page.goto('about:blank');
      const answer = await page.goto(url.href, { waitUntil });
      expect(answer?.status()).toBe(200);
      // Not the sign-in page, to which strangers are sent.
      expect(new URL(page.url()).pathname).toBe(url.pathname);
      return page;
    };
  });

interface OpenOptions extends Pick<WindowOptions, 'language' | 'width'> {
  waitUntil?: 'load' | 'networkidle';
}
