import type { ItemVersion } from '../articles/model.ts';
import { cleanLine } from '../platform/clean-text.ts';
import { perObject, timelessRights } from '../rights/index.ts';
import type { EffectiveRights, RightsDuty } from '../rights/types.ts';
import { readableInstant } from './readable.ts';
import type { Agency } from './types.ts';

export function copyrightOf(agency: Agency, item: ItemVersion): { holder: string; notice: string } {
  return {
    holder: item.copyrightHolder?.trim() || agency.name,
    notice: item.copyrightNotice?.trim() || agency.notice,
  };
}

/** Mandatory credit line: the texts of all `attribute` duties, in order, or else the agency's name. */
export function creditLineOf(agency: Agency, rights: EffectiveRights): string {
  return creditsOf(timelessRights(rights).duties) ?? cleanLine(agency.name);
}

/**
 * A line from a policy is foreign text: it is cleaned, and may be empty then. Undefined: no duty names one.
 */
const creditsOf = perObject((duties: readonly RightsDuty[]): string | undefined => {
  const texts = duties.filter(({ action }) => action === 'attribute').map(({ text }) => text?.trim() ?? '');
  const line = [...new Set(texts.filter((text) => text !== ''))].join(' / ');
  return line === '' ? undefined : cleanLine(line);
});

/**
 * Notice above the content if publication has to wait; undefined otherwise. An embargo that has not lifted is
 * always stated, because rights to archive and index do not wait for it.
 */
export function bannerOf({ notBefore }: EffectiveRights, embargoedUntil?: number): string | undefined {
  if (embargoedUntil !== undefined) {
    const instant = readableInstant(Math.max(embargoedUntil, notBefore ?? 0));
    return `EMBARGOED: not for publication before ${instant}. Delivered in advance, on trust.`;
  }
  if (notBefore === undefined) return undefined;
  return `HOLD FOR RELEASE: not for publication before ${readableInstant(notBefore)}.`;
}

const BANNER =
  /^(?:EMBARGOED|HOLD FOR RELEASE): not for publication before \d{1,2} [A-Z][a-z]{2,8} \d{4}, \d\d:\d\d(?::\d\d)? UTC\.(?: Delivered in advance, on trust\.)?$/u;

/** True if a passage is one of our banners, without any other word. */
export const isBanner = (text: string): boolean => BANNER.test(text.replace(/\s+/gu, ' ').trim());
