/** `npm run expressions [-- --anew]`: refuses regular expressions that can take more than linear time. */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import recheck from 'recheck/package.json' with { type: 'json' };
import type { Collected, Expression } from './expressions/collect.ts';
import { faultOf, LIMITS } from './expressions/judge.ts';
import { ROOT } from './lib/build.ts';
import { stopWith } from './lib/failure.ts';

const FILES = ['src/**/*.{ts,tsx}', 'client/src/**/*.ts', 'assets/**/*.js'];
const CACHE = join(ROOT, 'node_modules', '.cache', 'expressions.json');
const LINEAR_SET = join(ROOT, 'scripts', 'expressions', 'linear.sha256');

interface Cache {
  version: string;
  /** By hash of the file's path and text. */
  files: Record<string, Collected>;
  /** Expressions, as literals. */
  linear: string[];
}

const hashOf = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest('base64url');

/** Another detector, other limits or another way to find expressions: all is judged anew. */
const VERSION = hashOf(
  recheck.version,
  JSON.stringify(LIMITS),
  readFileSync(join(import.meta.dirname, 'expressions', 'collect.ts'), 'utf8'),
);

const literalOf = ({ source, flags }: Expression) => `/${source}/${flags}`;

function readCache(): Cache {
  try {
    const cache = JSON.parse(readFileSync(CACHE, 'utf8')) as Cache;
    if (cache.version === VERSION) return cache;
  } catch {
    // The first run, or one before it was cut short.
  }
  return { version: VERSION, files: {}, linear: [] };
}

async function collectAll({ files }: Cache): Promise<{ path: string; hash: string; collected: Collected }[]> {
  const collect = async (path: string, text: string) => {
    // Slow to load, and of no use when nothing has changed.
    const { collectExpressions } = await import('./expressions/collect.ts');
    return collectExpressions(path, text);
  };
  return Promise.all(
    globSync(FILES, { cwd: ROOT }).map(async (path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const hash = hashOf(path, text);
      return { path, hash, collected: files[hash] ?? (await collect(path, text)) };
    }),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { anew: { type: 'boolean', default: false } } });
  const cache = readCache();
  const files = await collectAll(cache);
  const expressions = new Map(
    files.flatMap(({ collected }) =>
      collected.expressions.map((expression) => [literalOf(expression), expression] as const),
    ),
  );
  const set = hashOf(VERSION, ...[...expressions.keys()].sort());
  const isKnown = readFileSync(LINEAR_SET, 'utf8').trim() === set;
  const known = new Set(values.anew ? [] : isKnown ? expressions.keys() : cache.linear);
  const judged = new Map(
    await Promise.all(
      [...expressions]
        .filter(([literal]) => !known.has(literal))
        .map(async ([literal, { source, flags }]) => [literal, await faultOf(source, flags)] as const),
    ),
  );

  const faults = files.flatMap(({ path, collected }) => [
    ...collected.unreadable.map(
      (line) => `${path}:${line} RegExp of other things than constants of its file`,
    ),
    ...collected.expressions.flatMap((expression) => {
      const fault = judged.get(literalOf(expression));
      return fault === undefined
        ? []
        : [`${path}:${expression.line} ${literalOf(expression).slice(0, 200)} ${fault}`];
    }),
  ]);
  const linear = [...expressions.keys()].filter((literal) => judged.get(literal) === undefined);
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(
    CACHE,
    JSON.stringify({
      version: VERSION,
      files: Object.fromEntries(files.map(({ hash, collected }) => [hash, collected])),
      linear,
    } satisfies Cache),
  );
  if (!isKnown && faults.length === 0) {
    writeFileSync(LINEAR_SET, `${set}\n`);
    faults.push(`${relative(ROOT, LINEAR_SET)} was out of date and is written anew: commit it`);
  }
  for (const fault of faults.sort()) console.error(fault);
  console.log(
    `regular expressions: ${linear.length} linear (${judged.size} judged now), ${faults.length} faults`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch(stopWith);
