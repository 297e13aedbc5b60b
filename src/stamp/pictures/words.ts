/**
 * Texts embedded in a picture: owner, credit, licensing contact, reservations and description. They are equal
 * for every license, because anyone can read a published file; the receipt has the terms of a license. Pure.
 */
import type { Component, ItemVersion } from '../../articles/model.ts';
import type { Agency } from '../types.ts';
import { cutLine } from './cut.ts';
import { descriptionOf, type PictureDescription } from './description.ts';
import { LINE_CHARS_MAX, NOTICE_CHARS_MAX, TERMS_CHARS_MAX } from './limits.ts';

/**
 * Data mining in the PLUS vocabulary: prohibited, except as the constraint says. The file is public and
 * reserves the right; a license that grants it is proved by its receipt.
 */
const DATA_MINING = 'DMI-PROHIBITED-SEECONSTRAINT';

export interface PictureWords {
  copyrightNotice: string;
  copyrightOwner: string;
  creditLine: string;
  licensor: string;
  licenseUrl: string;
  usageTerms: string;
  dataMining: typeof DATA_MINING;
  /** Constraint that the data mining property refers to. */
  otherConstraints: string;
  description?: PictureDescription;
}

export interface PictureRights {
  agency: Agency;
  item: Pick<ItemVersion, 'uri' | 'copyrightHolder' | 'copyrightNotice' | 'usageTerms' | 'located' | 'ninjs'>;
  component: Component;
  /** Texts of the desk's restrictions on the item or component. The wire's own are in item and component. */
  texts: string[];
}

export function pictureWords({ agency, item, component, texts }: PictureRights): PictureWords {
  const owner = component.supplier ?? (trimmed(item.copyrightHolder) || agency.name);
  const credit =
    component.credit ?? [...new Set([trimmed(component.byline), owner])].filter(Boolean).join(' / ');
  const reserved = `Use requires a license from ${agency.name}: ${agency.licenseUrl}. Every use that it does not name is reserved.`;
  return {
    copyrightNotice: cutLine(noticeOf(agency, item, component), NOTICE_CHARS_MAX),
    copyrightOwner: cutLine(owner, LINE_CHARS_MAX),
    creditLine: cutLine(credit, LINE_CHARS_MAX),
    licensor: cutLine(agency.name, LINE_CHARS_MAX),
    licenseUrl: agency.licenseUrl,
    usageTerms:
      `${cutLine(inSentences([item.usageTerms, component.usageTerms, ...texts]), TERMS_CHARS_MAX)} ${reserved}`.trim(),
    dataMining: DATA_MINING,
    otherConstraints: `Text and data mining, and use to train, ground or index for AI systems, are reserved unless a license from ${agency.name} names them: ${agency.licenseUrl}`,
    description: descriptionOf(component, item),
  };
}

/** The picture's own notice, or its supplier's name, or else the notice of the item or the agency. */
function noticeOf(agency: Agency, item: PictureRights['item'], { ninjs, supplier }: Component): string {
  const ownNotice = typeof ninjs.copyrightNotice === 'string' ? trimmed(ninjs.copyrightNotice) : '';
  if (ownNotice !== '') return ownNotice;
  return supplier === undefined ? trimmed(item.copyrightNotice) || agency.notice : `© ${supplier}`;
}

const trimmed = (text: string | undefined) => text?.trim() ?? '';

function inSentences(texts: (string | undefined)[]): string {
  const distinct = [...new Set(texts.map(trimmed))].filter((text) => text !== '');
  return distinct.map((text) => (/[.!?]$/u.test(text) ? text : `${text}.`)).join(' ');
}
