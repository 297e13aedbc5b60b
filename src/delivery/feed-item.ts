/** What lists say of an article that may be had. Pure. */
import type { ChangeType, ItemVersion } from '../articles/model.ts';
import { wordsOf } from '../formats/shown.ts';
import { itemSummary, textSizeOf } from '../formats/summary.ts';
import type { Permit } from './judge.ts';

export interface FeedItem {
  id: string;
  uri: string;
  version: string;
  changeType: ChangeType;
  type: string;
  /** Absent when the dispatch is not for this license: a headline is part of it. */
  headline?: string;
  /**
   * As the newsroom wrote it; absent without one, and like the headline where the dispatch is not for this
   * license.
   */
  summary?: string;
  /** Of the text; absent where the dispatch is not for this license, and for an item without text. */
  wordCount?: number;
  sections: string[];
  versionCreated: string;
  embargoedUntil?: string;
  /** `thumbnail`: where a picture that may be had is seen small, for a while. */
  components: { id: string; type: string; allowed: boolean; thumbnail?: string }[];
  href: string;
}

export function feedItemOf(item: ItemVersion, { components }: Permit, publicUrl: string): FeedItem {
  const allowed = new Set(components.map(({ id }) => id));
  const { headline, blocks } = wordsOf({ item, components });
  const summary = itemSummary({ item, components });
  const { wordCount } = textSizeOf(blocks);
  return {
    id: item.id,
    uri: item.uri,
    version: item.version,
    changeType: item.changeType,
    type: item.type,
    ...(headline !== undefined && { headline }),
    ...(summary !== undefined && { summary }),
    ...(wordCount > 0 && { wordCount }),
    sections: item.sections,
    versionCreated: new Date(item.versionCreated).toISOString(),
    ...(item.embargoedUntil !== undefined && { embargoedUntil: new Date(item.embargoedUntil).toISOString() }),
    components: item.components.map(({ id, type }) => ({ id, type, allowed: allowed.has(id) })),
    href: `${publicUrl}/v1/articles/${item.id}`,
  };
}
