import { expect, it } from 'vitest';
import { app } from '../../src/app.ts';
import { NO_PAGES, PAGES } from '../browser/support/pages.ts';

/** What the console and the public pages answer to GET, without their files. */
const routes = [
  ...new Set(
    app.routes
      .filter(({ method, path }) => method === 'GET' && !/^\/(v1|assets|\.well-known)\/|\.json$/.test(path))
      .map(({ path }) => path),
  ),
];

it('every page of the router is tried in a browser (test/browser/support/pages.ts)', () => {
  const listed = [...PAGES.map(({ route }) => route), ...NO_PAGES];
  expect(routes.filter((route) => !listed.includes(route))).toEqual([]);
  expect([...new Set(listed)].filter((route) => !routes.includes(route))).toEqual([]);
});

it('no two pages have pictures of the same name', () => {
  const names = PAGES.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))).toEqual([]);
});
