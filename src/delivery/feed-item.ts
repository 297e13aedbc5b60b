/** An available article, as lists describe it. Pure. */
import type { ChangeType, ItemVersion } from '../articles/model.ts';
import { wordsOf } from '../formats/permitted-words.ts';
import { itemSummary, textSizeOf } from '../formats/summary.ts';
import type { Permit } from './judge.ts';

export interface FeedItem {
  id: string;
  uri: string;
  version: string;
  changeType: ChangeType;
  type: string;
  /** Absent if the license does not cover the dispatch, which the headline is part of. */
  headline?: string;
  /** The newsroom's own summary. Absent without one, and if the license does not cover the dispatch. */
  summary?: string;
  /** Words of the text. Absent if the license does not cover the dispatch, and for an item without text. */
  wordCount?: number;
  sections: string[];
  versionCreated: string;
  embargoedUntil?: string;
  /** `thumbnail`: temporary address of a small version of an available picture. */
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
