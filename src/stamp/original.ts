/**
 * An original that texts are compared with, and what that takes, made once: a document may have twenty receipts
 * of one article, and tell it two dozen times. Pure.
 */
import { perObject } from '../rights/index.ts';
import { blockDigest, foldText } from './text-digest.ts';

/** A text as blocks (articles/blocks.ts `textBlocks`), the headline apart. */
export interface ArticleText {
  headline?: string;
  body: string[];
}

export interface Published extends ArticleText {
  /** True when it was read from a page: what stands around the article is no part of it. */
  page: boolean;
  /** Other passages of the document, none of them part of the text: they must not be versions of it. */
  beside?: string[];
  /** One of several articles of a page with one receipt: judged only for whether it is another article. */
  apart?: true;
}

/** A block in the form in which two settings of it are equal. */
interface Block {
  folded: string;
  digest?: Buffer;
}

export class Original {
  readonly text: ArticleText;
  /** All blocks that count, the headline first. */
  readonly blocks: readonly string[];
  readonly #folded = new Map<string, Block>();
  readonly #made = new Map<unknown, unknown>();

  constructor(text: ArticleText) {
    this.text = text;
    this.blocks = this.blocksOf(text);
  }

  /** As foldText, of each text once. */
  readonly fold = (text: string): string => this.#block(text).folded;

  digest(text: string): Buffer {
    const block = this.#block(text);
    block.digest ??= blockDigest(block.folded);
    return block.digest;
  }

  #block(text: string): Block {
    let block = this.#folded.get(text);
    if (!block) {
      block = { folded: foldText(text) };
      this.#folded.set(text, block);
    }
    return block;
  }

  /** So that indexes agree with the block digests. */
  blocksOf({ headline, body }: ArticleText): string[] {
    return (headline === undefined ? body : [headline, ...body]).filter((text) => this.fold(text) !== '');
  }

  /** What `make` makes of it, the first time; `make` is always the same function. */
  once<T>(make: (original: Original) => T): T {
    if (!this.#made.has(make)) this.#made.set(make, make(this));
    return this.#made.get(make) as T;
  }
}

export const originalOf = perObject((text: ArticleText) => new Original(text));
