/** What lists say of an article that may be had. Pure. */
import type { ChangeType, ItemVersion } from '../articles/model.ts';
import { wordsOf } from '../formats/shown.ts';
import type { Permit } from './judge.ts';

export interface FeedItem {
  id: string;
  uri: string;
  version: string;
  changeType: ChangeType;
  type: string;
  /** Absent when the dispatch is not for this license: a headline is part of it. */
  headline?: string;
  sections: string[];
  versionCreated: string;
  embargoedUntil?: string;
  components: { id: string; type: string; allowed: boolean }[];
  href: string;
}

export function feedItemOf(item: ItemVersion, { components }: Permit, publicUrl: string): FeedItem {
  const allowed = new Set(components.map(({ id }) => id));
  const { headline } = wordsOf({ item, components });
  return {
    id: item.id,
    uri: item.uri,
    version: item.version,
    changeType: item.changeType,
    type: item.type,
    ...(headline !== undefined && { headline }),
    sections: item.sections,
    versionCreated: new Date(item.versionCreated).toISOString(),
    ...(item.embargoedUntil !== undefined && { embargoedUntil: new Date(item.embargoedUntil).toISOString() }),
    components: item.components.map(({ id, type }) => ({ id, type, allowed: allowed.has(id) })),
    href: `${publicUrl}/v1/articles/${item.id}`,
  };
}
