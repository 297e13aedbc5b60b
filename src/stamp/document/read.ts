/**
 * Reads a published document of any kind as stories with their receipts. The input is hostile: reading is
 * bounded, and nothing is stored. Pure.
 */
import type { Budget } from '../../platform/budget.ts';
import { readPlainDocument } from '../published.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import { readJson } from './json.ts';
import { kindOf } from './kind.ts';
import { readMarkdown } from './markdown.ts';
import { plainVersion } from './story-versions.ts';
import type { DocumentKind, ReadResult, Story } from './types.ts';
import { readXml } from './xml-documents.ts';

export interface PublishedDocument {
  kind: DocumentKind;
  stories: Story[];
}

/** `mediaType`: a label; the content decides if the label is absent or wrong. */
export function readDocument(
  source: string,
  budget: Budget,
  mediaType?: string,
): ReadResult<PublishedDocument> {
  const kind = kindOf(source, mediaType);
  const stories = storiesOf(kind, source, budget);
  return stories.ok ? { ok: true, value: { kind, stories: stories.value } } : stories;
}

function storiesOf(kind: DocumentKind, source: string, budget: Budget): ReadResult<Story[]> {
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

function storyOfPage(html: string, receipts: string[], budget: Budget): ReadResult<Story[]> {
  const page = readPage(html, budget);
  if (!page.ok) return page;
  return { ok: true, value: [{ receipts, versions: [{ ...page.value, page: true }] }] };
}

function storyOfText(source: string, budget: Budget): Story {
  return {
    receipts: receiptsIn(source, budget),
    versions: [plainVersion(readPlainDocument(source), budget)],
  };
}
