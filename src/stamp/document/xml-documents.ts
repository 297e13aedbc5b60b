/** Reads feeds, NewsML-G2 and NITF as stories. Pure. */
import type { Budget } from '../../platform/budget.ts';
import { receiptsIn } from './anchors.ts';
import { readPage } from './html.ts';
import { type Body, paired, readVersions, type TitledBody } from './story-versions.ts';
import type { DocumentKind, ReadResult, Story } from './types.ts';
import { allWithin, elementsOf, parseXml, rawTextIn, textOf, type XmlElement } from './xml-tree.ts';

type XmlKind = Extract<DocumentKind, 'atom' | 'rss' | 'newsml_g2' | 'nitf'>;

const STORY_ELEMENTS: Record<XmlKind, string> = {
  atom: 'entry',
  rss: 'item',
  newsml_g2: 'newsitem',
  nitf: 'nitf',
};
const TITLED_BODIES: Record<XmlKind, (entry: XmlElement, budget: Budget) => TitledBody[]> = {
  atom: titledInAtom,
  rss: titledInRss,
  newsml_g2: titledInG2,
  nitf: titledInNitf,
};

export function readXml(kind: XmlKind, source: string, budget: Budget): ReadResult<Story[]> {
  const tree = parseXml(source, budget);
  if (!tree.ok) return tree;
  const { value: root } = tree;
  const name = STORY_ELEMENTS[kind];
  const entries = root.name === name ? [root] : allWithin(root, name);
  const stories: Story[] = [];
  for (const entry of entries) {
    const versions = readVersions(TITLED_BODIES[kind](entry, budget), budget);
    if (!versions.ok) return versions;
    stories.push({ receipts: receiptsIn(rawTextIn(entry), budget), versions: versions.value });
  }
  return { ok: true, value: stories };
}

/** RFC 4287 §3.1: text, escaped markup or XHTML. External content (`src`) is skipped. */
function titledInAtom(entry: XmlElement, budget: Budget): TitledBody[] {
  const contents = elementsOf(entry, 'content').filter(({ attributes }) => attributes.src === undefined);
  const titles = elementsOf(entry, 'title').map((title) => plainOf(title, budget));
  return paired(titles, contents.map(bodyOf));
}

function bodyOf(content: XmlElement): Body {
  const type = content.attributes.type ?? 'text';
  if (type === 'text' || type === 'text/plain') return { text: textOf(content) };
  const isEscaped = type === 'html' || type === 'text/html';
  return { html: isEscaped ? textOf(content) : markupOf(content), page: true };
}

/** `content:encoded`, or else `description`; both are escaped markup. */
function titledInRss(item: XmlElement): TitledBody[] {
  const encoded = elementsOf(item, 'encoded');
  const contents = encoded.length > 0 ? encoded : elementsOf(item, 'description');
  return paired(
    elementsOf(item, 'title').map((title) => textOf(title).trim()),
    contents.map((content) => ({ html: textOf(content), page: true })),
  );
}

/** NewsML-G2: `headline` of `contentMeta`; text in `inlineXML` (XHTML, NITF) or `inlineData`. */
function titledInG2(item: XmlElement): TitledBody[] {
  const headlines = elementsOf(item, 'contentmeta')
    .flatMap((meta) => elementsOf(meta, 'headline'))
    .map((element) => textOf(element).trim());
  const [headline] = headlines;
  const headed = headline === undefined ? {} : { headline };
  return elementsOf(item, 'contentset').flatMap((set) => [
    ...elementsOf(set, 'inlinexml').flatMap((inline) => {
      const nitf = elementsOf(inline, 'nitf');
      if (nitf.length > 0)
        return nitf.flatMap((document) => [
          ...titledInNitf(document),
          ...titledInNitf(document).map(({ body }) => ({ ...headed, body })),
        ]);
      const bodies = allWithin(inline, 'body');
      return (bodies.length > 0 ? bodies : [inline]).map((body) => ({
        ...headed,
        body: { html: markupOf(body), page: false },
      }));
    }),
    ...elementsOf(set, 'inlinedata').map((data) => ({ ...headed, body: { text: textOf(data) } })),
  ]);
}

/** NITF: `hl1` of the headline and `body.content` of the document; a note's `body.content` is not text. */
function titledInNitf(nitf: XmlElement): TitledBody[] {
  const headline = allWithin(nitf, 'hedline')
    .flatMap((hedline) => allWithin(hedline, 'hl1'))
    .map((element) => textOf(element).trim())[0];
  const contents = elementsOf(nitf, 'body').flatMap((body) => elementsOf(body, 'body.content'));
  return contents.map((content) => ({
    ...(headline !== undefined && { headline }),
    body: { html: markupOf(content), page: false },
  }));
}

function plainOf(element: XmlElement, budget: Budget): string {
  const type = element.attributes.type ?? 'text';
  if (type !== 'html' && type !== 'xhtml') return textOf(element).trim();
  const page = readPage(type === 'html' ? textOf(element) : markupOf(element), budget);
  if (!page.ok) return '';
  const shown = page.value.passages.filter(({ kind }) => kind !== 'beside');
  return shown
    .map(({ text }) => text)
    .join(' ')
    .trim();
}

/** NITF element → HTML element; equal names have equal meanings. */
const OF_NITF: Record<string, string> = {
  hl1: 'h1',
  hl2: 'h2',
  block: 'div',
  bq: 'blockquote',
  media: 'figure',
  'media-caption': 'figcaption',
  'media-producer': 'figcaption',
  'media-reference': 'template',
  'media-metadata': 'template',
  nitf: 'div',
  fn: 'small',
};
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));
/** Names of HTML elements; of any other element only the words are kept. */
const NAME = /^[a-z][a-z0-9]*$/u;
/** Never shown, in XML as in HTML. */
const INVISIBLE = new Set(['script', 'style', 'title']);
/**
 * HTML switches the parser's mode after these; in XML they are ordinary elements, whose content is visible.
 * `figcaption` replaces those that are not part of a text.
 */
const RAW: Record<string, string> = {
  plaintext: 'pre',
  xmp: 'pre',
  iframe: 'figcaption',
  noembed: 'figcaption',
  noframes: 'figcaption',
  noscript: 'figcaption',
  textarea: 'figcaption',
};

function markupOf({ children }: XmlElement): string {
  return children
    .map((child) => (typeof child === 'string' ? escaped(child) : elementMarkup(child)))
    .join('');
}

function elementMarkup(element: XmlElement): string {
  const name = RAW[element.name] ?? OF_NITF[element.name] ?? element.name;
  if (INVISIBLE.has(name)) return '';
  if (!NAME.test(name)) return markupOf(element);
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => /^[a-z][a-z-]*$/u.test(key))
    .map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${attributes.join('')}>`;
  return VOID.has(name) ? open : `${open}${markupOf(element)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
