/** A story as a wire would have it: headline, dateline, quotes, subheads. Pure. */
import { COMPANIES, PLACES } from '../names.ts';
import { type Random, weighted } from '../random.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import type { Section, Tongue } from './tongue.ts';

export interface Story {
  language: string;
  section: Section;
  headline: string;
  subhead: string;
  slug: string;
  place: string;
  byline: string;
  /** XHTML; the first paragraph has the dateline. */
  body: string;
  photo: string;
  caption: string;
  graphic: string;
  notices: { killed: string; held: string; corrected: string };
}

const TONGUES = weighted<Tongue>([
  [EN, 60],
  [DE, 30],
  [FR, 10],
]);
const PARAGRAPHS = { min: 4, more: 5 };

export function inventStory(random: Random, section: Section): Story {
  const tongue = TONGUES.draw(random);
  const place = random.pick(PLACES);
  const [headline, lead] = random.pick(Object.entries(tongue.openings[section]));
  const fill = (template: string) => filled(template, { random, tongue, place });
  const title = fill(headline);
  const [subhead, middle] = [random.pick(tongue.subheads), random.pick(tongue.subheads)];
  const paragraphs = drawn(random, tongue.paragraphs, PARAGRAPHS.min + random.below(PARAGRAPHS.more)).map(
    fill,
  );
  const half = Math.ceil(paragraphs.length / 2);
  return {
    language: tongue.language,
    section,
    headline: title,
    subhead,
    slug: slugOf(title),
    place,
    byline: random.pick(tongue.people),
    body: [
      `<p>${escaped(`${place.toUpperCase()} - ${fill(lead)}`)}</p>`,
      ...paragraphs.slice(0, half).map(paragraphOf),
      `<h2>${escaped(middle)}</h2>`,
      ...paragraphs.slice(half).map(paragraphOf),
    ].join('\n'),
    photo: fill(tongue.photo[0] ?? ''),
    caption: fill(random.pick(tongue.photo)),
    graphic: fill(random.pick(tongue.graphic)),
    notices: { killed: fill(tongue.killed), held: fill(tongue.held), corrected: fill(tongue.corrected) },
  };
}

/** Without drawing one twice. */
function drawn<T>(random: Random, list: readonly T[], count: number): T[] {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(random.below(left.length), 1),
  ).flat();
}

function filled(
  template: string,
  { random, tongue, place }: { random: Random; tongue: Tongue; place: string },
): string {
  return template.replace(/\{(place|person|org|number|day)\}/g, (_all, slot: string) => {
    if (slot === 'place') return place;
    if (slot === 'person') return random.pick(tongue.people);
    if (slot === 'org') return random.pick(COMPANIES);
    if (slot === 'day') return random.pick(tongue.days);
    return String(3 + random.below(95));
  });
}

const paragraphOf = (text: string) => `<p>${escaped(text)}</p>`;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Letters and digits of the headline, for addresses that people read. */
export function slugOf(text: string): string {
  const plain = text.replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');
}
