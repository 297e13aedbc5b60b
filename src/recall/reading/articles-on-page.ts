/** Finds of which articles a page may have the text, before it is compared with each of them. Pure. */
import { compactSkeletonOf } from '../../stamp/confusables.ts';
import type { ArticleText } from '../../stamp/original.ts';
import { foldText } from '../../stamp/text-digest.ts';
import { sentencesOfArticle, sequenceChars } from './copy.ts';
import type { Passages } from './passages.ts';

/** A sentence, known by the sequences of characters at its ends. */
interface Mark<Id> {
  id: Id;
  sentence: number;
}

/** Articles of which two sentences, or the only one, begin or end on the page as in the article. */
export function articlesOn<Id>(articles: ReadonlyMap<Id, ArticleText>, { shown, beside }: Passages): Id[] {
  const marks = new Map<string, Mark<Id>[]>();
  const lengths = new Set<number>();
  const needed = new Map<Id, number>();
  for (const [id, text] of articles) {
    const length = sequenceChars(text.body.join(' '));
    const sentences = sentencesOfArticle(text).filter(({ isHeadline }) => !isHeadline);
    lengths.add(length);
    needed.set(id, Math.min(2, sentences.length));
    for (const [sentence, { text: compact }] of sentences.entries()) {
      const skeleton = compactSkeletonOf(compact);
      if (skeleton.length < length) continue;
      for (const end of [skeleton.slice(0, length), skeleton.slice(-length)])
        marks.set(end, [...(marks.get(end) ?? []), { id, sentence }]);
    }
  }
  const found = new Map<Id, Set<number>>();
  for (const passage of [...shown, ...beside]) {
    const skeleton = compactSkeletonOf(foldText(passage));
    for (const length of lengths)
      for (let at = 0; at + length <= skeleton.length; at++)
        for (const { id, sentence } of marks.get(skeleton.slice(at, at + length)) ?? [])
          found.set(id, (found.get(id) ?? new Set()).add(sentence));
  }
  return [...found].filter(([id, { size }]) => size >= (needed.get(id) ?? 0)).map(([id]) => id);
}
