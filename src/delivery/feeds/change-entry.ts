/** A change as the entry of a feed: what may be had as in any list, and of what may not, what the reader has to do. Pure. */

import { articleEntryIds, noticeEntryId } from '../../formats/feeds/entry-id.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { itemUri } from '../../formats/uri.ts';
import type { Agency } from '../../stamp/types.ts';
import { type ChangeEntry, HELD_SINCE, KILLED_SINCE, RELEASED_SINCE } from '../changes/entry.ts';

export interface Occurrence {
  /** Of the version, where it may be had. */
  entry?: FeedEntry | undefined;
  /** When it happened, milliseconds, UTC. */
  at: number;
  /** Versions that were corrections of the item: each has been an entry of its own. */
  corrections?: readonly string[] | undefined;
}

/**
 * One entry, or several of what must not be shown any more: under each id that a reader may have the text by,
 * so that a reader which replaces what it has loses it, and under an id of its own, so that one which looks
 * at an id once sees it too.
 */
export function changeEntriesOf(agency: Agency, change: ChangeEntry, occurrence: Occurrence): FeedEntry[] {
  const { at, corrections = [] } = occurrence;
  const entry = changeEntryOf(agency, change, occurrence);
  if (occurrence.entry) return [entry];
  if (change.changeType === 'resync')
    return [{ ...entry, id: `${change.uri}#${change.version}-${new Date(at).toISOString()}` }];
  const what = stopOf(change);
  if (what === undefined) return [entry];
  const { deleted: _deleted, ...own } = entry;
  return [
    ...articleEntryIds(change, corrections, agency).map((id) => ({ ...entry, id })),
    { ...own, id: noticeEntryId(change.id, what, at, agency) },
  ];
}

/** What happened to an item that may not be shown; undefined: it may be again. */
export function stopOf(change: ChangeEntry): 'kill' | 'hold' | 'withdrawn' | undefined {
  if (change.headline !== undefined || change.notice === RELEASED_SINCE || change.changeType === 'resync')
    return undefined;
  if (isKilled(change)) return 'kill';
  return change.changeType === 'hold' || change.notice === HELD_SINCE ? 'hold' : 'withdrawn';
}

function changeEntryOf(agency: Agency, change: ChangeEntry, { entry, at }: Occurrence): FeedEntry {
  const { version, changeType, sections, notice } = change;
  const versionCreated = Date.parse(change.versionCreated);
  // A release, as of an embargo, has no version of its own: a reader would take the entry for one that it has.
  const updated = changeType === 'release' ? Math.max(versionCreated, at) : versionCreated;
  if (entry)
    return { ...entry, version, changeType, categories: sections, updated, ...(notice && { notice }) };
  const isGone = isKilled(change);
  return {
    id: itemUri(change, agency),
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
