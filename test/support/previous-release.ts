/**
 * The release before this one, as it was: out of the history. A clone without it is told so; in CI that is a failure, elsewhere the tests
 * that need it are skipped.
 */
import { hasSources, lacks, migrationsOf, previousRelease, workerOf } from '../../scripts/lib/releases.ts';

const release = previousRelease();

export const HAS_PREVIOUS = hasSources(release);
if (!HAS_PREVIOUS) {
  if (process.env.CI) throw new Error(lacks(release.commit));
  console.warn(`${lacks(release.commit)}: tests with it are skipped`);
}

export const PREVIOUS = workerOf(release);
export const PREVIOUS_MIGRATIONS = migrationsOf(release);
export const PREVIOUS_MIGRATION = release.migration;
