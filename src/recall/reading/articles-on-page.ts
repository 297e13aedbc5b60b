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

/** Articles that pages are compared with: prepared once, for any number of pages. */
export class KnownArticles<Id> {
  readonly #marks = new Map<string, Mark<Id>[]>();
  readonly #lengths = new Set<number>();
  readonly #needed = new Map<Id, number>();

  constructor(articles: ReadonlyMap<Id, ArticleText>) {
    for (const [id, text] of articles) this.#add(id, text);
  }

  #add(id: Id, text: ArticleText): void {
    const length = sequenceChars(text.body.join(' '));
    const sentences = sentencesOfArticle(text).filter(({ isHeadline }) => !isHeadline);
    this.#lengths.add(length);
    this.#needed.set(id, Math.min(2, sentences.length));
    for (const [sentence, { text: compact }] of sentences.entries()) {
      const skeleton = compactSkeletonOf(compact);
      if (skeleton.length < length) continue;
      for (const end of [skeleton.slice(0, length), skeleton.slice(-length)]) {
        const marks = this.#marks.get(end);
        if (marks) marks.push({ id, sentence });
        else this.#marks.set(end, [{ id, sentence }]);
      }
    }
  }

  /** Those of which two sentences, or the only one, begin or end on the page as in the article. */
  onPage({ shown, beside }: Passages): Id[] {
    const found = new Map<Id, Set<number>>();
    for (const passage of [...shown, ...beside]) {
      const skeleton = compactSkeletonOf(foldText(passage));
      for (const length of this.#lengths)
        for (let at = 0; at + length <= skeleton.length; at++)
          for (const { id, sentence } of this.#marks.get(skeleton.slice(at, at + length)) ?? [])
            found.set(id, (found.get(id) ?? new Set()).add(sentence));
    }
    return [...found].filter(([id, { size }]) => size >= (this.#needed.get(id) ?? 0)).map(([id]) => id);
  }
}
