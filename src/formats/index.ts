/** The formats on offer. A new one is a file of its own, a line here and its media types. */
import { renderHtml } from './html.ts';
import { MEDIA_TYPES } from './media-types.ts';
import { renderNinjs } from './ninjs.ts';
import { renderText } from './text.ts';
import type { FormatName, Rendering, Rendition } from './types.ts';

export { negotiate } from './negotiate.ts';
export type { FormatName, Rendering, Rendition } from './types.ts';

export interface Format {
  mediaTypes: string[];
  /** Never throws on any item; the same rendering is always the same bytes. */
  render(rendering: Rendering): Rendition;
}

export const FORMATS: Record<FormatName, Format> = {
  ninjs: { mediaTypes: MEDIA_TYPES.ninjs, render: renderNinjs },
  html: { mediaTypes: MEDIA_TYPES.html, render: renderHtml },
  text: { mediaTypes: MEDIA_TYPES.text, render: renderText },
};
