/** Who owns it, whom to credit, and what to shout when it is early. */
import type { ItemVersion } from '../articles/model.ts';
import { cleanLine } from '../platform/clean-text.ts';
import { perObject } from '../rights/index.ts';
import type { EffectiveRights } from '../rights/types.ts';
import { readableInstant } from './readable.ts';
import type { Agency } from './types.ts';

/** The item's own holder and notice, else the agency's. */
export function copyrightOf(agency: Agency, item: ItemVersion): { holder: string; notice: string } {
  return {
    holder: item.copyrightHolder?.trim() || agency.name,
    notice: item.copyrightNotice?.trim() || agency.notice,
  };
}

/** The line that must be printed: every `attribute` duty's text, in order; without any, the agency's name. */
export function creditLineOf(agency: Agency, rights: EffectiveRights): string {
  return creditsOf(rights) ?? cleanLine(agency.name);
}

/** A line that a policy names is its author's: it is cleaned, and then may be empty. Undefined: no duty names one. */
const creditsOf = perObject(({ duties }: EffectiveRights): string | undefined => {
  const texts = duties.filter(({ action }) => action === 'attribute').map(({ text }) => text?.trim() ?? '');
  const line = [...new Set(texts.filter((text) => text !== ''))].join(' / ');
  return line === '' ? undefined : cleanLine(line);
});

/**
 * Shown above everything when publication has to wait; undefined when it need not. An embargo that has not lifted is said whatever
 * the rights are: those to archive and index do not wait for it.
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

/** Whether a passage is a banner of ours, and has not one word besides. */
export const isBanner = (text: string): boolean => BANNER.test(text.replace(/\s+/gu, ' ').trim());
