import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const guides = [
  'README.md',
  'client/README.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** `![…](path)` and the `src` and `srcset` of `<img>` and `<source>`, but for those of other sites. */
function picturesOf(guide: string): string[] {
  const text = readFileSync(join(ROOT, guide), 'utf8').replace(/^```.*?^```$/gms, '');
  const linked = [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)[^)]*\)/g)].map(([, path = '']) => path);
  const embedded = [...text.matchAll(/\b(?:src|srcset)="([^"\s]+)[^"]*"/g)].map(([, path = '']) => path);
  return [...linked, ...embedded].filter((path) => !/^[a-z]+:/.test(path));
}

it.each(guides)('every picture that %s shows is there', (guide) => {
  const missing = picturesOf(guide).filter((path) => !existsSync(join(ROOT, dirname(guide), path)));
  expect(missing).toEqual([]);
});
