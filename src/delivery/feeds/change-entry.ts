/**
 * Converts a change to feed entries: an available item as in any list, a stopped one as an instruction to the
 * reader. Pure.
 */
import type { ChangeType } from '../../articles/model.ts';
import { articleEntryIds, noticeEntryId } from '../../formats/feeds/entry-id.ts';
import type { FeedEntry } from '../../formats/feeds/index.ts';
import { itemUri } from '../../formats/uri.ts';
import type { Agency } from '../../stamp/types.ts';
import type { ChangeView } from '../changes/change-view.ts';
import type { ChangeEntry, Standing } from '../changes/entry.ts';

export interface StoppedItem {
  corrections: string[];
  /** Last change of each kind. Milliseconds, UTC. */
  lastOf: Map<ChangeType, number>;
}

/** Content that must no longer be shown, as entry ids name it. `released` is not among them. */
const STOPS = { killed: 'kill', held: 'hold', unlicensed: 'unlicensed' } as const;

type Stop = keyof typeof STOPS;

export const stopOf = ({ blocked }: Pick<ChangeView, 'blocked'>): Stop | undefined =>
  blocked && blocked.standing !== 'released' ? blocked.standing : undefined;

/** Keeps only the last change of each stopped item on the page, because all of them say the same. */
export function oncePerStop(items: readonly ChangeView[]): ChangeView[] {
  const last = new Map(items.map((view) => [view.change.id, view]));
  return items.filter((view) => stopOf(view) === undefined || last.get(view.change.id) === view);
}

/**
 * Returns one entry, or several for content that must no longer be shown: one under each id that a reader
 * may have the text by, so that a reader which replaces entries loses it; and one under an id of its own,
 * equal for all changes of the item, so that a reader which ignores known ids sees it once.
 */
export function changeEntriesOf(
  agency: Agency,
  view: Omit<ChangeView, 'had'>,
  { entry, stopped }: { entry?: FeedEntry | undefined; stopped?: StoppedItem | undefined },
): FeedEntry[] {
  const { change, at } = view;
  if (entry) return [versionEntry(entry, view)];
  const bareEntry = bareEntryOf(agency, view);
  if (change.changeType === 'resync')
    return [{ ...bareEntry, id: `${change.uri}#${change.version}-${new Date(at).toISOString()}` }];
  const stop = stopOf(view);
  if (stop === undefined) return [bareEntry];
  const since = stoppedAt(stop, stopped) ?? Date.parse(at);
  const ownEntry = { ...bareEntry, updated: since };
  const stopEntry = stop === 'killed' ? { ...ownEntry, deleted: since } : ownEntry;
  return [
    ...articleEntryIds(change, stopped?.corrections ?? [], agency).map((id) => ({ ...stopEntry, id })),
    { ...ownEntry, id: noticeEntryId(change.id, STOPS[stop], since, agency) },
  ];
}

/**
 * A restriction or license change has no kind of its own; the stop dates from the item's last change of any
 * kind.
 */
function stoppedAt(stop: Stop, stopped: StoppedItem | undefined): number | undefined {
  const { lastOf } = stopped ?? { lastOf: new Map<ChangeType, number>() };
  const kinds = { killed: ['kill', 'elimination'], held: ['hold'], unlicensed: [...lastOf.keys()] } as const;
  const instants = kinds[stop].map((kind) => lastOf.get(kind)).filter((at) => at !== undefined);
  return instants.length > 0 ? Math.max(...instants) : undefined;
}

/**
 * Changes without a version of their own. With the version's date, a reader would take the entry for one that
 * it has.
 */
const WITHOUT_VERSION: ReadonlySet<string> = new Set(['release', 'advisory']);

function versionEntry(entry: FeedEntry, { change, at }: Pick<ChangeView, 'change' | 'at'>): FeedEntry {
  const { version, changeType, sections, notice } = change;
  const updated = WITHOUT_VERSION.has(changeType)
    ? Math.max(Date.parse(change.versionCreated), Date.parse(at))
    : Date.parse(change.versionCreated);
  return { ...entry, version, changeType, categories: sections, updated, ...(notice && { notice }) };
}

function bareEntryOf(agency: Agency, { change, blocked }: Pick<ChangeView, 'change' | 'blocked'>): FeedEntry {
  const { version, changeType, sections, substitute } = change;
  const notice = blocked?.reason ?? change.notice;
  return {
    id: itemUri(change, agency),
    title: blocked ? TITLES[blocked.standing] : RESYNC_TITLE,
    href: substitute?.href ?? change.href,
    updated: Date.parse(change.versionCreated),
    categories: sections,
    rights: agency.notice,
    version,
    changeType,
    ...(notice && { notice: blocked?.standing === 'killed' ? withSubstitute(notice, change) : notice }),
    enclosures: [],
  };
}

/** The headline is left out, because it is part of the content that must not be shown. */
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
