/**
 * Decides which words of an item may be shown: the only place where formats learn that a component is
 * withheld.
 */
import type { Block, Component } from '../articles/model.ts';
import type { Rendering } from './types.ts';

/** The words of an item. Empty if the dispatch is withheld: then no byte of it may be written. */
export interface Words {
  headline?: string;
  byline?: string;
  located?: string;
  slugline?: string;
  /** Machine-readable formats only. */
  edNote?: string;
  blocks: Block[];
}

/** Stands in place of a withheld text, so that the gap is not taken for an error. */
export const WITHHELD_NOTE = 'The text of this item is not part of this delivery.';

/** The item's own text, not an associated text item. */
function isDispatch(component: Component): boolean {
  return component.type === 'dispatch' && component.name === 'dispatch';
}

export function hasDispatch({ components }: Pick<Rendering, 'components'>): boolean {
  return components.some(isDispatch);
}

/**
 * True if the words may be shown: the dispatch is permitted, or the item has no dispatch (a picture with a
 * headline of its own) and some of its components are permitted.
 */
export function wordsPermitted({ item, components }: Pick<Rendering, 'item' | 'components'>): boolean {
  if (hasDispatch({ components })) return true;
  return item.blocks.length === 0 && !item.components.some(isDispatch) && components.length > 0;
}

export function wordsOf(rendering: Pick<Rendering, 'item' | 'components'>): Words {
  if (!wordsPermitted(rendering)) return { blocks: [] };
  const { headline, byline, located, slugline, edNote, blocks } = rendering.item;
  return { headline, byline, located, slugline, edNote, blocks };
}

/** Permitted components besides the dispatch, in the item's order, with the address of their bytes. */
export function partsOf({
  components,
  hrefs,
}: Pick<Rendering, 'components' | 'hrefs'>): { component: Component; href?: string }[] {
  return components
    .filter((component) => !isDispatch(component))
    .map((component) => ({ component, href: component.content ? hrefs.get(component.id) : undefined }));
}

/** The notice that came with a component: its supplier's, which the item's notice does not replace. */
export function noticeOf({ ninjs }: Component): string | undefined {
  return typeof ninjs.copyrightNotice === 'string' && ninjs.copyrightNotice.trim() !== ''
    ? ninjs.copyrightNotice
    : undefined;
}

export function namesIn(list: unknown): string[] {
  const terms: unknown[] = Array.isArray(list) ? list : [];
  const names = terms.map((term) => (term as { name?: unknown } | null)?.name);
  return names.filter((name): name is string => typeof name === 'string' && name.trim() !== '');
}

/** ISO 8601, UTC; undefined for an invalid instant. */
export function isoInstant(ms: number | undefined): string | undefined {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Puts the banner before the usage terms, unless they begin with it. */
export function bannerFirst(banner: string | undefined, text: string): string {
  return banner === undefined || text.startsWith(banner) ? text : `${banner} ${text}`;
}
