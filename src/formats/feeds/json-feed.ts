/** JSON Feed 1.1. Members that it lacks are in an extension of our own, as the format requires. */
import { isoInstant } from '../permitted-words.ts';
import { summaryOf, titleOfEnclosure } from './atom.ts';
import type { Feed, FeedEntry, FeedFormat } from './types.ts';

export const JSON_FEED: FeedFormat = { mediaType: 'application/feed+json', suffix: 'json', render };

function render(feed: Feed): string {
  const { agency } = feed;
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: agency.publicUrl,
    feed_url: feed.self,
    next_url: feed.next,
    language: feed.language,
    authors: [{ name: agency.name, url: agency.publicUrl }],
    ...(feed.resume !== undefined && { _changes: { next: feed.resume } }),
    _rights: { about: `${agency.publicUrl}/licensing`, notice: agency.notice, license: agency.licenseUrl },
    items: feed.entries.map((entry) => itemOf(feed, entry)),
  })}\n`;
}

function itemOf({ agency }: Feed, entry: FeedEntry): Record<string, unknown> {
  const { delivery } = entry;
  const summary = summaryOf(entry);
  return {
    id: entry.id,
    url: entry.href,
    title: entry.title,
    // The format requires one of the two.
    ...(delivery ? { content_html: delivery.content } : { content_text: summary ?? entry.title }),
    summary,
    date_published: isoInstant(entry.published ?? entry.updated),
    date_modified: isoInstant(entry.updated),
    authors: [
      entry.author === undefined ? { name: agency.name, url: agency.publicUrl } : { name: entry.author },
    ],
    tags: entry.categories,
    language: entry.language,
    attachments: entry.enclosures.map((enclosure) => ({
      url: enclosure.href,
      mime_type: enclosure.contentType,
      size_in_bytes: enclosure.bytes,
      title: titleOfEnclosure(enclosure),
    })),
    _rights: {
      notice: entry.rights,
      license: agency.licenseUrl,
      version: entry.version,
      changeType: entry.changeType,
      ...(delivery && {
        usageTerms: delivery.usageTerms,
        receipt: delivery.receipt,
        verify: delivery.verifyUrl,
      }),
    },
  };
}
