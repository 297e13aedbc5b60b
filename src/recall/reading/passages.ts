/** The passages of a page, as its readers see them. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { readPage as readHtml } from '../../stamp/document/html.ts';
import { readPlainBlocks } from '../../stamp/published.ts';
import { RENDERED_CHARS_MIN } from './limits.ts';
import type { ReadPage } from './types.ts';

export interface Passages {
  /** Running text and headings. */
  shown: string[];
  /** Captions, controls, and content that is hidden or struck out. */
  beside: string[];
}

/** Null: the page is nested too deeply. Throws a `Refusal` if it is too complex. */
export function passagesOf(
  { kind, text }: NonNullable<ReadPage['content']>,
  budget: Budget,
): Passages | null {
  if (kind === 'text') return { shown: readPlainBlocks(text), beside: [] };
  const read = readHtml(text, budget);
  if (!read.ok) return null;
  const { passages } = read.value;
  const shown = passages.flatMap((passage) => (passage.kind === 'beside' ? [] : [passage.text]));
  const beside = passages.flatMap((passage) => (passage.kind === 'beside' ? [passage.text] : []));
  const chars = shown.reduce((sum, { length }) => sum + length, 0);
  return { shown: chars < RENDERED_CHARS_MIN ? [...shown, ...textsOfData(text, budget)] : shown, beside };
}

const linesOf = (text: string) => text.split(/<\/p>|<br|\n/iu).map((line) => line.replace(/<[^<>]*>/gu, ' '));

/** Texts in the data of a page that a script renders in the browser. */
function textsOfData(html: string, budget: Budget): string[] {
  const scripts = html.split(/<script/iu).slice(1);
  return scripts.flatMap((script) => {
    const [attributes = '', rest = ''] = splitAt(script, '>');
    if (!/\bjson\b/iu.test(attributes)) return [];
    const [data = ''] = splitAt(rest, '</script');
    try {
      return stringsIn(JSON.parse(data), budget).flatMap(linesOf);
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof RangeError) return [];
      throw error;
    }
  });
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

function stringsIn(value: unknown, budget: Budget): string[] {
  budget.spend('nodes');
  if (typeof value === 'string') return value.includes(' ') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((element) => stringsIn(element, budget));
}
