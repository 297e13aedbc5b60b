/**
 * schema.org NewsArticle for crawlers: owner, credit, and license link (schema.org, Google license metadata).
 */
import type { Component } from '../articles/model.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { isoInstant, partsOf, wordsOf } from './permitted-words.ts';
import type { Rendering } from './types.ts';

/** JSON that is safe inside a script element: without `<`, no text can end the element or open a comment. */
export function jsonLdOf(rendering: Rendering): string {
  return JSON.stringify(newsArticle(rendering))
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function newsArticle(rendering: Rendering): Record<string, unknown> {
  const { item, stamp } = rendering;
  const words = wordsOf(rendering);
  const published = isoInstant(item.firstCreated ?? item.versionCreated);
  const images = partsOf(rendering).flatMap(({ component, href }) =>
    href !== undefined && component.type === 'photograph' ? [imageOf(component, href, rendering)] : [],
  );
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    identifier: item.uri,
    ...(words.headline !== undefined && { headline: words.headline }),
    ...(words.byline !== undefined && { author: { '@type': 'Person', name: words.byline } }),
    ...(item.language !== undefined && { inLanguage: item.language }),
    datePublished: published,
    dateModified: isoInstant(item.versionCreated),
    ...(images.length > 0 && { image: images }),
    copyrightHolder: { '@type': 'Organization', name: stamp.copyrightHolder },
    copyrightNotice: stamp.copyrightNotice,
    copyrightYear: published === undefined ? undefined : Number(published.slice(0, 4)),
    creditText: stamp.creditLine,
    license: stamp.agency.licenseUrl,
    acquireLicensePage: stamp.agency.licenseUrl,
    usageInfo: stamp.verifyUrl,
  };
}

/**
 * An image is indexed separately, so it repeats the article's rights. For a supplier's image the notice is
 * left to the supplier.
 */
function imageOf(component: Component, href: string, { stamp }: Rendering): Record<string, unknown> {
  return {
    '@type': 'ImageObject',
    contentUrl: href,
    caption: component.caption,
    creditText: creditLineOf(component) ?? stamp.creditLine,
    copyrightHolder: { '@type': 'Organization', name: component.supplier ?? stamp.copyrightHolder },
    ...(component.supplier === undefined && { copyrightNotice: stamp.copyrightNotice }),
    license: stamp.agency.licenseUrl,
    acquireLicensePage: stamp.agency.licenseUrl,
  };
}
