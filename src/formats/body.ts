/**
 * The text of an article as markup, rendered once for all licenses and formats; it lives as long as the
 * article.
 */
import { blocksToHtml } from '../articles/blocks.ts';
import { perObject } from '../rights/index.ts';

/** A safe XHTML fragment. */
export const bodyHtml = perObject(blocksToHtml);
