/**
 * The release before this one, as it was: out of the history. A clone without that part of it is told so, and
 * the tests that need it are skipped; in CI, where the whole history is there and does not have it, that is a
 * failure.
 */
import {
  hasSources,
  hasWholeHistory,
  lacks,
  migrationsOf,
  previousRelease,
  workerOf,
} from '../../scripts/lib/releases.ts';

const release = previousRelease();

export const HAS_PREVIOUS = hasSources(release);
if (!HAS_PREVIOUS) {
  if (process.env.CI && hasWholeHistory()) throw new Error(lacks(release.commit));
  console.warn(`skipped: tests with the release before, because ${lacks(release.commit)}`);
}

export const PREVIOUS = workerOf(release);
export const PREVIOUS_MIGRATIONS = migrationsOf(release);
export const PREVIOUS_MIGRATION = release.migration;
