/** The text of an entry that is a delivery, as XHTML with its stamp: readers show nothing else of an entry for certain. */
import { blocksToHtml } from '../../articles/blocks.ts';
import { element, markup } from '../../platform/xml.ts';
import { wordsOf } from '../shown.ts';
import type { Rendering } from '../types.ts';

export function contentOf(rendering: Rendering): string {
  const { stamp } = rendering;
  const { licenseUrl } = stamp.agency;
  const footer = element(
    'footer',
    {},
    element('p', { class: 'credit' }, stamp.creditLine),
    element('p', {}, stamp.copyrightNotice),
    element('p', {}, stamp.usageTerms),
    element(
      'p',
      {},
      element('a', { rel: 'license', href: licenseUrl }, 'License this article'),
      ' · ',
      element('a', { href: stamp.verifyUrl }, 'Verify this copy'),
    ),
  );
  return [
    ...(stamp.banner === undefined ? [] : [element('p', { class: 'banner' }, stamp.banner)]),
    markup(blocksToHtml(wordsOf(rendering).blocks)),
    footer,
  ].join('\n');
}
