/**
 * What is written into a picture: whose it is, whom to credit, where to ask, what is reserved, what it shows.
 * It is the same for every license, for a file that is published can be read by anyone; what one license
 * permits is in the receipt. Pure.
 */
import type { Component, ItemVersion } from '../../articles/model.ts';
import type { Agency } from '../types.ts';
import { cutLine } from './cut.ts';
import { descriptionOf, type PictureDescription } from './description.ts';
import { LINE_CHARS_MAX, NOTICE_CHARS_MAX, TERMS_CHARS_MAX } from './limits.ts';

/**
 * Data mining in the PLUS vocabulary: prohibited, but for what the constraint says. A license that permits it is proved by its receipt;
 * the file, which anyone may come by, reserves it.
 */
export const DATA_MINING = 'DMI-PROHIBITED-SEECONSTRAINT';

export interface PictureWords {
  copyrightNotice: string;
  copyrightOwner: string;
  creditLine: string;
  licensor: string;
  /** Page of the licensor: licensor's URL and web statement of rights. */
  licenseUrl: string;
  usageTerms: string;
  dataMining: typeof DATA_MINING;
  /** What the data mining property refers to. */
  otherConstraints: string;
  /** What the newsroom says that the picture shows. */
  description?: PictureDescription;
}

export interface PictureRights {
  agency: Agency;
  item: Pick<ItemVersion, 'uri' | 'copyrightHolder' | 'copyrightNotice' | 'usageTerms' | 'located' | 'ninjs'>;
  component: Component;
  /** Texts of the desk's own restrictions on the item or the component. What the wire said, item and component have. */
  texts: string[];
}

export function pictureWords({ agency, item, component, texts }: PictureRights): PictureWords {
  const owner = component.supplier ?? (said(item.copyrightHolder) || agency.name);
  const credit =
    component.credit ?? [...new Set([said(component.byline), owner])].filter(Boolean).join(' / ');
  const reserved = `Use requires a license from ${agency.name}: ${agency.licenseUrl}. Every use that it does not name is reserved.`;
  return {
    copyrightNotice: cutLine(noticeOf(agency, item, component), NOTICE_CHARS_MAX),
    copyrightOwner: cutLine(owner, LINE_CHARS_MAX),
    creditLine: cutLine(credit, LINE_CHARS_MAX),
    licensor: cutLine(agency.name, LINE_CHARS_MAX),
    licenseUrl: agency.licenseUrl,
    usageTerms:
      `${cutLine(sentences([item.usageTerms, component.usageTerms, ...texts]), TERMS_CHARS_MAX)} ${reserved}`.trim(),
    dataMining: DATA_MINING,
    otherConstraints: `Text and data mining, and use to train, ground or index for AI systems, are reserved unless a license from ${agency.name} names them: ${agency.licenseUrl}`,
    description: descriptionOf(component, item),
  };
}

/** The picture's own notice, its supplier's name, else what the item or the agency says. */
function noticeOf(agency: Agency, item: PictureRights['item'], { ninjs, supplier }: Component): string {
  const own = typeof ninjs.copyrightNotice === 'string' ? said(ninjs.copyrightNotice) : '';
  if (own !== '') return own;
  return supplier === undefined ? said(item.copyrightNotice) || agency.notice : `© ${supplier}`;
}

const said = (text: string | undefined) => text?.trim() ?? '';

function sentences(texts: (string | undefined)[]): string {
  const distinct = [...new Set(texts.map(said))].filter((text) => text !== '');
  return distinct.map((text) => (/[.!?]$/u.test(text) ? text : `${text}.`)).join(' ');
}
