/** A change as the entry of a feed: what may be had as in any list, and of what may not, what the reader has to do. Pure. */
import type { ChangeType } from '../../articles/model.ts';
import { articleEntryIds, noticeEntryId } from '../../formats/feeds/entry-id.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { itemUri } from '../../formats/uri.ts';
import type { Agency } from '../../stamp/types.ts';
import type { ChangeView } from '../changes/change-view.ts';
import type { ChangeEntry, Standing } from '../changes/entry.ts';

/** What the feed says of an item that was stopped, besides what its changes say. */
export interface StoppedItem {
  /** Versions that were corrections: each has been an entry of its own. */
  corrections: string[];
  /** When each kind of change last happened to it. Milliseconds, UTC. */
  lastOf: Map<ChangeType, number>;
}

/** What must not be shown any more, as ids of entries name it; `released` is nothing of the kind. */
const STOPS = { killed: 'kill', held: 'hold', unlicensed: 'unlicensed' } as const;

type Stop = keyof typeof STOPS;

export const stopOf = ({ blocked }: Pick<ChangeView, 'blocked'>): Stop | undefined =>
  blocked && blocked.standing !== 'released' ? blocked.standing : undefined;

/** Of an item that was stopped, only the last of the page's changes: all of them say the same. */
export function oncePerStop(items: readonly ChangeView[]): ChangeView[] {
  const last = new Map(items.map((view) => [view.shown.id, view]));
  return items.filter((view) => stopOf(view) === undefined || last.get(view.shown.id) === view);
}

/**
 * One entry, or several of what must not be shown any more: under each id that a reader may have the text by,
 * so that a reader which replaces what it has loses it, and under an id of its own, the same for whichever
 * change of the item, so that a reader which looks at an id once sees it too, and once.
 */
export function changeEntriesOf(
  agency: Agency,
  view: Omit<ChangeView, 'had'>,
  { entry, stopped }: { entry?: FeedEntry | undefined; stopped?: StoppedItem | undefined },
): FeedEntry[] {
  const { shown, at } = view;
  if (entry) return [versionEntry(entry, view)];
  const bare = bareEntryOf(agency, view);
  if (shown.changeType === 'resync')
    return [{ ...bare, id: `${shown.uri}#${shown.version}-${new Date(at).toISOString()}` }];
  const stop = stopOf(view);
  if (stop === undefined) return [bare];
  const since = stoppedAt(stop, stopped) ?? Date.parse(at);
  const own = { ...bare, updated: since };
  const gone = stop === 'killed' ? { ...own, deleted: since } : own;
  return [
    ...articleEntryIds(shown, stopped?.corrections ?? [], agency).map((id) => ({ ...gone, id })),
    { ...own, id: noticeEntryId(shown.id, STOPS[stop], since, agency) },
  ];
}

/** A restriction or another license has no kind of its own: since then, no later change has given the item back. */
function stoppedAt(stop: Stop, stopped: StoppedItem | undefined): number | undefined {
  const { lastOf } = stopped ?? { lastOf: new Map<ChangeType, number>() };
  const kinds = { killed: ['kill', 'elimination'], held: ['hold'], unlicensed: [...lastOf.keys()] } as const;
  const instants = kinds[stop].map((kind) => lastOf.get(kind)).filter((at) => at !== undefined);
  return instants.length > 0 ? Math.max(...instants) : undefined;
}

/** Changes that have no version of their own: a reader would take the entry for one that it has. */
const WITHOUT_VERSION: ReadonlySet<string> = new Set(['release', 'advisory']);

function versionEntry(entry: FeedEntry, { shown, at }: Pick<ChangeView, 'shown' | 'at'>): FeedEntry {
  const { version, changeType, sections, notice } = shown;
  const updated = WITHOUT_VERSION.has(changeType)
    ? Math.max(Date.parse(shown.versionCreated), Date.parse(at))
    : Date.parse(shown.versionCreated);
  return { ...entry, version, changeType, categories: sections, updated, ...(notice && { notice }) };
}

function bareEntryOf(agency: Agency, { shown, blocked }: Pick<ChangeView, 'shown' | 'blocked'>): FeedEntry {
  const { version, changeType, sections, substitute } = shown;
  const notice = blocked?.reason ?? shown.notice;
  return {
    id: itemUri(shown, agency),
    title: blocked ? TITLES[blocked.standing] : RESYNC_TITLE,
    href: substitute?.href ?? shown.href,
    updated: Date.parse(shown.versionCreated),
    categories: sections,
    rights: agency.notice,
    version,
    changeType,
    ...(notice && { notice: blocked?.standing === 'killed' ? withSubstitute(notice, shown) : notice }),
    enclosures: [],
  };
}

/** Never the headline: of what must not be shown, it is the part that would be. */
const TITLES: Record<Standing, string> = {
  killed: 'Killed: remove it',
  held: 'Withheld: do not publish it',
  unlicensed: 'Not for this license any more',
  released: 'Released since',
};
const RESYNC_TITLE = 'The license has changed: start over';

function withSubstitute(notice: string, { substitute }: ChangeEntry): string {
  return substitute ? `${notice} In its place: ${substitute.href}` : notice;
}
