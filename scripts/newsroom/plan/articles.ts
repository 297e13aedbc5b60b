/**
 * What the newsroom puts out, article by article: each by itself, so that more of them are asked for without
 * another one changing. Pure.
 */
import { SECTIONS, SUPPLIERS } from './names.ts';
import { Random } from './random.ts';
import { DAY_MS, HOUR_MS, momentIn } from './rhythm.ts';
import { inventStory, type Story } from './stories/story.ts';
import { uriOf } from './tag.ts';

export interface PicturePlan {
  name: string;
  type: 'picture' | 'graphic';
  isLogo: boolean;
  uri: string;
  headline: string;
  caption: string;
  byline: string;
  /** Absent: the agency's own. */
  supplier?: string;
  /** Restrictions as the wire says them. */
  usageTerms?: string;
  /** File in sample/media; absent: the newsroom has not sent the bytes yet. */
  file?: string;
}

/** What comes of it in the middle of the day. */
export type Fate = 'killed' | 'held' | 'corrected';

export interface ArticlePlan {
  n: number;
  uri: string;
  sections: string[];
  story: Story;
  /** When its versions were made, oldest first. Milliseconds, UTC. */
  versionsMs: number[];
  embargoedUntilMs?: number;
  fate?: Fate;
  edNote?: string;
  pictures: PicturePlan[];
  /** How much more than others it is read. */
  popularity: number;
}

/** The days before the newsroom was begun that its articles are of. */
const DAYS = 30;
const PHOTOS = [
  'battery-hall.jpg',
  'dresden-depot.jpg',
  'ghent-organ.jpg',
  'glacier.jpg',
  'harbor-cranes.jpg',
  'lighthouse.jpg',
  'lisbon-tram.jpg',
  'osaka-keirin.jpg',
  'passau-flood.jpg',
  'ski-jump.jpg',
];
const CHARTS = [
  'bridge-grades-chart.png',
  'coffee-stocks-chart.png',
  'flood-levels-chart.png',
  'harbor-toll-chart.png',
];
const LOGOS = ['logo-kehrwald.png', 'logo-nordanker.png'];
/** Of pictures that come with a word about their use: the last two wait for the desk. */
const TERMS = [
  'MANDATORY CREDIT.',
  'EDITORIAL USE ONLY.',
  'JAPAN OUT.',
  'JAPAN OUT. MANDATORY CREDIT. EDITORIAL USE ONLY.',
  'NO SALES.',
  'Nur redaktionell.',
  'NO ARCHIVE AFTER 14 DAYS.',
  'To be cleared with the studio.',
];

/** A few of each hundred have a fate; of these numbers, so that sixty articles have one of each. */
const FATES: Record<number, Fate> = { 7: 'killed', 19: 'held', 31: 'corrected' };
const FATES_OF = 80;
const EMBARGOED_OF = 20;

export function planArticle(seed: string, tag: string, n: number, anchorMs: number): ArticlePlan {
  const random = new Random(`${seed} article ${n}`);
  const section = random.pick(SECTIONS);
  const sections = random.chance(0.2) ? [...new Set([section, random.pick(SECTIONS)])] : [section];
  const story = inventStory(random, section);
  const fate = FATES[n % FATES_OF];
  const isEmbargoed = fate === undefined && n % EMBARGOED_OF === 3;
  const newest = anchorMs - 10 * 60_000;
  const firstMs = isEmbargoed
    ? newest - random.below(HOUR_MS)
    : Math.min(newest, momentIn(random, { fromMs: anchorMs - DAYS * DAY_MS, untilMs: anchorMs }));
  const versionsMs = [firstMs];
  while (!isEmbargoed && versionsMs.length < 4 && random.chance(0.25)) {
    const next = (versionsMs.at(-1) ?? firstMs) + 60_000 + Math.round(random.exponential(3 * HOUR_MS));
    if (next > newest) break;
    versionsMs.push(next);
  }
  const uri = uriOf(tag, n);
  return {
    n,
    uri,
    sections,
    story,
    versionsMs,
    ...(isEmbargoed && { embargoedUntilMs: anchorMs + (12 + random.below(60)) * HOUR_MS }),
    ...(fate && { fate }),
    ...(random.chance(0.04) && { edNote: 'Photos follow. Next lead by 16:00 UTC.' }),
    pictures: planPictures(random, uri, story),
    popularity: 0.3 + random.exponential(1) ** 2,
  };
}

function planPictures(random: Random, uri: string, story: Story): PicturePlan[] {
  const picture = (
    name: string,
    type: PicturePlan['type'],
    headline: string,
    files: readonly string[],
  ): PicturePlan => ({
    name,
    type,
    isLogo: name.startsWith('logo'),
    uri: `${uri}:${name}`,
    headline,
    caption: `${story.caption}.`,
    byline: story.byline,
    ...(random.chance(0.35) && { supplier: random.pick(SUPPLIERS) }),
    ...(random.chance(0.12) && { usageTerms: random.pick(TERMS) }),
    ...(random.chance(0.97) && { file: random.pick(files) }),
  });
  const photos = random.chance(0.7) ? 1 + random.below(3) : 0;
  return [
    ...Array.from({ length: photos }, (_, n) => picture(`photo-${n + 1}`, 'picture', story.photo, PHOTOS)),
    ...(random.chance(0.15) ? [picture('graphic-1', 'graphic', story.graphic, CHARTS)] : []),
    ...(random.chance(0.05) ? [picture('logo-1', 'picture', story.place, LOGOS)] : []),
  ];
}
