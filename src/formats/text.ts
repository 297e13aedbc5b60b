/**
 * Plain text in wire format. The article (headline and body) stands between two rules, so that a checker can
 * find it in the complete file.
 */
import { blocksToText, textBlocks } from '../articles/blocks.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { TEXT_COLUMNS } from './limits.ts';
import { partsOf, WITHHELD_NOTE, type Words, wordsOf, wordsPermitted } from './permitted-words.ts';
import type { Rendering, Rendition } from './types.ts';

const TEXT_RULE = '='.repeat(TEXT_COLUMNS);
/** A line as long as TEXT_RULE. */
const LIKE_RULE = /^={72}[^\S\n]*$/gmu;

export function renderText(rendering: Rendering): Rendition {
  const words = wordsOf(rendering);
  const sections = [
    ...headOf(rendering, words).map(unlikeRule),
    TEXT_RULE,
    ...articleOf(words).map(unlikeRule),
    TEXT_RULE,
    ...(wordsPermitted(rendering) ? [] : [WITHHELD_NOTE]),
    ...[...partLines(rendering), ...stampOf(rendering)].map(unlikeRule),
  ];
  return { contentType: 'text/plain; charset=utf-8', body: `${sections.join('\n\n')}\n` };
}

/**
 * Only the two rules may look like rules to a checker: an equal line of the text is indented, which the text
 * digest ignores.
 */
function unlikeRule(section: string): string {
  return section.replace(LIKE_RULE, ' $&');
}

function headOf({ stamp }: Rendering, words: Words): string[] {
  const lines = [words.slugline, words.byline, words.located].map(line).filter((text) => text !== '');
  const head = lines.map(wrap).join('\n');
  return [wrap(line(stamp.banner)), head].filter((text) => text !== '');
}

function articleOf(words: Words): string[] {
  const headline = textBlocks(words.headline, []).map(wrap);
  return words.blocks.length > 0 ? [...headline, wrap(blocksToText(words.blocks))] : headline;
}

function partLines(rendering: Rendering): string[] {
  return partsOf(rendering).flatMap(({ component, href }) => {
    if (href === undefined) return [];
    const { type, caption, headline } = component;
    const captionLine = [line(caption ?? headline), line(creditLineOf(component))]
      .filter((text) => text !== '')
      .join(' / ');
    return [`${wrap(`${type.toUpperCase()}: ${captionLine}`.trim())}\n${href}`];
  });
}

function stampOf({ stamp }: Rendering): string[] {
  return [
    wrap(`Credit: ${line(stamp.creditLine)}`),
    wrap(line(stamp.copyrightNotice)),
    wrap(line(stamp.usageTerms)),
    `License: ${stamp.agency.licenseUrl}`,
    `Receipt: ${stamp.verifyUrl}`,
  ];
}

/** One line without control characters, so that a headline cannot control a terminal. */
function line(text: string | undefined): string {
  return textBlocks(text, []).join(' ');
}

/**
 * Breaks at single spaces only, which the text digest folds alike; longer words exceed the line. Keeps line
 * ends.
 */
function wrap(text: string): string {
  return text.split('\n').map(wrapLine).join('\n');
}

function wrapLine(text: string): string {
  if (text.length <= TEXT_COLUMNS) return text;
  const lines: string[] = [];
  let current = '';
  for (const word of text.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > TEXT_COLUMNS && current !== '') {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  lines.push(current);
  return lines.join('\n');
}
