/** The order of versions: by `versionCreated`, then by numeric `version` (newsrooms send several in one second). Pure. */

export interface VersionMark {
  version: string;
  /** Milliseconds, UTC. */
  versionCreated: number;
}

/** Negative when `a` is older than `b`, 0 when neither can be told to be newer. */
export function compareVersions(a: VersionMark, b: VersionMark): number {
  if (a.versionCreated !== b.versionCreated) return a.versionCreated - b.versionCreated;
  const [left, right] = [Number(a.version), Number(b.version)];
  return Number.isFinite(left) && Number.isFinite(right) ? left - right : 0;
}

/**
 * The version that a change of the desk makes: `2` → `2.1` → `2.2`. The newsroom's own numbers stay free for it, and
 * its next version is newer by `versionCreated`.
 */
export function deskVersion(version: string, taken: ReadonlySet<string>): string {
  const base = /^(.*)\.\d+$/.exec(version)?.[1] ?? version;
  for (let n = 1; ; n++) {
    const candidate = `${base}.${n}`;
    if (!taken.has(candidate)) return candidate;
  }
}
