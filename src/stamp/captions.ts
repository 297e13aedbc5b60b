/**
 * What the delivered components say beside the text: headline, caption and credit of a picture. A caption
 * often repeats the article in other words, so readers of a page must be able to tell a delivered one from a
 * changed copy of the text. Pure.
 */
import type { Component } from '../articles/model.ts';
import { creditLineOf } from './credit.ts';
import { sentencesOf } from './licensed-edit.ts';
import { foldText, textDigest } from './text-digest.ts';

/** Of an item's components, those that were delivered. */
export function deliveredOf(
  components: readonly Component[],
  delivered: readonly { component: string }[],
): Component[] {
  const ids = new Set(delivered.map(({ component }) => component));
  return components.filter(({ id }) => ids.has(id));
}

/**
 * Truncated block digests (docs/text-digest.md) of each caption as the formats set it, whole and by its
 * sentences.
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
