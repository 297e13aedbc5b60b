// Puts together what the worker serves as static assets, into dist/assets: our own files, and of the reference's library the two that
// a browser needs. Plain JavaScript: `wrangler deploy` runs it with whatever Node there is.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist', 'assets');
const LIBRARY = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const FILES = {
  'openapi.json': join(ROOT, 'assets', 'openapi.json'),
  'evidence/README.md': join(ROOT, 'assets', 'evidence', 'README.md'),
  'evidence/check-evidence.mjs': join(ROOT, 'scripts', 'check-evidence.mjs'),
  'docs/reference.js': join(ROOT, 'assets', 'docs', 'reference.js'),
  'docs/reference.css': join(ROOT, 'assets', 'docs', 'reference.css'),
  'docs/swagger-ui.js': join(LIBRARY, 'swagger-ui-bundle.js'),
  'docs/swagger-ui.css': join(LIBRARY, 'swagger-ui.css'),
  'docs/licenses.txt': join(LIBRARY, 'swagger-ui-bundle.js.LICENSE.txt'),
};

export function gatherAssets() {
  for (const [name, source] of Object.entries(FILES)) {
    const target = join(TARGET, name);
    const bytes = readFileSync(source);
    if (existsSync(target) && readFileSync(target).equals(bytes)) continue;
    mkdirSync(dirname(target), { recursive: true });
    // Whoever serves from the folder meanwhile gets the old file or the new one, whole.
    const beside = `${target}.${process.pid}`;
    writeFileSync(beside, bytes);
    renameSync(beside, target);
  }
  return TARGET;
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) gatherAssets();
