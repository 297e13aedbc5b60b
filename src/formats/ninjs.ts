/** IPTC ninjs 3.1: a valid document (the schema allows no property of our own) with the stamp in it. */
import { blocksToText } from '../articles/blocks.ts';
import type { Block, Component } from '../articles/model.ts';
import { perObject } from '../rights/index.ts';
import { bodyHtml } from './body.ts';
import { bannerFirst, isoInstant, partsOf, type Words, wordsOf, wordsPermitted } from './shown.ts';
import { textSizeOf } from './summary.ts';
import type { Rendering, Rendition } from './types.ts';
import { itemUri, partUri } from './uri.ts';

export type Json = Record<string, unknown>;

/** The language that `encodedRights` is written in (ninjs 3.1, rightsInfo). */
const ODRL_LANGUAGE = 'http://www.w3.org/ns/odrl/2/';

const STANDARD = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
};

/** Written here and nowhere else: whatever stored metadata says of them is dropped. */
const OWN: readonly string[] = [
  'bodies',
  'headlines',
  'associations',
  'renditions',
  'rightsInfo',
  'usageTerms',
  'copyrightHolder',
  'copyrightNotice',
  'edNote',
];

export function renderNinjs(rendering: Rendering): Rendition {
  return { contentType: 'application/json', body: `${jsonOf(rendering)}\n` };
}

export function ninjsOf(rendering: Rendering): Json {
  return { ...articleIn(rendering), ...stampIn(rendering) };
}

/** The text of `ninjsOf`. The article's own members are written once for all licenses that get the same parts of it. */
function jsonOf(rendering: Rendering): string {
  // Stored indicators stand among the article's members, and those of the stamp with them.
  if (Object.hasOwn(rendering.item.ninjs, 'trustIndicators')) return JSON.stringify(ninjsOf(rendering));
  const stamp = JSON.stringify(stampIn(rendering));
  return `${articleText(rendering)},${stamp.slice(1)}`;
}

/** What `articleIn` reads of a rendering besides the parts that go out. */
interface Source extends Pick<Rendering, 'item' | 'members' | 'hrefs'> {
  banner: string | undefined;
  publicUrl: string;
}

/** By the list of the parts that go out: where those are all of an article, it is the article's own. */
const articleTexts = new WeakMap<Component[], { source: Source; text: string }>();

/** JSON of `articleIn`, but for the brace that closes it. */
function articleText(rendering: Rendering): string {
  const { item, members, hrefs, stamp } = rendering;
  const source = { item, members, hrefs, banner: stamp.banner, publicUrl: stamp.agency.publicUrl };
  const known = articleTexts.get(rendering.components);
  if (known && isSame(known.source, source)) return known.text;
  const text = JSON.stringify(articleIn(rendering)).slice(0, -1);
  articleTexts.set(rendering.components, { source, text });
  return text;
}

function isSame(one: Source, other: Source): boolean {
  return (
    one.item === other.item &&
    (one.members === other.members || one.members.length + other.members.length === 0) &&
    one.banner === other.banner &&
    one.publicUrl === other.publicUrl &&
    one.hrefs.size === other.hrefs.size &&
    [...one.hrefs].every(([component, href]) => other.hrefs.get(component) === href)
  );
}

/** All but the stamp. */
function articleIn(rendering: Rendering): Json {
  const { item } = rendering;
  return compact({
    // metadata (descriptions, people, keywords) tells of the text: it goes only where the text goes
    ...(wordsPermitted(rendering) ? without(item.ninjs, OWN) : {}),
    standard: STANDARD,
    uri: itemUri(item, rendering.stamp.agency),
    type: item.type,
    version: item.version,
    firstCreated: isoInstant(item.firstCreated),
    versionCreated: isoInstant(item.versionCreated),
    embargoedUntil: isoInstant(item.embargoedUntil),
    pubStatus: item.pubStatus,
    language: item.language,
    urgency: item.urgency,
    ...wordsIn(rendering, wordsOf(rendering)),
    ...partsIn(rendering),
  });
}

function wordsIn(rendering: Rendering, words: Words): Json {
  const notes = [rendering.stamp.banner, words.edNote].filter((note) => note !== undefined && note !== '');
  return {
    headlines: nonEmpty([
      ...(words.headline === undefined ? [] : [{ role: 'main', value: words.headline }]),
      ...otherHeadlines(rendering),
    ]),
    by: words.byline,
    located: words.located,
    slugline: words.slugline,
    edNote: notes.length > 0 ? notes.join('\n') : undefined,
    bodies: words.blocks.length > 0 ? bodiesOf(words.blocks) : undefined,
  };
}

