/** A change as the entry of a feed: what may be had as in any list, and of what may not, what the reader has to do. Pure. */
import type { FeedEntry } from '../../formats/feeds/index.ts';
import type { Agency } from '../../stamp/types.ts';
import { type ChangeEntry, HELD_SINCE, KILLED_SINCE, RELEASED_SINCE } from '../changes/entry.ts';

/** `entry`: of the version, where it may be had. `at`: when it happened, milliseconds, UTC. */
export function changeEntryOf(
  agency: Agency,
  change: ChangeEntry,
  { entry, at }: { entry?: FeedEntry | undefined; at: number },
): FeedEntry {
  const { version, changeType, sections, notice } = change;
  const versionCreated = Date.parse(change.versionCreated);
  // A release, as of an embargo, has no version of its own: a reader would take the entry for one that it has.
  const updated = changeType === 'release' ? Math.max(versionCreated, at) : versionCreated;
  if (entry)
    return { ...entry, version, changeType, categories: sections, updated, ...(notice && { notice }) };
  const isGone = isKilled(change);
  return {
    id: change.uri,
    title: titleOf(change),
    href: change.substitute?.href ?? change.href,
    updated,
    categories: sections,
    rights: agency.notice,
    version,
    changeType,
    ...(isGone && { deleted: updated }),
    ...(notice && { notice: isGone ? killedNotice(notice, change) : notice }),
    enclosures: [],
  };
}

function isKilled({ changeType, notice }: ChangeEntry): boolean {
  if (notice === RELEASED_SINCE) return false;
  return changeType === 'kill' || changeType === 'elimination' || notice === KILLED_SINCE;
}

/** Never the headline: of what must not be shown, it is the part that would be. */
function titleOf(change: ChangeEntry): string {
  const { changeType, notice } = change;
  if (changeType === 'resync') return 'The license has changed: start over';
  if (isKilled(change)) return 'Killed: remove it';
  if (notice === RELEASED_SINCE) return 'Released since';
  if (changeType === 'hold' || notice === HELD_SINCE) return 'Withheld: do not publish it';
  return 'Not for this license any more';
}

function killedNotice(notice: string, { substitute }: ChangeEntry): string {
  return substitute ? `${notice} In its place: ${substitute.href}` : notice;
}
