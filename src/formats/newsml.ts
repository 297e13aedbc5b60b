/**
 * IPTC NewsML-G2 2.35: a news message with one item for the text and one for each picture, graphic, sound or film, as the standard has
 * them; a package is a package item. Systems take messages apart, so the stamp stands in each item: who holds the rights and on what
 * terms, the receipt, and the rights expression in `rightsInfo`; embargo and status in `itemMeta`.
 */
import type { Component } from '../articles/model.ts';
import { element, markup, type Xml, type XmlContent, xmlDocument } from '../platform/xml.ts';
import { bodyHtml } from './body.ts';
import { contentMetaOfPart, contentMetaOfText } from './newsml-content.ts';
import { asReceived, rightsOf } from './newsml-rights.ts';
import { instantElement, languageTag, lineElement } from './newsml-values.ts';
import { noticeOf, partsOf, WITHHELD_NOTE, type Words, wordsOf, wordsPermitted } from './shown.ts';
import type { Rendering, Rendition } from './types.ts';

const NAMESPACE = 'http://iptc.org/std/nar/2006-10-01/';
const XHTML = 'http://www.w3.org/1999/xhtml';
const CATALOG = 'http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_32.xml';
const NEWS_ITEM = 'application/vnd.iptc.g2.newsitem+xml';

const MEDIA_TYPE = 'application/vnd.iptc.g2.newsmessage+xml';

export function renderNewsml(rendering: Rendering): Rendition {
  const { stamp } = rendering;
  const message = element(
    'newsMessage',
    { xmlns: NAMESPACE },
    element(
      'header',
      {},
      instantElement('sent', stamp.releasedMs),
      element('sender', {}, new URL(stamp.agency.publicUrl).host),
      // the same message whenever it is fetched again, as the receipt is
      element('transmitId', {}, stamp.receiptId),
    ),
    element('itemSet', {}, itemsOf(rendering)),
  );
  return { contentType: MEDIA_TYPE, body: xmlDocument(message) };
}

/**
 * The item by itself, for systems that take no messages: the text, or the picture that is the item. What goes
 * with it is linked to, and fetched by itself. A package is an item without a text that links to its members.
 */
export function renderNewsItem(rendering: Rendering): Rendition {
  const own = partsOf(rendering).find(({ component }) => component.uri === rendering.item.uri);
  const item = own
    ? partItem(rendering, own.component, own.href, NAMESPACE)
    : textItem(rendering, wordsOf(rendering), NAMESPACE);
  return { contentType: NEWS_ITEM, body: xmlDocument(item) };
}

/** The item itself first: a text, or a package. A picture that is an item of its own is one of the parts. */
function itemsOf(rendering: Rendering): XmlContent[] {
  const { item } = rendering;
  const words = wordsOf(rendering);
  const parts = partsOf(rendering).map(({ component, href }) => partItem(rendering, component, href));
  if (item.type === 'composite' && item.blocks.length === 0) return [packageItem(rendering, words), ...parts];
  const isPart = partsOf(rendering).some(({ component }) => component.uri === item.uri);
  return isPart ? parts : [textItem(rendering, words), ...parts];
}

interface Envelope {
  name: 'newsItem' | 'packageItem';
  guid: string;
  version: string | undefined;
  /** Of an item that stands by itself; within a message, the message says it. */
  xmlns?: string | undefined;
}

function itemElement(
  { item }: Rendering,
  { name, guid, version, xmlns }: Envelope,
  ...content: XmlContent[]
): Xml {
  return element(
    name,
    {
      xmlns,
      guid,
      // a positive integer, or none: the newsroom may number as it likes
      version: version !== undefined && /^[1-9]\d{0,17}$/u.test(version) ? version : undefined,
      standard: 'NewsML-G2',
      standardversion: '2.35',
      conformance: 'power',
      'xml:lang': languageTag(item.language),
    },
    element('catalogRef', { href: CATALOG }),
    ...content,
  );
}

function textItem(rendering: Rendering, words: Words, xmlns?: string): Xml {
  const { item, stamp } = rendering;
  const missing = wordsPermitted(rendering) ? undefined : WITHHELD_NOTE;
  return itemElement(
    rendering,
    { name: 'newsItem', guid: item.uri, version: item.version, xmlns },
    rightsOf(stamp, { holder: stamp.copyrightHolder, notice: stamp.copyrightNotice }),
    wordsPermitted(rendering) && asReceived(item.usageTerms),
    itemMeta(
      rendering,
      {
        itemClass: item.type === 'composite' ? 'composite' : 'text',
        notes: [stamp.banner, missing, words.edNote],
      },
      linksOf(rendering),
    ),
    contentMetaOfText(rendering, words),
    words.blocks.length > 0 && element('contentSet', {}, inlineText(rendering, words)),
  );
}