/** Short and other forms of the headline are words of the text, and go only where it goes. */
function otherHeadlines(rendering: Rendering): Json[] {
  const { headlines } = rendering.item.ninjs;
  const plain = wordsPermitted(rendering) ? plainTexts(headlines) : undefined;
  return (plain as Json[] | undefined) ?? [];
}

/** The same text twice: as XHTML, and as plain text for those who set it themselves. Counts are of the plain text. */
const bodiesOf = perObject((blocks: Block[]): Json[] => {
  const text = blocksToText(blocks);
  const counts = textSizeOf(blocks);
  return [
    { role: 'main', contentType: 'application/xhtml+xml', ...counts, value: bodyHtml(blocks) },
    { role: 'main', contentType: 'text/plain', ...counts, value: text },
  ];
});

/** The main part of a picture item is the item itself; every other permitted part is an association. */
function partsIn(rendering: Rendering): Json {
  const parts = partsOf(rendering);
  const main = parts.find(
    ({ component }) => component.name === 'main' && component.uri === rendering.item.uri,
  );
  const others = parts.filter((part) => part !== main);
  return {
    renditions: main && renditionsOf(main.component, main.href),
    associations: nonEmpty([
      ...others.map(({ component, href }) => associationOf(rendering, component, href)),
      ...rendering.members.map((member) => ({
        name: member.name,
        uri: itemUri(member, rendering.stamp.agency),
        type: member.type,
      })),
    ]),
  };
}

function nonEmpty(list: Json[]): Json[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** What a part says of itself: the stamp is about the item. */
const OF_PARTS = new Set(['headlines', 'copyrightNotice', 'edNote']);

function associationOf({ item, stamp }: Rendering, component: Component, href: string | undefined): Json {
  const { headline, caption, byline, credit, ninjs } = component;
  return compact({
    headlines: headline === undefined ? undefined : [{ role: 'main', value: headline }],
    descriptions: caption === undefined ? undefined : [{ role: 'caption', value: caption }],
    by: byline,
    infoSources: credit === undefined ? undefined : [{ name: credit, role: 'creditLine' }],
    ...without(
      ninjs,
      OWN.filter((name) => !OF_PARTS.has(name)),
    ),
    name: component.name,
    uri: partUri(item, component, stamp.agency),
    type: NINJS_TYPES[component.type],
    version: component.version,
    copyrightHolder: component.supplier ?? ninjs.copyrightHolder,
    usageTerms: component.usageTerms,
    renditions: renditionsOf(component, href),
  });
}

/** ninjs has no type for a logo: it is a graphic. */
const NINJS_TYPES: Record<Component['type'], string> = {
  dispatch: 'text',
  photograph: 'picture',
  graphic: 'graphic',
  logo: 'graphic',
  audio: 'audio',
  video: 'video',
};

function renditionsOf({ content }: Component, href: string | undefined): Json[] | undefined {
  if (!content || href === undefined) return undefined;
  const { contentType, bytes, width, height } = content;
  return [compact({ name: 'original', href, contentType, sizeInBytes: bytes, width, height })];
}

function stampIn(rendering: Rendering): Json {
  const { item, stamp } = rendering;
  const stored = wordsPermitted(rendering) ? item.ninjs.trustIndicators : undefined;
  const others: unknown[] = Array.isArray(stored) ? stored : [];
  const receipt = {
    role: `${stamp.agency.publicUrl}/ns/trust/receipt`,
    title: 'Rights receipt',
    href: stamp.verifyUrl,
  };
  return {
    copyrightHolder: stamp.copyrightHolder,
    copyrightNotice: stamp.copyrightNotice,
    usageTerms: bannerFirst(stamp.banner, stamp.usageTerms),
    rightsInfo: { langId: ODRL_LANGUAGE, encodedRights: stamp.encodedRights },
    trustIndicators: [receipt, ...others],
  };
}

function without(source: Json, names: readonly string[]): Json {
  const kept = Object.entries(source).filter(([name]) => !names.includes(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, TEXTS.has(name) ? plainTexts(value) : value]));
}

const TEXTS = new Set(['descriptions', 'headlines']);

/** Only bodies are rebuilt from an allow-list: a description in markup that somebody else wrote goes no further. */
function plainTexts(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  return value.filter((text: { contentType?: unknown; value?: unknown }) => {
    const markup = /html|xml/i.test(String(text?.contentType ?? ''));
    return !(markup && /[<&]/.test(String(text?.value ?? '')));
  });
}

/** JSON has no undefined; saying so here keeps every object above readable. */
function compact(source: Json): Json {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined));
}
