/** `contentMeta` of NewsML-G2: names, authors and subjects of the content. */
import type { Component } from '../articles/model.ts';
import { element, type Xml, type XmlContent } from '../platform/xml.ts';
import { creditLineOf } from '../stamp/credit.ts';
import { instantElement, languageTag, lineElement, lineOf } from './newsml-values.ts';
import { type Words, wordsPermitted } from './permitted-words.ts';
import type { Rendering } from './types.ts';

type Ninjs = Record<string, unknown>;

export function contentMetaOfText(rendering: Rendering, words: Words): Xml {
  const { item, stamp } = rendering;
  // The metadata describes the text, so it is delivered only with the text.
  const ninjs: Ninjs = wordsPermitted(rendering) ? item.ninjs : {};
  return element(
    'contentMeta',
    {},
    item.urgency !== undefined && element('urgency', {}, item.urgency),
    contentCreated(ninjs),
    words.located !== undefined && element('located', {}, lineElement('name', words.located)),
    termsOf('infoSource', ninjs.infoSources),
    languageOf(item.language),
    termsOf('genre', ninjs.genres),
    subjectsOf(ninjs),
    lineElement('slugline', words.slugline),
    lineElement('headline', words.headline),
    lineElement('by', words.byline),
    lineElement('creditline', stamp.creditLine),
    descriptionsOf(ninjs.descriptions),
  );
}

/** A picture that is itself the item takes the metadata that is stored with the item. */
export function contentMetaOfPart(rendering: Rendering, component: Component): Xml {
  const { item } = rendering;
  const isItem = component.uri === item.uri && wordsPermitted(rendering);
  const ninjs: Ninjs = isItem ? item.ninjs : component.ninjs;
  const headline = component.headline ?? (isItem ? item.headline : undefined);
  const byline = component.byline ?? (isItem ? item.byline : undefined);
  return element(
    'contentMeta',
    {},
    isItem && item.urgency !== undefined && element('urgency', {}, item.urgency),
    contentCreated(ninjs),
    isItem && item.located !== undefined && element('located', {}, lineElement('name', item.located)),
    termsOf('infoSource', ninjs.infoSources),
    lineOf(byline) !== '' && element('creator', {}, lineElement('name', byline)),
    languageOf(item.language),
    // Neither ninjs nor the standard has a class for logos: a logo is a graphic of that genre.
    component.type === 'logo' && element('genre', { literal: 'logo' }, element('name', {}, 'Logo')),
    termsOf('genre', ninjs.genres),
    subjectsOf(ninjs),
    isItem && lineElement('slugline', item.slugline),
    lineElement('headline', headline),
    lineElement('by', byline),
    lineElement('creditline', creditLineOf(component)),
    lineElement('description', component.caption, { role: 'drol:caption' }),
  );
}

function contentCreated({ contentCreated: created }: Ninjs): XmlContent {
  return typeof created === 'string' && instantElement('contentCreated', Date.parse(created));
}

function languageOf(language: string | undefined): XmlContent {
  const tag = languageTag(language);
  return tag !== undefined && element('language', { tag });
}

const NATURES: Record<string, string> = {
  subjects: 'abstract',
  people: 'person',
  organisations: 'organisation',
  places: 'geoArea',
  events: 'event',
  objects: 'object',
};

function subjectsOf(ninjs: Ninjs): XmlContent {
  return Object.entries(NATURES).map(([list, nature]) => termsOf('subject', ninjs[list], `cpnat:${nature}`));
}

function termsOf(name: string, list: unknown, type?: string): XmlContent {
  const terms: unknown[] = Array.isArray(list) ? list : [];
  return terms.map((subject) => {
    const term = (subject ?? {}) as Record<string, unknown>;
    const [uri, literal, label] = [term.uri, term.literal, term.name].map((value) =>
      typeof value === 'string' ? lineOf(value) : '',
    );
    const identity = uri !== undefined && URL.canParse(uri) ? { uri } : literal ? { literal } : {};
    if (!label && Object.keys(identity).length === 0) return undefined;
    return element(name, { ...identity, type }, lineElement('name', label));
  });
}

/** Description roles that have an IPTC code (drol). */
const ROLES = new Set(['caption', 'summary']);

function descriptionsOf(list: unknown): XmlContent {
  const texts: unknown[] = Array.isArray(list) ? list : [];
  return texts.map((paragraph) => {
    const { role, value, contentType } = (paragraph ?? {}) as Record<string, unknown>;
    // Only bodies are rebuilt from an allow-list, so markup from others is left out.
    if (typeof value !== 'string' || /html|xml/iu.test(String(contentType ?? ''))) return undefined;
    const roleCode = typeof role === 'string' && ROLES.has(role) ? `drol:${role}` : undefined;
    return lineElement('description', value, { role: roleCode });
  });
}
