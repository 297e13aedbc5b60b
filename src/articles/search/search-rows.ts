/**
 * Builds the index rows of an item: each component has the words that are delivered with it, and no others.
 * The description of the whole item is delivered with its text (formats/permitted-words.ts), and is indexed
 * there. Pure.
 */
import { textBlocks } from '../blocks.ts';
import { SEARCH_COMPONENTS_MAX, SEARCH_WORDS_BYTES_MAX } from '../limits.ts';
import type { Component, ItemVersion } from '../model.ts';
import { ANY, facet, placeFacet, rangesOf } from './facets.ts';
import { eachWord } from './words.ts';

export interface SearchRow {
  component: string;
  /** Words and facets, separated by spaces. */
  words: string;
  facets: string;
}

/** No query has this word, so no phrase matches across two texts. */
const BREAK = '\uE000';

/** Returns one row per component; none for a held or killed item. */
export function searchRowsOf(item: ItemVersion): SearchRow[] {
  if (item.pubStatus !== 'usable') return [];
  const components = item.components.slice(0, SEARCH_COMPONENTS_MAX);
  const hasDispatch = item.components.some(isDispatch);
  const itemFacets = [...facetsOfItem(item)];
  let bytesLeft = SEARCH_WORDS_BYTES_MAX;
  return components.map((component) => {
    const carriesText = isDispatch(component) || (!hasDispatch && item.blocks.length === 0);
    const texts = [...textsOf(component), ...(carriesText ? textsOfItem(item) : [])];
    const words = wordsWithin(texts, bytesLeft);
    bytesLeft -= Buffer.byteLength(words);
    const facets = [
      ANY,
      facet('component', component.type),
      ...itemFacets,
      ...(carriesText ? aboutOf(item) : []),
    ];
    return { component: component.id, words, facets: [...new Set(facets)].join(' ') };
  });
}

/** The item's own text, not an associated item that is a text too. */
const isDispatch = ({ type, name }: Component) => type === 'dispatch' && name === 'dispatch';

function textsOf({ headline, caption, byline, credit }: Component): (string | undefined)[] {
  return [headline, caption, byline, credit];
}

function textsOfItem({ headline, byline, located, slugline, blocks, ninjs }: ItemVersion) {
  return [
    headline,
    byline,
    located,
    slugline,
    ...valuesOf(ninjs.descriptions),
    ...textBlocks(undefined, blocks),
  ];
}

/** Facets that lists show of every item, and by which products select. */
function facetsOfItem({ sections, type, language, subjects }: ItemVersion): string[] {
  return [
    ...sections.map((name) => facet('section', name)),
    facet('type', type),
    ...(language === undefined ? [] : [facet('language', language)]),
    ...(language === undefined ? [] : rangesOf(language).map((range) => facet('range', range))),
    ...subjects.map((code) => facet('subject', code)),
  ];
}

function aboutOf({ subjects, located, ninjs }: ItemVersion): string[] {
  const placeTerms = (Array.isArray(ninjs.places) ? ninjs.places : []) as Record<string, unknown>[];
  const places = placeTerms.flatMap(({ name, uri, literal }) => [name, uri, literal]);
  const locatedNames = located === undefined ? [] : [located, ...located.split(',')];
  return [
    ...subjects.map((code) => facet('about', code)),
    ...[...places, ...locatedNames].filter((name) => typeof name === 'string').map(placeFacet),
  ];
}

function valuesOf(texts: unknown): string[] {
  if (!Array.isArray(texts)) return [];
  return (texts as { value?: unknown; contentType?: unknown }[])
    .filter(({ contentType }) => !/html|xml/i.test(String(contentType ?? '')))
    .flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** Words up to a number of bytes, whole texts first. */
function wordsWithin(texts: (string | undefined)[], bytesMax: number): string {
  const indexedWords: string[] = [];
  let bytes = 0;
  for (const text of texts) {
    if (text === undefined) continue;
    // A text longer than the remaining bytes need not be read entirely.
    for (const { text: word } of wordsAndBreak(text.slice(0, bytesMax))) {
      bytes += Buffer.byteLength(word) + 1;
      if (bytes > bytesMax) return indexedWords.join(' ');
      indexedWords.push(word);
    }
  }
  return indexedWords.join(' ');
}

function* wordsAndBreak(text: string): Generator<{ text: string }> {
  yield* eachWord(text);
  yield { text: BREAK };
}
