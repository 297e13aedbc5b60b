// Writes the worker's static assets into dist/assets: our own files, and the API reference and the partner
// guide rendered as HTML. Plain JavaScript: `wrangler deploy` runs it with whatever Node there is.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { renderGuide } from './reference/guide.mjs';
import { renderReference } from './reference/operations.mjs';

const ROOT = join(import.meta.dirname, '..');
const TARGET = join(ROOT, 'dist', 'assets');
const { resolve } = createRequire(import.meta.url);
const FILES = {
  'openapi.json': join(ROOT, 'assets', 'openapi.json'),
  'evidence/README.md': join(ROOT, 'assets', 'evidence', 'README.md'),
  'evidence/check-evidence.mjs': join(ROOT, 'scripts', 'check-evidence.mjs'),
  'console/htmx.js': join(dirname(resolve('htmx.org/package.json')), 'dist', 'htmx.min.js'),
};
/** Our own files of the pages: whatever lies there is served. */
const PAGES = join(ROOT, 'assets', 'console');
/** Scripts of several files, each served as one: scripts/NAME/main.js as NAME.js. */
const SCRIPTS = join(PAGES, 'scripts');

export function gatherAssets() {
  const contents = Object.entries(FILES).map(([name, source]) => [name, readFileSync(source)]);
  for (const file of readdirSync(PAGES, { withFileTypes: true }))
    if (file.isFile()) contents.push([`console/${file.name}`, minified(file.name)]);
  for (const name of readdirSync(SCRIPTS)) contents.push([`console/${name}.js`, scriptOf(name)]);
  for (const language of readdirSync(join(PAGES, 'messages')))
    contents.push([`console/messages/${language}.json`, messagesOf(language)]);
  contents.push(...documents());
  for (const [name, bytes] of contents) {
    const target = join(TARGET, name);
    if (existsSync(target) && readFileSync(target).equals(bytes)) continue;
    mkdirSync(dirname(target), { recursive: true });
    // Whoever serves from the folder meanwhile gets the old file or the new one, whole.
    const beside = `${target}.${process.pid}`;
    writeFileSync(beside, bytes);
    renameSync(beside, target);
  }
  return TARGET;
}

function documents() {
  const read = (...path) => readFileSync(join(ROOT, ...path), 'utf8');
  const description = JSON.parse(read('assets', 'openapi.json'));
  return Object.entries({
    partner: renderReference(description, 'partner'),
    agency: renderReference(description, 'agency'),
    guide: renderGuide(read('docs', 'partner.md')),
  }).map(([name, content]) => [`docs/${name}.json`, Buffer.from(JSON.stringify(content))]);
}

/** Styles and scripts without comments and white space: the first page of the console has 120 KB. */
function minified(name) {
  const bytes = readFileSync(join(PAGES, name));
  const loader = /\.(css|js)$/.exec(name)?.[1];
  if (!loader) return bytes;
  return Buffer.from(transformSync(bytes.toString(), { loader, minify: true, charset: 'utf8' }).code);
}

function scriptOf(name) {
  const entry = join(SCRIPTS, name, 'main.js');
  const options = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    write: false,
  };
  const { outputFiles } = buildSync({ entryPoints: [entry], ...options });
  return Buffer.from(outputFiles[0].contents);
}

/** The files of a language as one. A repeated key would silently overwrite the other. */
function messagesOf(language) {
  const folder = join(PAGES, 'messages', language);
  const messages = {};
  for (const file of readdirSync(folder).sort())
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')))) {
      if (Object.hasOwn(messages, key))
        throw new Error(`${language}/${file}: ${key} stands in another file, too`);
      messages[key] = text;
    }
  return Buffer.from(JSON.stringify(messages));
}

if (import.meta.main ?? process.argv[1] === import.meta.filename) gatherAssets();
