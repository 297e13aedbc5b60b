/**
 * IPTC NITF 3.6. The stamp is in `docdata` (status, dates, copyright and rights for programs), in the
 * headline's `rights` (terms in words), and at the end (credit and verification link).
 */
import type { Component } from '../articles/model.ts';
import { element, textElement, type Xml, type XmlContent, xmlDocument } from '../platform/xml.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { blocksToNitf } from './nitf-body.ts';
import {
  bannerFirst,
  isoInstant,
  namesIn,
  noticeOf,
  partsOf,
  WITHHELD_NOTE,
  type Words,
  wordsOf,
  wordsPermitted,
} from './permitted-words.ts';
import type { Rendering, Rendition } from './types.ts';

const NITF_NAMESPACE = 'http://iptc.org/std/NITF/2006-10-18/';
const VERSION = '-//IPTC//DTD NITF 3.6//EN';

export function renderNitf(rendering: Rendering): Rendition {
  const { item } = rendering;
  const words = wordsOf(rendering);
  const root = element(
    'nitf',
    { xmlns: NITF_NAMESPACE, uno: item.uri, version: VERSION, baselang: item.language },
    headOf(rendering, words),
    element('body', {}, bodyHead(rendering, words), bodyContent(rendering, words), bodyEnd(rendering)),
  );
  return { contentType: 'application/nitf+xml', body: xmlDocument(root) };
}

function headOf(rendering: Rendering, words: Words): Xml {
  const { item, stamp } = rendering;
  const meta: Record<string, string> = {
    version: item.version,
    'rights-receipt': stamp.verifyUrl,
    'rights-expression': stamp.encodedRights,
    license: stamp.agency.licenseUrl,
  };
  return element(
    'head',
    {},
    textElement('title', words.headline),
    Object.entries(meta).map(([name, content]) => element('meta', { name, content })),
    docdata(rendering, words),
  );
}

function docdata(rendering: Rendering, words: Words): Xml {
  const { item, stamp } = rendering;
  const created = isoInstant(item.firstCreated ?? item.versionCreated);
  const keys = wordsPermitted(rendering) ? namesIn(item.ninjs.subjects) : [];
  return element(
    'docdata',
    { 'management-status': stamp.banner === undefined ? item.pubStatus : 'embargoed' },
    element('doc-id', { 'id-string': item.uri }),
    item.urgency !== undefined && element('urgency', { 'ed-urg': item.urgency }),
    dated('date.issue', item.versionCreated),
    dated('date.release', stamp.rights.notBefore ?? item.embargoedUntil),
    dated('date.expire', stamp.rights.expires),
    words.edNote !== undefined && element('ed-msg', { info: words.edNote }),
    element('doc.copyright', { year: created?.slice(0, 4), holder: stamp.copyrightHolder }),
    element('doc.rights', {
      owner: stamp.copyrightHolder,
      startdate: basic(stamp.rights.notBefore),
      enddate: basic(stamp.rights.expires),
      limitations: bannerFirst(stamp.banner, stamp.usageTerms),
    }),
    keys.length > 0 &&
      element(
        'key-list',
        {},
        keys.map((key) => element('keyword', { key })),
      ),
  );
}

function dated(name: string, ms: number | undefined): XmlContent {
  const norm = basic(ms);
  return norm !== undefined && element(name, { norm });
}

/** ISO 8601 basic format, as NITF uses it: `20261119T183000Z`. */
function basic(ms: number | undefined): string | undefined {
  return isoInstant(ms)?.replace(/\.\d+/u, '').replaceAll(/[-:]/gu, '');
}

function bodyHead({ stamp }: Rendering, words: Words): Xml {
  return element(
    'body.head',
    {},
    words.headline !== undefined && element('hedline', {}, element('hl1', {}, words.headline)),
    stamp.banner !== undefined && noteOf('hd', stamp.banner),
    noteOf('cpyrt', stamp.copyrightNotice),
    element(
      'rights',
      {},
      bannerFirst(stamp.banner, stamp.usageTerms),
      element('rights.owner', { contact: stamp.agency.licenseUrl }, stamp.copyrightHolder),
    ),
    textElement('byline', words.byline),
    element('distributor', {}, stamp.agency.name),
    words.located !== undefined && element('dateline', {}, element('location', {}, words.located)),
  );
}

function noteOf(noteclass: string, text: string): Xml {
  return element('note', { noteclass }, element('body.content', {}, element('p', {}, text)));
}

function bodyContent(rendering: Rendering, words: Words): Xml {
  return element(
    'body.content',
    {},
    wordsPermitted(rendering) ? blocksToNitf(words.blocks) : element('p', {}, WITHHELD_NOTE),
    partsOf(rendering).map(({ component, href }) => href !== undefined && mediaOf(component, href)),
  );
}

const MEDIA_TYPES: Record<Component['type'], string> = {
  dispatch: 'text',
  photograph: 'image',
  graphic: 'image',
  logo: 'image',
  audio: 'audio',
  video: 'video',
};

function mediaOf(component: Component, href: string): Xml {
  const { type, uri, headline, caption, byline, usageTerms, content } = component;
  const metadata: Record<string, string | undefined> = { uri, type, usageTerms };
  return element(
    'media',
    { 'media-type': MEDIA_TYPES[type] },
    Object.entries(metadata).map(
      ([name, value]) => value !== undefined && element('media-metadata', { name, value }),
    ),
    element('media-reference', {
      source: href,
      'mime-type': content?.contentType,
      'source-credit': creditLineOf(component),
      copyright: noticeOf(component),
      'alternate-text': headline,
      height: content?.height,
      width: content?.width,
      units: content?.width === undefined ? undefined : 'pixels',
    }),
    textElement('media-caption', caption),
    textElement('media-producer', byline),
  );
}

function bodyEnd({ stamp }: Rendering): Xml {
  return element(
    'body.end',
    {},
    element(
      'tagline',
      {},
      `Credit: ${stamp.creditLine}. `,
      element('a', { rel: 'license', href: stamp.agency.licenseUrl }, 'License this article'),
      ' · ',
      element('a', { href: stamp.verifyUrl }, 'Verify this copy'),
    ),
  );
}
