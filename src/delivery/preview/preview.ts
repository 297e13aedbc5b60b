/**
 * Preview of an article for the desk. It uses no license, records nothing and signs no receipt; its banner
 * says that it grants nothing. Pure.
 */
import type { ArticleSnapshot } from '../../articles/catalogue.ts';
import type { Component, ItemVersion } from '../../articles/model.ts';
import { FORMATS, type FormatName, type Rendition } from '../../formats/index.ts';
import { ODRL_CONTEXT } from '../../rights/index.ts';
import { copyrightOf } from '../../stamp/notice.ts';
import type { Agency, Stamp } from '../../stamp/types.ts';

export const PREVIEW_FORMATS = ['html', 'text', 'markdown', 'ninjs'] as const satisfies FormatName[];
export type PreviewFormat = (typeof PREVIEW_FORMATS)[number];

const BANNER = 'PREVIEW ONLY. This copy has no receipt and must not be published.';

/** Components that have arrived and are not stopped. */
export function partsShown({ components }: Pick<ItemVersion, 'components'>): Component[] {
  return components.filter(
    ({ type, digest, stopped }) => !stopped && (type === 'dispatch' || digest !== undefined),
  );
}

/** `hrefs`: component → address of its bytes. Formats leave out a component that has none. */
export function previewOf(
  agency: Agency,
  { item, members }: Pick<ArticleSnapshot, 'item' | 'members'>,
  { format, hrefs }: { format: PreviewFormat; hrefs: Map<string, string> },
): Rendition {
  const stamp = stampOfNothing(agency, item);
  const rendition = FORMATS[format].render({ item, components: partsShown(item), members, hrefs, stamp });
  return format === 'html' ? { ...rendition, body: rendition.body.replace(FOR_CRAWLERS, '') } : rendition;
}

/** Nobody sees this script, and it would repeat every picture. */
const FOR_CRAWLERS = /<script type="application\/ld\+json">[^<]*<\/script>\n/;

function stampOfNothing(agency: Agency, item: ItemVersion): Stamp {
  const { holder, notice } = copyrightOf(agency, item);
  const prohibitionPolicy = {
    '@context': ODRL_CONTEXT,
    '@type': 'Set',
    uid: `${item.uri}#preview`,
    prohibition: [{ action: 'use', target: item.uri }],
  };
  return {
    agency,
    copyrightHolder: holder,
    copyrightNotice: notice,
    usageTerms: BANNER,
    creditLine: agency.name,
    banner: BANNER,
    encodedRights: JSON.stringify(prohibitionPolicy),
    receipt: '',
    receiptId: 'preview',
    verifyUrl: `${agency.publicUrl}/verify`,
    rights: { grants: [], duties: [], expires: 0 },
    releasedMs: item.versionCreated,
  };
}
