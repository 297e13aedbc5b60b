/** The fixture of tests that open pages of the list, on the sample newsroom or on a hostile one. */
import type { Page } from 'playwright-core';
import { expect, test } from './fixture.ts';
import type { ListedPage, World } from './pages.ts';
import type { WindowOptions } from './window.ts';
import { hostileWorld, sampleWorld } from './world.ts';

export const tried = test
  .extend('sample', { scope: 'file' }, ({ gateway }): Promise<World> => sampleWorld(gateway))
  .extend('hostile', { scope: 'file' }, ({ gateway }): Promise<World> => hostileWorld(gateway))
  /** Opens the page as the first of its roles that is not an owner, who may do nearly everything. */
  .extend('opened', async ({ gateway, signedIn, visitor }) => {
    return async (
      { roles, path }: ListedPage,
      world: World,
      { waitUntil = 'load', ...options }: WindowOptions & { waitUntil?: 'load' | 'networkidle' } = {},
    ): Promise<Page> => {
      const role = roles?.find((one) => one !== 'owner') ?? roles?.[0];
      const page = await (role ? signedIn(role, { ...options, again: true }) : visitor(options));
      const answer = await page.goto(gateway.url + path(world), { waitUntil });
      expect(answer?.status()).toBe(200);
      // Not the sign-in page, to which strangers are sent.
      expect(new URL(page.url()).pathname).toBe(new URL(gateway.url + path(world)).pathname);
      return page;
    };
  });
