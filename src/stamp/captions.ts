/**
 * Texts of delivered components besides the article: headline, caption and credit of a picture. A caption
 * often paraphrases the article, so checks must distinguish a delivered caption from an altered copy of the
 * text. Pure.
 */
import type { Component } from '../articles/model.ts';
import { creditLineOf } from './credit.ts';
import { sentencesOf } from './licensed-edit.ts';
import { foldText, textDigest } from './text-digest.ts';

export function deliveredOf(
  components: readonly Component[],
  delivered: readonly { component: string }[],
): Component[] {
  const ids = new Set(delivered.map(({ component }) => component));
  return components.filter(({ id }) => ids.has(id));
}

/**
 * Truncated block digests (docs/text-digest.md) of each caption as the formats render it, as a whole and by
 * sentence.
 */
export function captionDigests(components: readonly Component[]): string[] {
  const texts = components.flatMap((component) => {
    const { headline = '', caption = '' } = component;
    const credit = creditLineOf(component) ?? '';
    return [
      headline,
      credit,
      ...[caption, headline].flatMap((text) => [text, `${text} ${credit}`, `${text} / ${credit}`]),
      ...[caption, headline].flatMap((text) => sentencesOf(foldText(`${text} ${credit}`))),
      ...sentencesOf(foldText(caption)),
    ];
  });
  return [...new Set(textDigest(texts).blocks)];
}
