/** What of an item may be shown at all: the one place where formats learn that a part is withheld. */
import type { Block, Component } from '../articles/model.ts';
import type { Rendering } from './types.ts';

/** The words of an item. Empty when the dispatch is withheld: then not one byte of it may be written. */
export interface Words {
  headline?: string;
  byline?: string;
  located?: string;
  slugline?: string;
  /** Machine formats only. */
  edNote?: string;
  blocks: Block[];
}

/** Says in the text's place that there is none, so that nobody takes a gap for a fault. */
export const WITHHELD_NOTE = 'The text of this item is not part of this delivery.';

/** The item's own text, as against an associated item that is a text too. */
function isDispatch(component: Component): boolean {
  return component.type === 'dispatch' && component.name === 'dispatch';
}

/** True when the item's own text is permitted. */
export function hasDispatch({ components }: Pick<Rendering, 'components'>): boolean {
  return components.some(isDispatch);
}

/**
 * True when the words may be shown: the dispatch is permitted, or the item never had one (a picture with its own
 * headline) and something of it is permitted.
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

/** The permitted parts beside the dispatch, in the item's order, with where their bytes are fetched. */
export function partsOf({
  components,
  hrefs,
}: Pick<Rendering, 'components' | 'hrefs'>): { component: Component; href?: string }[] {
  return components
    .filter((component) => !isDispatch(component))
    .map((component) => ({ component, href: component.content ? hrefs.get(component.id) : undefined }));
}

/** The notice that came with a part: its supplier's, which the item's own does not speak for. */
export function noticeOf({ ninjs }: Component): string | undefined {
  return typeof ninjs.copyrightNotice === 'string' && ninjs.copyrightNotice.trim() !== ''
    ? ninjs.copyrightNotice
    : undefined;
}

/** The names in a list of ninjs: of subjects, people, places. */
export function namesIn(list: unknown): string[] {
  const terms: unknown[] = Array.isArray(list) ? list : [];
  const names = terms.map((term) => (term as { name?: unknown } | null)?.name);
  return names.filter((name): name is string => typeof name === 'string' && name.trim() !== '');
}

/** ISO 8601 in UTC; undefined for what is no instant. */
export function isoInstant(ms: number | undefined): string | undefined {
  const date = new Date(ms ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** Usage terms with the banner first, whoever wrote them. */
export function bannerFirst(banner: string | undefined, text: string): string {
  return banner === undefined || text.startsWith(banner) ? text : `${banner} ${text}`;
}