function inlineText({ item }: Rendering, { headline, blocks }: Words): Xml {
  const page = element(
    'html',
    { xmlns: XHTML, 'xml:lang': languageTag(item.language) },
    element('head', {}, element('title', {}, headline ?? '')),
    element('body', {}, markup(bodyHtml(blocks))),
  );
  return element('inlineXML', { contenttype: 'application/xhtml+xml' }, page);
}

function packageItem(rendering: Rendering, words: Words): Xml {
  const { item, stamp } = rendering;
  const members = rendering.members.map(({ uri, type }) => itemRef(uri, CLASSES[type] ?? 'text'));
  const parts = partsOf(rendering).map(({ component }) =>
    itemRef(component.uri, CLASSES[component.type] ?? 'text'),
  );
  return itemElement(
    rendering,
    { name: 'packageItem', guid: item.uri, version: item.version },
    rightsOf(stamp, { holder: stamp.copyrightHolder, notice: stamp.copyrightNotice }),
    wordsPermitted(rendering) && asReceived(item.usageTerms),
    itemMeta(rendering, { itemClass: 'composite', notes: [stamp.banner, words.edNote] }),
    contentMetaOfText(rendering, words),
    element('groupSet', { root: 'main' }, element('group', { id: 'main' }, parts, members)),
  );
}

function itemRef(residref: string, itemClass: string): Xml {
  return element(
    'itemRef',
    { residref, contenttype: NEWS_ITEM },
    element('itemClass', { qcode: `ninat:${itemClass}` }),
  );
}

/** What goes with a text, in its order. Of members only the names are given: they are licensed by themselves. */
function linksOf(rendering: Rendering): XmlContent {
  const related = [
    ...partsOf(rendering).map(({ component: { uri, type } }) => ({ uri, type })),
    ...rendering.members,
  ];
  return related.map(({ uri, type }, place) =>
    element(
      'link',
      { rel: 'irel:seeAlso', rank: place + 1, residref: uri, contenttype: NEWS_ITEM },
      element('itemClass', { qcode: `ninat:${CLASSES[type] ?? 'text'}` }),
    ),
  );
}

/** Natures of news items (IPTC ninat) by our types of components, and of items. */
const CLASSES: Record<string, string> = {
  dispatch: 'text',
  photograph: 'picture',
  picture: 'picture',
  graphic: 'graphic',
  logo: 'graphic',
  audio: 'audio',
  video: 'video',
  composite: 'composite',
};

function partItem(rendering: Rendering, component: Component, href: string | undefined, xmlns?: string): Xml {
  const { item, stamp } = rendering;
  const { type, uri, version, supplier, usageTerms, content, ninjs } = component;
  const note = typeof ninjs.edNote === 'string' ? ninjs.edNote : undefined;
  const own = uri === item.uri;
  return itemElement(
    rendering,
    { name: 'newsItem', guid: uri, version: own ? item.version : version, xmlns },
    rightsOf(stamp, {
      holder: supplier ?? stamp.copyrightHolder,
      // the item's notice does not speak for what is somebody else's
      notice: noticeOf(component) ?? (supplier === undefined ? stamp.copyrightNotice : undefined),
    }),
    asReceived(usageTerms),
    itemMeta(rendering, {
      itemClass: CLASSES[type] ?? 'picture',
      notes: [stamp.banner, note, own && wordsPermitted(rendering) ? item.edNote : undefined],
    }),
    contentMetaOfPart(rendering, component),
    href !== undefined &&
      element(
        'contentSet',
        {},
        element('remoteContent', {
          rendition: 'rnd:highRes',
          href,
          contenttype: content?.contentType,
          size: content?.bytes,
          width: content?.width,
          height: content?.height,
        }),
      ),
  );
}

/** What has happened to the item since the version before, where the standard has a signal for it. */
const SIGNALS: Record<string, string> = { update: 'sig:update', correction: 'sig:correction' };

function itemMeta(
  { item, stamp }: Rendering,
  { itemClass, notes }: { itemClass: string; notes: (string | undefined)[] },
  links?: XmlContent,
): Xml {
  const signal = SIGNALS[item.changeType];
  return element(
    'itemMeta',
    {},
    element('itemClass', { qcode: `ninat:${itemClass}` }),
    element('provider', { uri: stamp.agency.publicUrl }, lineElement('name', stamp.agency.name)),
    instantElement('versionCreated', item.versionCreated),
    instantElement('firstCreated', item.firstCreated),
    instantElement('embargoed', item.embargoedUntil),
    element('pubStatus', { qcode: `stat:${item.pubStatus}` }),
    notes.map((note) => note !== undefined && note !== '' && element('edNote', {}, note)),
    signal !== undefined && element('signal', { qcode: signal }),
    links,
  );
}
