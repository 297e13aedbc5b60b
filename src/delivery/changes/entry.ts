/** What a change looks like to a partner. Pure. */
import type { ChangeType, ItemVersion } from '../../articles/model.ts';
import type { FeedItem } from '../feed-item.ts';
import type { Judgement } from '../judge.ts';

export interface ChangeEntry extends Omit<FeedItem, 'changeType'> {
  changeType: ChangeType | 'resync';
  /** What the partner has to know or do, where that is more than to fetch the version. */
  notice?: string;
  /** What takes a killed item's place. */
  substitute?: { id: string; href: string };
}

export const KILLED_SINCE = 'Killed since: remove it wherever it stands.';
export const HELD_SINCE = 'Withheld since: do not publish it for now.';
export const RELEASED_SINCE = 'It was withheld here, and has been released since.';
const RESYNC =
  'What this license covers or permits has changed. Ask for a new token and for /v1/articles again, and remove what the license does not permit any more.';

/** Of an item that may not be had, or not now: what it is called, and not a word of it. */
export function bareEntry(
  item: Pick<ItemVersion, 'id' | 'uri' | 'components'>,
  change: Pick<ChangeEntry, 'changeType' | 'version' | 'type' | 'sections'> & { versionCreated: number },
  notice: string,
  publicUrl: string,
): ChangeEntry {
  return {
    id: item.id,
    uri: item.uri,
    version: change.version,
    changeType: change.changeType,
    type: change.type,
    sections: change.sections,
    versionCreated: new Date(change.versionCreated).toISOString(),
    components: item.components.map(({ id, type }) => ({ id, type, allowed: false })),
    href: `${publicUrl}/v1/articles/${item.id}`,
    notice,
  };
}

/** `at`: ISO 8601 UTC. */
export function resyncEntry(
  { license, version, at }: { license: string; version: number | string; at: string },
  publicUrl: string,
): ChangeEntry {
  return {
    id: license,
    uri: `urn:imprimatur:license:${license}`,
    version: String(version),
    changeType: 'resync',
    type: 'license',
    sections: [],
    versionCreated: at,
    components: [],
    href: `${publicUrl}/v1/articles`,
    notice: RESYNC,
  };
}

/** Parts that were killed by themselves have to go, wherever the article stands. */
export function noticeOfParts({ components }: ItemVersion): string | undefined {
  const killed = components
    .filter(({ stopped }) => stopped === 'killed')
    .map(({ id, type }) => `${type} ${id}`);
  return killed.length > 0 ? `Killed, remove it wherever it stands: ${killed.join(', ')}.` : undefined;
}

/** Why there is nothing of the item now. `was`: what the change made of it. */
export function noticeOf(
  was: ItemVersion['pubStatus'],
  item: ItemVersion,
  judgement: Judgement | null,
): string {
  const { pubStatus } = item;
  if (was !== 'usable' && pubStatus === 'usable') return RELEASED_SINCE;
  if (was !== pubStatus) return pubStatus === 'canceled' ? KILLED_SINCE : HELD_SINCE;
  return judgement?.kind === 'refuse' ? judgement.detail : 'This license does not cover the item any more.';
}
