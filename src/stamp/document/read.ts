/** A published document, of whatever kind, as stories with their receipts. Hostile until read: bounded, and nothing of it is kept. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { readPlainDocument } from '../published.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import { readJson } from './json.ts';
import { kindOf } from './kind.ts';
import { readMarkdown } from './markdown.ts';
import { tellingOf } from './tellings.ts';
import type { DocumentKind, Read, Story } from './types.ts';
import { readXml } from './xml-documents.ts';

export interface PublishedDocument {
  kind: DocumentKind;
  stories: Story[];
}

/** `mediaType`: as somebody labeled it; the content decides where that says nothing, or something that it is not. */
export function readDocument(source: string, budget: Budget, mediaType?: string): Read<PublishedDocument> {
  const kind = kindOf(source, mediaType);
  const stories = storiesOf(kind, source, budget);
  return stories.ok ? { ok: true, value: { kind, stories: stories.value } } : stories;
}

function storiesOf(kind: DocumentKind, source: string, budget: Budget): Read<Story[]> {
  switch (kind) {
    case 'html':
      return storyOfPage(source, receiptsIn(source, budget), budget);
    case 'markdown':
      return storyOfPage(readMarkdown(source), receiptsIn(source, budget), budget);
    case 'ninjs':
    case 'json_feed':
      return readJson(kind, source, budget);
    case 'atom':
    case 'rss':
    case 'newsml_g2':
    case 'nitf':
      return readXml(kind, source, budget);
    case 'text':
    case 'picture':
      return { ok: true, value: [storyOfText(source, budget)] };
  }
}

function storyOfPage(html: string, receipts: string[], budget: Budget): Read<Story[]> {
  const read = readPage(html, budget);
  if (!read.ok) return read;
  return { ok: true, value: [{ receipts, tellings: [{ ...read.value, page: true }] }] };
}

function storyOfText(source: string, budget: Budget): Story {
  return { receipts: receiptsIn(source, budget), tellings: [tellingOf(readPlainDocument(source), budget)] };
}
