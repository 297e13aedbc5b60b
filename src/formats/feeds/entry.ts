/** Renders a list item as a feed entry: headline, summary and the links to its components. */
import type { Component, ItemVersion } from '../../articles/model.ts';
import type { EffectiveRights } from '../../rights/types.ts';
import { creditLineOf } from '../../stamp/credit.ts';
import { bannerOf, copyrightOf } from '../../stamp/notice.ts';
import type { Agency } from '../../stamp/types.ts';
import { partsOf, wordsOf, wordsPermitted } from '../permitted-words.ts';
import { itemSummary } from '../summary.ts';
import { articleEntryId } from './entry-id.ts';
import type { FeedEntry } from './types.ts';

export interface EntrySource {
  agency: Agency;
  item: ItemVersion;
  /** Permitted components only. */
  components: Component[];
  /** Rights common to all of them. */
  rights: EffectiveRights;
  hrefs: Map<string, string>;
  /** End of an embargo that has not lifted. Milliseconds, UTC. */
  embargoedUntil?: number;
}

export function entryOf(source: EntrySource): FeedEntry {
  const { agency, item, rights } = source;
  const words = wordsOf(source);
  const summary = itemSummary(source);
  const banner = bannerOf(rights, source.embargoedUntil);
  return {
    id: articleEntryId(item, agency),
    title: titleOf(source, banner),
    href: `${agency.publicUrl}/v1/articles/${item.id}`,
    updated: item.versionCreated,
    ...(item.firstCreated !== undefined && { published: item.firstCreated }),
    ...(words.byline !== undefined && { author: words.byline }),
    ...(item.language !== undefined && { language: item.language }),
    categories: item.sections,
    ...(summary !== undefined && { summary }),
    ...(banner !== undefined && { banner }),
    rights: copyrightOf(agency, item).notice,
    version: item.version,
    changeType: item.changeType,
    enclosures: enclosuresOf(source),
  };
}

/** The title alone must show that an item is embargoed, or that it is a correction. */
function titleOf(source: EntrySource, banner: string | undefined): string {
  const name = wordsOf(source).headline ?? partsInWords(source);
  const title = source.item.changeType === 'correction' ? `Correction: ${name}` : name;
  return banner === undefined ? title : `${banner.slice(0, banner.indexOf(':'))}: ${title}`;
}

/** Title of an item without permitted words: its component types. */
function partsInWords(source: EntrySource): string {
  const kinds = [...new Set(source.components.map(({ type }) => type))].join(', ');
  const named = kinds.charAt(0).toUpperCase() + kinds.slice(1);
  return wordsPermitted(source) ? named : `${named} (the text is withheld)`;
}

function enclosuresOf(source: EntrySource): FeedEntry['enclosures'] {
  return partsOf(source).flatMap(({ component, href }) => {
    const { content, type, caption } = component;
    if (!content || href === undefined) return [];
    const credit = creditLineOf(component);
    return [
      {
        href,
        contentType: content.contentType,
        bytes: content.bytes,
        type,
        ...(caption && { caption }),
        ...(credit && { credit }),
      },
    ];
  });
}
