/** Every event that the gateway can write stands in the table of the guide, and nobody writes past `log`. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((path) => ({
  path,
  text: readFileSync(root + path, 'utf8'),
}));
const guide = readFileSync(`${root}docs/operator.md`, 'utf8');
const table = guide.slice(
  guide.indexOf('## Log lines'),
  guide.indexOf('\n## ', guide.indexOf('## Log lines') + 5),
);

/** Of findings about logs, from their union. */
const KINDS = [
  ...(/interface Finding \{\s*kind:([\s\S]*?);/
    .exec(readFileSync(`${root}src/ledger/transparency/types.ts`, 'utf8'))?.[1]
    ?.matchAll(/'(\w+)'/g) ?? []),
].map(([, kind = '']) => kind);

/** What is given to `log` as a name that a variable or a template makes; here by hand, but for the kinds. */
const VARIABLE: Record<string, string[]> = {
  'src/ledger/shard-of-license.ts': ['note_failed', 'events_unread'],
  'src/ledger/transparency/log-deps.ts': KINDS,
  'src/monitor/monitor-loop.ts': ['alert_firing', 'alert_resolved'],
  'src/stamp/pictures/rendition.ts': [
    'picture_missing',
    'picture_unreadable',
    'picture_not_stamped',
    'bucket_unreachable',
  ],
};

describe('a line of the log', () => {
  const written = sources.flatMap(({ path, text }) =>
    // The level may be worked out, and have commas in no place but in quotes.
    [...text.matchAll(/(?<![\w.])log\(\s*(?:'[^']*'|[^,'()])+,\s*('\w+'|`[^`]*`|[\w.]+)/g)]
      .filter(() => path !== 'src/platform/log.ts')
      .map((found) => ({ path, event: found[1] ?? '' })),
  );

  it('is written by nobody but `log`', () => {
    const others = sources.filter(
      ({ path, text }) => path !== 'src/platform/log.ts' && /\bconsole\.\w+\(/.test(text),
    );
    expect(others.map(({ path }) => path).filter((path) => !path.includes('assets'))).toEqual([]);
    expect(written.length).toBeGreaterThan(40);
  });

  it('is seen here wherever it is written', () => {
    const calls = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![\w.]|async )log\((?!\w+:)/g)]
        .filter(() => path !== 'src/platform/log.ts')
        .map(() => path),
    );
    expect(written.map(({ path }) => path)).toEqual(calls);
    expect(KINDS.length).toBeGreaterThan(5);
  });

  it('has an event that the guide explains', () => {
    const events = written.flatMap(({ path, event }) =>
      event.startsWith("'") ? [event.slice(1, -1)] : (VARIABLE[path] ?? [`a variable in ${path}`]),
    );
    expect([...new Set(events)].filter((event) => !table.includes(`\`${event}\``))).toEqual([]);
  });
});
