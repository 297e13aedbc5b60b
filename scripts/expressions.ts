/**
 * `npm run expressions`: refuses each regular expression of the gateway and of its client that can take more
 * than linear time on a hostile input. Caches which files and expressions were found clean.
 */
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import recheck from 'recheck/package.json' with { type: 'json' };
import { faultOf, LIMITS } from './expressions/judge.ts';
import { ROOT } from './lib/build.ts';
import { stopWith } from './lib/failure.ts';

const FILES = ['src/**/*.{ts,tsx}', 'client/src/**/*.ts', 'assets/**/*.js'];
const CACHE = join(ROOT, 'node_modules', '.cache', 'expressions.json');

interface Cache {
  version: string;
  /** Hashes of files whose expressions are all linear. */
  files: string[];
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

function readCache(): Cache {
  try {
    const cache = JSON.parse(readFileSync(CACHE, 'utf8')) as Cache;
    if (cache.version === VERSION) return cache;
  } catch {
    // The first run, or one before it was cut short.
  }
  return { version: VERSION, files: [], linear: [] };
}

async function main(): Promise<void> {
  const cache = readCache();
  const cleanFiles = new Set(cache.files);
  const linear = new Set(cache.linear);
  const verdicts = new Map<string, Promise<string | undefined>>();
  const verdictOf = (literal: string, source: string, flags: string) => {
    const verdict = verdicts.get(literal) ?? faultOf(source, flags);
    verdicts.set(literal, verdict);
    return verdict;
  };

  const faultsOf = async (path: string, text: string): Promise<string[]> => {
    // Slow to load, and of no use when nothing has changed.
    const { collectExpressions } = await import('./expressions/collect.ts');
    const { expressions, unreadable } = collectExpressions(path, text);
    const found = expressions.map(async ({ line, source, flags }) => {
      const literal = `/${source}/${flags}`;
      const fault = linear.has(literal) ? undefined : await verdictOf(literal, source, flags);
      if (fault === undefined) linear.add(literal);
      return fault && `${path}:${line} ${literal.slice(0, 200)} ${fault}`;
    });
    return [
      ...unreadable.map((line) => `${path}:${line} RegExp of other things than constants of its file`),
      ...(await Promise.all(found)).filter((fault) => fault !== undefined),
    ];
  };

  const files = await Promise.all(
    globSync(FILES, { cwd: ROOT }).map(async (path) => {
      const text = readFileSync(join(ROOT, path), 'utf8');
      const hash = hashOf(path, text);
      return { hash, faults: cleanFiles.has(hash) ? [] : await faultsOf(path, text) };
    }),
  );
  const faults = files.flatMap((file) => file.faults).sort();
  const clean = files.filter((file) => file.faults.length === 0).map((file) => file.hash);
  mkdirSync(dirname(CACHE), { recursive: true });
  writeFileSync(
    CACHE,
    JSON.stringify({ version: VERSION, files: clean, linear: [...linear] } satisfies Cache),
  );
  for (const fault of faults) console.error(fault);
  console.log(
    `regular expressions: ${linear.size} linear (${verdicts.size} judged now), ${faults.length} faults`,
  );
  process.exitCode = faults.length > 0 ? 1 : 0;
}

main().catch(stopWith);
