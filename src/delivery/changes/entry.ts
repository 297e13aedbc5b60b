import type { ChangeType, ItemVersion } from '../../articles/model.ts';
import { isWithdrawing } from '../../formats/withdrawal.ts';
import type { ComponentType } from '../../rights/terms.ts';
import type { Withheld } from '../component-selection.ts';
import type { FeedItem } from '../feed-item.ts';
import type { Judgement, Permit } from '../judge.ts';

export interface ChangeEntry extends Omit<FeedItem, 'changeType'> {
  changeType: ChangeType | 'resync';
  /** What the partner has to know or do beyond fetching the version. */
  notice?: string;
  /**
   * Components that the license could have received and no longer may, while the rest of the item stays
   * available.
   */
  withdrawn?: WithdrawnPart[];
  substitute?: { id: string; href: string };
}

export interface WithdrawnPart {
  id: string;
  type: ComponentType;
  code: string;
}

export const mayBeWithdrawn = ({ withheld }: Pick<Permit, 'withheld'>): Withheld[] =>
  withheld.filter(({ code }) => isWithdrawing(code));

export const KILLED_SINCE = 'Killed since: remove it wherever it stands.';
const HELD_SINCE = 'Withheld since: do not publish it for now.';
const RELEASED_SINCE = 'It was withheld here, and has been released since.';
const RESYNC =
  'What this license covers or permits has changed. Ask for a new token and for /v1/articles again, and remove what the license does not permit any more.';

/** Entry of an unavailable item: it names the item and carries none of its words. */
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

/** Asks the partner to remove components that were killed or withdrawn separately from their article. */
export function noticeOfParts(
  { decision }: Pick<Permit, 'decision'>,
  withdrawn: readonly WithdrawnPart[],
): string | undefined {
  const named = ({ id, type }: WithdrawnPart) => `${type} ${id}`;
  const killed = withdrawn.filter(({ code }) => code === 'killed').map(named);
  const sentences = withdrawn
    .filter(({ code }) => code !== 'killed')
    .map((part) => {
      const why = decision.components.find(({ component }) => component === part.id)?.sentence;
      const lead = part.code === 'held' ? 'Withheld for now, take it down' : 'Withdrawn, remove it';
      return `${lead} wherever it stands: ${named(part)}.${why === undefined ? '' : ` ${why}`}`;
    });
  if (killed.length > 0) sentences.unshift(`Killed, remove it wherever it stands: ${killed.join(', ')}.`);
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

/**
 * Reason for a blocked change: its item is killed or held, the license does not cover it any more, or the
 * change was a hold that is over.
 */
export type Standing = 'killed' | 'held' | 'unlicensed' | 'released';

export interface Blocked {
  standing: Standing;
  /** Sentence for the partner: the agency's words on a kill or hold, or the refusal of the item. */
  reason: string;
}

/**
 * `notice` tells what has happened since the change; if the change itself is the stop, it is the reason.
 * `was`: the status that the change gave the item.
 */
export function blockedBy(
  was: ItemVersion['pubStatus'],
  { pubStatus }: ItemVersion,
  judgement: Judgement | null,
): { notice: string; blocked: Blocked } {
  if (was !== 'usable' && pubStatus === 'usable')
    return { notice: RELEASED_SINCE, blocked: { standing: 'released', reason: RELEASED_SINCE } };
  const reason =
    judgement?.kind === 'refuse' ? judgement.detail : 'This license does not cover the item any more.';
  const standing = STANDINGS[pubStatus];
  const since = pubStatus === 'canceled' ? KILLED_SINCE : HELD_SINCE;
  return { notice: was === pubStatus ? reason : since, blocked: { standing, reason } };
}

const STANDINGS: Record<ItemVersion['pubStatus'], Standing> = {
  canceled: 'killed',
  withheld: 'held',
  usable: 'unlicensed',
};
