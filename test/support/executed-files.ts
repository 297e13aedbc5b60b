/** Which files of the source a request runs through, in the order in which it first reaches them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { buildWorker, PRODUCT, ROOT, scriptOf, type WorkerSource } from '../../scripts/lib/build.ts';

/** The product, each function of which notes its file when it is called. */
const NOTING: WorkerSource = { ...PRODUCT, outdir: join(ROOT, 'dist', 'noting'), isReadable: true };
/** Of a request whose answer is to name the files, and of that answer. */
const FIELD = 'Executed-Files';
const NOTE = 'noteExecuted';
/** Where the bundle begins the text of a file. */
const FILE_COMMENT = /^\s*\/\/ ((?:src|node_modules)\/\S+)$/gm;
const ENTRY = /async fetch\(request, (env\d*), context\) \{/;

/** Builds it. */
export function notingWorker(): WorkerSource {
  buildWorker(NOTING);
  const path = scriptOf(NOTING);
  const text = readFileSync(path, 'utf8');
  if (!text.startsWith(`const ${NOTE}`)) writeFileSync(path, noting(text));
  return NOTING;
}

/** Requests an address of such a worker. What else is under way at the same time is among the files. */
export async function executedFiles(
  address: string,
  headers: Record<string, string>,
): Promise<{ status: number; files: string[] }> {
  const { status, headers: answered } = await fetch(address, { headers: { ...headers, [FIELD]: '?1' } });
  return { status, files: JSON.parse(answered.get(FIELD) ?? '[]') as string[] };
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
      ${NOTE}.taken();
      const { status, body, headers } = await worker_default.fetch(inner, ${env}, context);
      const answer = new Response(body, { status, headers });
      answer.headers.set('${FIELD}', JSON.stringify(${NOTE}.taken()));
      return answer;
    }`;
  return `const ${NOTE} = (() => {
  let seen = new Set();
  const note = (file) => void seen.add(file);
  note.taken = () => {
    const files = [...seen];
    seen = new Set();
    return files;
  };
  return note;
})();
${text.replace(ENTRY, (entry, env: string) => `${entry}${observed(env)}`)}`;
}
