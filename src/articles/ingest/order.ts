/** Orders versions. Pure. */

export interface VersionMark {
  version: string;
  /** Milliseconds, UTC. */
  versionCreated: number;
}

/** Negative if `a` is older. Compares time, then number, because wires send two versions in one second. */
export function compareVersions(a: VersionMark, b: VersionMark): number {
  return a.versionCreated - b.versionCreated || compareNumbers(a.version, b.version);
}

/** Compares runs of digits as numbers and the rest as text: 2 < 10, 1 < 1.1 < 1.10 < 2, 3a < 3b. */
function compareNumbers(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareParts(left[index] ?? '', right[index] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function partsOf(version: string): string[] {
  return version.match(/\d+|[^\d.:_+-]+/gu) ?? [];
}

function compareParts(a: string, b: string): number {
  const numeric = /^\d/u.test(a) && /^\d/u.test(b);
  const [left, right] = numeric ? [BigInt(a), BigInt(b)] : [a, b];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Number for newsrooms that give none: one more than the highest so far. */
export function nextVersion(taken: Iterable<string>): string {
  const numbers = [...taken].map((version) => Number.parseInt(version, 10)).filter(Number.isSafeInteger);
  return String(Math.max(0, ...numbers) + 1);
}

/**
 * Number of a version that the desk derives from the current one (hold, release, kill), with the same
 * `versionCreated`: 1 → 1.0.1 → 1.0.2, 1.5 → 1.5.0.1. So 1.1 and 2 remain the newsroom's, and are newer,
 * whether they were written before or after the hold. `versions`: all versions with their source digests.
 */
export function deskVersion(version: string, versions: ReadonlyMap<string, string>): string {
  const base = newsroomVersion(version, versions);
  for (let number = 1; ; number += 1) {
    const candidate = `${base}.0.${number}`;
    if (!versions.has(candidate)) return candidate;
  }
}

/** Returns the newsroom's version that a desk version was derived from, or the version itself. */
export function newsroomVersion(version: string, versions: ReadonlyMap<string, string>): string {
  return isDesk(versions.get(version)) ? version.replace(/\.0\.\d+$/u, '') : version;
}

const DESK = 'desk:';

/** Marks the source digest of a desk version, because a newsroom may number versions as the desk does. */
export function deskDigest(digest: string): string {
  return `${DESK}${digest}`;
}

function isDesk(digest: string | undefined): boolean {
  return digest?.startsWith(DESK) ?? false;
}
