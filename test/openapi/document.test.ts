import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Loaded, loadApp } from '../../scripts/openapi/app.ts';
import { makeDocument, printed } from '../../scripts/openapi/document.ts';
import { readExamples } from '../../scripts/openapi/examples.ts';
import { type Document, operationsOf } from '../../scripts/openapi/types.ts';

/** Pages for people and their assets, which the document leaves out. */
const PAGES = [
  '/',
  '/verify',
  '/licensing',
  '/docs',
  '/docs/agency',
  '/docs/guide',
  '/docs/problems',
  '/openapi.json',
];
const isPage = (path: string) =>
  PAGES.includes(path) || /^\/(assets\/|docs\/guide\/|console(\/|$))/.test(path);

const FILE = join(import.meta.dirname, '..', '..', 'assets', 'openapi.json');
const STALE =
  'assets/openapi.json is not what the routes say. Run `npm run openapi -- --from-examples` and commit the file; what a route answers is described beside it by its schemas, and in scripts/openapi/ what all routes behind a door have in common.';

let loaded: Loaded;
let committed: Document;
beforeAll(async () => {
  loaded = await loadApp();
  committed = JSON.parse(readFileSync(FILE, 'utf8')) as Document;
  // The whole app is bundled.
});

describe('the committed description', () => {
  it('is what the routes say today', () => {
    const current = printed(makeDocument(loaded, readExamples()));
    expect(current === readFileSync(FILE, 'utf8'), STALE).toBe(true);
  });

  it('has every route that the app registers, but for pages and what they load', () => {
    const routes = loaded.app.routes
      .filter(({ method, path }) => method !== 'ALL' && !isPage(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
    const described = new Set(
      operationsOf(committed).map(({ method, path }) => `${method.toUpperCase()} ${path}`),
    );
    expect([...new Set(routes)].filter((route) => !described.has(route))).toEqual([]);
  });

  it('gives each operation an id of its own, a tag that is explained, and words for each parameter', () => {
    const operations = operationsOf(committed);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = new Set(committed.tags.map(({ name }) => name));
    expect(operations.filter(({ operation }) => !operation.tags.every((tag) => tags.has(tag)))).toEqual([]);
    const mute = operations.flatMap(({ operation }) =>
      (operation.parameters ?? [])
        .filter(({ description }) => !description)
        .map(({ name }) => `${operation.operationId}: ${name}`),
    );
    expect(mute, 'describe these in their schema or in scripts/openapi/words.ts').toEqual([]);
  });

  it('names every code of a refusal somewhere', () => {
    const text = JSON.stringify(operationsOf(committed)) + JSON.stringify(committed.components);
    const unnamed = Object.keys(loaded.problems).filter(
      // The second is of pages that are signed in to, which the description is not about.
      (code) => !['method_not_allowed', 'cross_site'].includes(code) && text.split(`"${code}"`).length < 3,
    );
    expect(unnamed).toEqual([]);
  });

  it('is without errors and warnings for another’s linter', { tags: 'slow' }, () => {
    const output = lint(FILE);
    const found = output.problems.filter(({ ruleId }) => ruleId !== 'no-server-example.com');
    expect(found.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([]);
  });
});

interface Lint {
  problems: { ruleId: string; message: string; location: { pointer?: string }[] }[];
}

function lint(file: string): Lint {
  const bin = join(import.meta.dirname, '..', '..', 'node_modules', '.bin', 'redocly');
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    return JSON.parse(
      execFileSync(bin, ['lint', file, '--format=json'], {
        encoding: 'utf8',
        env,
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    ) as Lint;
  } catch (error) {
    return JSON.parse((error as { stdout: string }).stdout) as Lint;
  }
}
