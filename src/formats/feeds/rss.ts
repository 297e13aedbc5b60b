/**
 * RSS 2.0 with extensions for what it lacks: the author's name (Dublin Core; RSS's own is a mail address),
 * the full text (content module), all media of an item (Media RSS; RSS allows one enclosure), and links
 * (Atom).
 */
import {
  element,
  escapeMarkup,
  textElement,
  type Xml,
  type XmlContent,
  xmlDocument,
} from '../../platform/xml.ts';
import { isoInstant } from '../permitted-words.ts';
import { summaryOf } from './atom.ts';
import { receiptRelation, resumeRelation } from './relations.ts';
import type { Enclosure, Feed, FeedEntry, FeedFormat } from './types.ts';

const NAMESPACES = {
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};

export const RSS: FeedFormat = { mediaType: 'application/rss+xml', suffix: 'rss', render };

function render(feed: Feed): string {
  const { agency } = feed;
  return xmlDocument(
    element(
      'rss',
      { version: '2.0', ...NAMESPACES },
      element(
        'channel',
        {},
        element('title', {}, feed.title),
        element('link', {}, agency.publicUrl),
        element('description', {}, feed.description),
        textElement('language', feed.language),
        element('copyright', {}, agency.notice),
        element('lastBuildDate', {}, dateOf(feed.updated)),
        element('generator', {}, 'Imprimatur'),
        link('self', feed.self, { type: RSS.mediaType }),
        link('first', feed.first, { type: RSS.mediaType }),
        feed.next === undefined ? undefined : link('next', feed.next, { type: RSS.mediaType }),
        link('license', agency.licenseUrl),
        feed.resume !== undefined && link(resumeRelation(agency), feed.resume, { type: RSS.mediaType }),
        feed.entries.map((entry) => itemOf(feed, entry)),
      ),
    ),
  );
}

const link = (rel: string, href: string, more: Record<string, string | undefined> = {}) =>
  element('atom:link', { rel, href, ...more });

/** RFC 822, with a four-digit year as RSS 2.0 recommends. */
function dateOf(ms: number): string {
  return new Date(isoInstant(ms) ?? 0).toUTCString();
}

function itemOf({ agency }: Feed, entry: FeedEntry): Xml {
  const { delivery } = entry;
  return element(
    'item',
    {},
    element('title', {}, entry.title),
    element('link', {}, entry.href),
    element('guid', { isPermaLink: 'false' }, entry.id),
    element('pubDate', {}, dateOf(entry.updated)),
    element('dc:creator', {}, entry.author ?? agency.name),
    textElement('dc:language', entry.language),
    element('dc:rights', {}, entry.rights),
    entry.categories.map((term) => element('category', {}, term)),
    link('license', agency.licenseUrl),
    delivery && link(receiptRelation(agency), delivery.verifyUrl, { title: 'Rights receipt' }),
    enclosureOf(entry),
    entry.enclosures.map(mediaOf),
    // Readers parse this as HTML, so the plain text is escaped once more.
    textElement('description', escapeMarkup(summaryOf(entry) ?? '')),
    delivery && element('content:encoded', {}, delivery.content),
  );
}

const MEDIA: Record<Enclosure['type'], string> = {
  dispatch: 'document',
  photograph: 'image',
  graphic: 'image',
  logo: 'image',
  audio: 'audio',
  video: 'video',
};

/**
 * RSS allows one enclosure, and many readers use no other element. Its length is the document's, not that of
 * an encoded transfer.
 */
function enclosureOf({ enclosures: [first] }: FeedEntry): XmlContent {
  return first && element('enclosure', { url: first.href, length: first.bytes, type: first.contentType });
}

function mediaOf({ href, contentType, type, caption, credit }: Enclosure): Xml {
  return element(
    'media:content',
    { url: href, type: contentType, medium: MEDIA[type] },
    textElement('media:description', caption, { type: 'plain' }),
    textElement('media:credit', credit),
  );
}
