/** Atom (RFC 4287), with paging (RFC 5005), license links (RFC 4946) and deleted entries (RFC 6721). */
import { element, textElement, type Xml, type XmlContent, xmlDocument } from '../../platform/xml.ts';
import { isoInstant } from '../permitted-words.ts';
import { receiptRelation, resumeRelation } from './relations.ts';
import type { Enclosure, Feed, FeedEntry, FeedFormat } from './types.ts';

const NAMESPACE = 'http://www.w3.org/2005/Atom';
const TOMBSTONES = 'http://purl.org/atompub/tombstones/1.0';

export const ATOM: FeedFormat = { mediaType: 'application/atom+xml', suffix: 'atom', render };

function render(feed: Feed): string {
  const { agency } = feed;
  return xmlDocument(
    element(
      'feed',
      { xmlns: NAMESPACE, 'xmlns:at': TOMBSTONES, 'xml:lang': feed.language },
      element('id', {}, feed.id),
      element('title', {}, feed.title),
      element('updated', {}, isoInstant(feed.updated)),
      element('author', {}, element('name', {}, agency.name), element('uri', {}, agency.publicUrl)),
      element('rights', {}, agency.notice),
      link('self', feed.self, { type: ATOM.mediaType }),
      link('first', feed.first, { type: ATOM.mediaType }),
      feed.next === undefined ? undefined : link('next', feed.next, { type: ATOM.mediaType }),
      link('license', agency.licenseUrl),
      element('generator', { uri: agency.publicUrl }, 'Imprimatur'),
      feed.resume !== undefined && link(resumeRelation(agency), feed.resume, { type: ATOM.mediaType }),
      feed.entries.map((entry) => [deletedOf(entry), entryOf(feed, entry)]),
    ),
  );
}

const link = (rel: string, href: string, more: Record<string, string | undefined> = {}) =>
  element('link', { rel, href, ...more });

function entryOf({ agency }: Feed, entry: FeedEntry): Xml {
  const { delivery } = entry;
  return element(
    'entry',
    { 'xml:lang': entry.language },
    element('id', {}, entry.id),
    element('title', {}, entry.title),
    element('updated', {}, isoInstant(entry.updated)),
    textElement('published', isoInstant(entry.published)),
    // RFC 4287 §4.1.2: an entry without an author has the feed's.
    entry.author === undefined ? undefined : element('author', {}, element('name', {}, entry.author)),
    entry.categories.map((term) => element('category', { term })),
    link('alternate', entry.href),
    link('license', agency.licenseUrl),
    entry.enclosures.map(enclosureOf),
    delivery && link(receiptRelation(agency), delivery.verifyUrl, { title: 'Rights receipt' }),
    textElement('rights', entry.rights),
    textElement('summary', summaryOf(entry)),
    delivery && element('content', { type: 'html' }, delivery.content),
  );
}

/** Tells readers that support it to delete the entry. The entry itself tells all others. */
function deletedOf({ id, deleted, notice }: FeedEntry): XmlContent {
  if (deleted === undefined) return undefined;
  return element(
    'at:deleted-entry',
    { ref: id, when: isoInstant(deleted) },
    textElement('at:comment', notice),
  );
}

/** The banner of an embargo comes before any other word. */
export function summaryOf({ banner, summary, notice }: FeedEntry): string | undefined {
  return [banner, summary, notice].filter((part) => part !== undefined).join(' ') || undefined;
}

function enclosureOf(enclosure: Enclosure): Xml {
  const { href, contentType, bytes } = enclosure;
  return link('enclosure', href, {
    type: contentType,
    length: String(bytes),
    title: titleOfEnclosure(enclosure),
  });
}

/** Formats with nothing but a title for media include the credit in it. */
export function titleOfEnclosure({ caption, credit }: Enclosure): string | undefined {
  return [caption, credit].filter((part) => part !== undefined).join(' / ') || undefined;
}
