/** The text of an article as markup: written once for all licenses and formats that it goes out in, and forgotten with it. */
import { blocksToHtml } from '../articles/blocks.ts';
import { perObject } from '../rights/index.ts';

/** A safe XHTML fragment. */
export const bodyHtml = perObject(blocksToHtml);
