/**
 * An original text with the values derived from it, each computed once: a document may have twenty receipts
 * of one article, and two dozen versions of it. Pure.
 */
import { getOrInsert } from '../rights/get-or-insert.ts';
import { perObject } from '../rights/index.ts';
import { blockDigest, foldText } from './text-digest.ts';

/** A text as blocks (articles/blocks.ts `textBlocks`), with a separate headline. */
export interface ArticleText {
  headline?: string;
  body: string[];
}

export interface Published extends ArticleText {
  /** True if it was read from a page: content around the article does not belong to it. */
  page: boolean;
  /** Other passages of the document, which must not be altered versions of the text. */
  otherPassages?: string[];
  /** One of several articles of a page with one receipt: judged only for whether it is another article. */
  isSeparate?: true;
}

/** A block in folded form, in which typesetting does not matter. */
interface Block {
  folded: string;
  digest?: Buffer;
}

export class Original {
  readonly text: ArticleText;
  readonly blocks: readonly string[];
  readonly #folded = new Map<string, Block>();
  readonly #derived = new Map<unknown, unknown>();

  constructor(text: ArticleText) {
    this.text = text;
    this.blocks = this.blocksOf(text);
  }

  /** foldText, cached by text. */
  readonly fold = (text: string): string => this.#block(text).folded;

  digest(text: string): Buffer {
    const block = this.#block(text);
    block.digest ??= blockDigest(block.folded);
    return block.digest;
  }

  #block(text: string): Block {
    return getOrInsert(this.#folded, text, () => ({ folded: foldText(text) }));
  }

  /** The same blocks as the block digests, so that indexes agree. */
  blocksOf({ headline, body }: ArticleText): string[] {
    return (headline === undefined ? body : [headline, ...body]).filter((text) => this.fold(text) !== '');
  }

  /** Returns the cached result of `make`, which must be the same function object each time. */
  once<T>(make: (original: Original) => T): T {
    if (!this.#derived.has(make)) this.#derived.set(make, make(this));
    return this.#derived.get(make) as T;
  }
}

export const originalOf = perObject((text: ArticleText) => new Original(text));
