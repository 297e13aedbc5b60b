/** A published document, of whatever kind, as stories with their receipts. Hostile until read: bounded, and nothing of it is kept. Pure. */
import { readPlainBlocks } from '../published.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import { readJson } from './json.ts';
import { kindOf } from './kind.ts';
import { readMarkdown } from './markdown.ts';
import type { DocumentKind, Passage, Read, Story } from './types.ts';
import { readXml } from './xml-documents.ts';

export interface PublishedDocument {
  kind: DocumentKind;
  stories: Story[];
}

/** `mediaType`: as somebody labeled it; the content decides where that says nothing, or something that it is not. */
export function readDocument(source: string, mediaType?: string): Read<PublishedDocument> {
  const kind = kindOf(source, mediaType);
  const stories = storiesOf(kind, source);
  return stories.ok ? { ok: true, value: { kind, stories: stories.value } } : stories;
}

function storiesOf(kind: DocumentKind, source: string): Read<Story[]> {
  switch (kind) {
    case 'html':
      return storyOfPage(source, receiptsIn(source));
    case 'markdown':
      return storyOfPage(readMarkdown(source), receiptsIn(source));
    case 'ninjs':
    case 'json_feed':
      return readJson(kind, source);
    case 'atom':
    case 'rss':
    case 'newsml_g2':
    case 'nitf':
      return readXml(kind, source);
    case 'text':
    case 'picture':
      return { ok: true, value: [storyOfText(source)] };
  }
}

function storyOfPage(html: string, receipts: string[]): Read<Story[]> {
  const read = readPage(html);
  if (!read.ok) return read;
  return { ok: true, value: [{ receipts, tellings: [{ ...read.value, page: true }] }] };
}

function storyOfText(source: string): Story {
  const passages = readPlainBlocks(source).map((text): Passage => ({ text, kind: 'prose', marks: [] }));
  return { receipts: receiptsIn(source), tellings: [{ passages, anchors: [], page: false }] };
}
