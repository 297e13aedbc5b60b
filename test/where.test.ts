/** Whether a newcomer who searches for the words of a question finds the file (CONTRIBUTING.md). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../scripts/lib/build.ts';

/** Most files that a search may find. */
const FOUND_MAX = 6;

const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const ROW = /^\| (.+\?) \| `(.+)` \| `(src\/\S+)` \|$/gm;
const rows = [...guide.matchAll(ROW)].map(([, question = '', search = '', file = '']) => ({
  question,
  search,
  file,
}));

const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ file: `src/${path}`, lines: readFileSync(join(ROOT, 'src', path), 'utf8').split('\n') }));

it('the guide names files that exist', () => {
  const paths = [...guide.matchAll(/`((?:src|test|scripts|assets)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

it('the guide answers twenty questions', () => expect(rows).toHaveLength(20));

it.each(rows)('a search finds the answer to “$question”', ({ search, file }) => {
  const pattern = new RegExp(search, 'i');
  const found = sources.filter(({ lines }) => lines.some((line) => pattern.test(line)));
  const files = found.map((source) => source.file);
  expect(files).toContain(file);
  expect(files.length).toBeLessThanOrEqual(FOUND_MAX);
});
