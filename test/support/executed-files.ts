/** Finds the source files that a request runs through, in the order in which it first reaches them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { buildWorker, PRODUCT, ROOT, scriptOf, type WorkerSource } from '../../scripts/lib/build.ts';

/** The product, but each function notes its file when it is called. */
const NOTING: WorkerSource = { ...PRODUCT, outdir: join(ROOT, 'dist', 'noting'), isReadable: true };
/** Header of a request whose response has to list the files, and of that response. */
const FIELD = 'Executed-Files';
const NOTE = 'noteExecuted';
/** Comment by which the bundler marks the start of a file. */
const FILE_COMMENT = /^\s*\/\/ ((?:src|node_modules)\/\S+)$/gm;
const ENTRY = /async fetch\(request, (env\d*), context\) \{/;

/** Builds the product with functions that note their files. */
export function notingWorker(): WorkerSource {
  buildWorker(NOTING);
  const path = scriptOf(NOTING);
  const text = readFileSync(path, 'utf8');
  if (!text.startsWith(`const ${NOTE}`)) writeFileSync(path, noting(text));
  return NOTING;
}

/** Requests an address of such a worker. Files of concurrent work are listed as well. */
export async function executedFiles(
  address: string,
  headers: Record<string, string>,
): Promise<{ status: number; files: string[] }> {
  const { status, headers: response } = await fetch(address, { headers: { ...headers, [FIELD]: '?1' } });
  return { status, files: JSON.parse(response.get(FIELD) ?? '[]') as string[] };
}

function noting(bundle: string): string {
  const files = [...bundle.matchAll(FILE_COMMENT)].map(({ index, 1: name = '' }) => ({ index, name }));
  const insertions: { position: number; text: string }[] = [];
  const source = ts.createSourceFile('worker.js', bundle, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
  let file = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const body = node.body as ts.Node;
      const position = body.getStart(source);
      while ((files[file + 1]?.index ?? Number.POSITIVE_INFINITY) < position) file++;
      const call = `${NOTE}(${JSON.stringify(files[file]?.name)})`;
      if (ts.isBlock(body)) insertions.push({ position: position + 1, text: `${call};` });
      else insertions.push({ position, text: `(${call},` }, { position: body.end, text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  insertions.sort((a, b) => a.position - b.position);
  let end = 0;
  const pieces = insertions.flatMap(({ position, text }) => {
    const before = bundle.slice(end, position);
    end = position;
    return [before, text];
  });
  const text = [...pieces, bundle.slice(end)].join('');
  const observed = (env: string) => `
    if (request.headers.has('${FIELD}')) {
      const inner = new Request(request);
      inner.headers.delete('${FIELD}');
      ${NOTE}.takeFiles();
      const { status, body, headers } = await worker_default.fetch(inner, ${env}, context);
      const answer = new Response(body, { status, headers });
      answer.headers.set('${FIELD}', JSON.stringify(${NOTE}.takeFiles()));
      return answer;
    }`;
  return `const ${NOTE} = (() => {
  let executed = new Set();
  const note = (file) => void executed.add(file);
  note.takeFiles = () => {
    const files = [...executed];
    executed = new Set();
    return files;
  };
  return note;
})();
${text.replace(ENTRY, (entry, env: string) => `${entry}${observed(env)}`)}`;
}
