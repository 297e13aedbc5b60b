/** The media types that each format answers to; the first is the one it is labeled with. Order is our preference. */
import type { FormatName } from './types.ts';

export const MEDIA_TYPES: Record<FormatName, string[]> = {
  ninjs: ['application/json', 'application/ninjs+json'],
  html: ['text/html'],
  text: ['text/plain'],
};
