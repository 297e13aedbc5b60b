import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../client/src/index.ts';
import { ROOT } from '../../scripts/lib/build.ts';
import { API_FILE, apiTypes, bundleClient, CLIENT, declareClient } from '../../scripts/lib/client-build.ts';
import { contentTypeOf, type FormatName, FORMATS as GATEWAY_FORMATS } from '../../src/formats/index.ts';

/** A project that has installed the package, and of others' types those of Node. */
const folder = mkdtempSync(join(tmpdir(), 'imprimatur-client-'));
const modules = join(folder, 'node_modules');
const installed = join(modules, '@imprimatur', 'client');
let bytes: number;
beforeAll(async () => {
  mkdirSync(installed, { recursive: true });
  for (const name of ['package.json', 'README.md']) cpSync(join(CLIENT, name), join(installed, name));
  bytes = await bundleClient(join(installed, 'dist', 'index.js'));
  declareClient(join(installed, 'dist'));
  mkdirSync(join(modules, '@types'));
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
});
afterAll(() => rmSync(folder, { recursive: true }));

const TSCONFIG = {
  compilerOptions: {
    module: 'NodeNext',
    moduleResolution: 'NodeNext',
    target: 'es2023',
    lib: ['es2023'],
    types: ['node'],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  },
  include: ['*.ts'],
};

/** What the compiler says of a program that uses the package; nothing: it is right. */
function faultsIn(program: string): string {
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(folder, 'program.ts'), program);
  const compiler = join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('the client package', () => {
  it('has the types of the description as it is now', async () => {
    const stale =
      'client/src/api.ts is not what assets/openapi.json says: run `npm run client:build` and commit it';
    expect((await apiTypes()) === readFileSync(API_FILE, 'utf8'), stale).toBe(true);
  });

  it('needs no module beside it, and stays small', () => {
    expect(bytes).toBeLessThan(450_000);
    const bundle = readFileSync(join(installed, 'dist', 'index.js'), 'utf8');
    expect(bundle).not.toMatch(/^\s*import\b|\brequire\(["']/m);
  });

  it('names every format of the gateway, by the media type that it answers with', () => {
    const own = Object.keys(GATEWAY_FORMATS).map((name) => [
      name,
      contentTypeOf(name as FormatName).replace(/; charset=utf-8$/, ''),
    ]);
    expect(Object.entries(FORMATS).sort()).toEqual(own.sort());
  });

  it('type-checks as its README uses it, under strict NodeNext and without its sources', () => {
    const [, example = ''] =
      /```ts\n([\s\S]*?)```/.exec(readFileSync(join(CLIENT, 'README.md'), 'utf8')) ?? [];
    expect(example).toContain('new Imprimatur');
    expect(faultsIn(example)).toBe('');
  });

  it('types ninjs, rights, decisions and publications, so that a misspelled member is a fault', () => {
    const faults = faultsIn(`
      import { Imprimatur } from '@imprimatur/client';
      const client = new Imprimatur({ gateway: 'https://gateway.example' });
      const ninjs = (await client.article('itm_1')).json();
      const notice: string = ninjs.copyrightNotice;
      const receipt: number = (await client.article('itm_1', { format: 'article' })).json().rights.receipt;
      await client.decide('itm_1', { teritory: 'AT' });
      await client.reportPublications({ title: 'a', channel: 'telegraph', publishedAt: notice });
      export const words = (await client.me()).titels;
    `);
    expect(faults.match(/error TS\d+/g)).toEqual(
      Array(4).fill(expect.stringMatching(/^error TS(2322|2353|2561|2551)$/)),
    );
  });

  it('is packed with its code, its types and its README, and with nothing else', () => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts', installed], {
      encoding: 'utf8',
      cwd: folder,
    });
    const files = (Object.values(JSON.parse(packed))[0] as { files: { path: string }[] }).files;
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['README.md', 'package.json', 'dist/index.js', 'dist/types/index.d.ts']),
    );
    for (const path of paths)
      expect(path).toMatch(/^(README\.md|package\.json|dist\/index\.js|dist\/types\/[\w/]+\.d\.ts)$/);
  });
});
