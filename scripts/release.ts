/** `npm run release -- VERSION`: adds the commit to releases.json. Tags nothing; prints how to. */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith, UsageFailure } from './lib/failure.ts';
import { MIGRATIONS } from './lib/migrations.ts';
import { OBJECT_SCHEMAS } from './lib/object-schemas.ts';
import { RELEASES, readReleases } from './lib/releases.ts';

const USAGE = `Usage: npm run release -- VERSION

VERSION is a number such as 0.2.0, higher than the last release in releases.json.`;

function main(): void {
  const [version, ...more] = process.argv.slice(2);
  if (!version || more.length > 0 || !/^\d+\.\d+\.\d+$/.test(version)) throw new UsageFailure(USAGE);
  const releases = readReleases();
  const last = releases.at(-1)?.version;
  if (last !== undefined && !isHigher(version, last))
    throw new StartFailure(`${version} is not higher than ${last}, the last release`);
  if (git('status', '--porcelain') !== '')
    throw new StartFailure('there are changes that are not committed: a release is a commit');
  const commit = git('rev-parse', 'HEAD');
  const migration = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .at(-1);
  if (!migration) throw new StartFailure('there are no migrations');
  const objectSchema = Object.fromEntries(
    Object.entries(OBJECT_SCHEMAS).map(([name, steps]) => [name, steps.length]),
  );
  const release = { version, commit, migration, objectSchema };
  writeFileSync(RELEASES, `${JSON.stringify([...releases, release], null, 2)}\n`);
  console.log(`${version} is ${commit.slice(0, 8)}, with D1's ${migration} and these steps of the objects' own schemas: ${JSON.stringify(objectSchema)}. Now:

  git commit -m "Release ${version}" releases.json
  git tag -a v${version} -m "Release ${version}" ${commit.slice(0, 8)}
  git push origin HEAD v${version}`);
}

function isHigher(version: string, than: string): boolean {
  const [a, b] = [version, than].map((release) => release.split('.').map(Number));
  for (const [place, number] of (a ?? []).entries()) {
    const other = b?.[place] ?? 0;
    if (number !== other) return number > other;
  }
  return false;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
}

try {
  main();
} catch (error) {
  stopWith(error);
}
