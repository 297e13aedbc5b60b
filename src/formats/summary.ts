import { blocksToText } from '../articles/blocks.ts';
import type { Block } from '../articles/model.ts';
import { perObject } from '../rights/index.ts';
import { SUMMARY_CHARS_MAX } from './limits.ts';
import { hasDispatch } from './permitted-words.ts';
import type { Rendering } from './types.ts';

export interface TextSize {
  charCount: number;
  wordCount: number;
}

/** Counts a text once for all licenses and lists. */
export const textSizeOf = perObject((blocks: Block[]): TextSize => {
  const text = blocksToText(blocks);
  return {
    charCount: text.length,
    wordCount: text.split(/\s+/u).filter((word) => word !== '').length,
  };
});

/** Roles of descriptions that are not summaries of the text. */
const NO_SUMMARY = /caption|credit|byline|writer|keyword|copyright|alt/i;
const ROLES = ['summary', 'abstract', 'standfirst', ''];

/**
 * The newsroom's summary. Undefined: there is none, the text is withheld, or the summary is more than half of
 * the text (a bulletin's only text may be its description, and a list must never give the whole text).
 */
export function itemSummary(source: Pick<Rendering, 'item' | 'components'>): string | undefined {
  if (!hasDispatch(source)) return undefined;
  const { ninjs, blocks } = source.item;
  const rank = ({ role }: Description) => {
    const index = ROLES.indexOf((role ?? '').toLowerCase());
    return index === -1 ? ROLES.length : index;
  };
  const [best] = descriptionsIn(ninjs).toSorted((one, other) => rank(one) - rank(other));
  const summary = shortened(best?.value.replace(/\s+/gu, ' ').trim() ?? '');
  return summary === '' || summary.length * 2 > textSizeOf(blocks).charCount ? undefined : summary;
}

interface Description {
  role?: string;
  value: string;
}

function descriptionsIn({ descriptions }: Record<string, unknown>): Description[] {
  if (!Array.isArray(descriptions)) return [];
  return (descriptions as { role?: unknown; value?: unknown; contentType?: unknown }[]).flatMap(
    ({ role, value, contentType }) =>
      typeof value !== 'string' ||
      /html|xml/i.test(String(contentType)) ||
      NO_SUMMARY.test(String(role ?? ''))
        ? []
        : [{ value, ...(typeof role === 'string' && { role }) }],
  );
}

function shortened(text: string): string {
  if (text.length <= SUMMARY_CHARS_MAX) return text;
  const end = text.lastIndexOf(' ', SUMMARY_CHARS_MAX);
  return `${text.slice(0, end > 0 ? end : SUMMARY_CHARS_MAX).toWellFormed()} …`;
}
