/** The articles of a newsroom, each by itself: planning more of them changes none. Pure. */
import { SECTIONS, SUPPLIERS } from './names.ts';
import { type Newsroom, uriOf } from './newsroom.ts';
import { Random } from './random.ts';
import { HOUR_MS, momentIn } from './rhythm.ts';
import { inventStory, type Story } from './stories/story.ts';

export interface PicturePlan {
  uri: string;
  /** File in sample/media; absent: the newsroom has not sent the bytes yet. */
  file?: string;
  /** As ninjs 3.1, without its bytes. */
  association: Record<string, unknown>;
}

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

export function planArticle({ seed, tag, fromMs, untilMs }: Newsroom, n: number): ArticlePlan {
  const random = new Random(`${seed} article ${n}`);
  const section = random.pick(SECTIONS);
  const sections = random.chance(0.2) ? [...new Set([section, random.pick(SECTIONS)])] : [section];
  const story = inventStory(random, section);
  const fate = FATES[n % FATES_OF];
  const isEmbargoed = fate === undefined && n % EMBARGOED_OF === 3;
  const newest = untilMs - 10 * 60_000;
  const firstMs = isEmbargoed
    ? newest - random.below(HOUR_MS)
    : Math.min(newest, momentIn(random, { fromMs, untilMs }));
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
    ...(isEmbargoed && { embargoedUntilMs: untilMs + (12 + random.below(60)) * HOUR_MS }),
    ...(fate && { fate }),
    ...(random.chance(0.04) && { edNote: 'Photos follow. Next lead by 16:00 UTC.' }),
    pictures: planPictures(random, uri, story, firstMs),
    popularity: 0.3 + random.exponential(1) ** 2,
  };
}

function planPictures(random: Random, uri: string, story: Story, atMs: number): PicturePlan[] {
  const picture = (
    name: string,
    type: 'picture' | 'graphic',
    headline: string,
    files: readonly string[],
  ): PicturePlan => {
    const supplier = random.chance(0.35) ? random.pick(SUPPLIERS) : undefined;
    const usageTerms = random.chance(0.12) ? random.pick(TERMS) : undefined;
    return {
      uri: `${uri}:${name}`,
      ...(random.chance(0.97) && { file: random.pick(files) }),
      association: {
        name,
        uri: `${uri}:${name}`,
        type,
        version: '1',
        versionCreated: new Date(atMs).toISOString(),
        pubStatus: 'usable',
        language: story.language,
        headlines: [headlineOf(headline, 'main')],
        descriptions: [{ role: 'caption', contentType: 'text/plain', value: `${story.caption}.` }],
        by: story.byline,
        ...(name.startsWith('logo') && { genres: [{ name: 'logo' }] }),
        ...(supplier !== undefined && {
          copyrightHolder: supplier,
          copyrightNotice: `© ${supplier}`,
          infoSources: [{ name: supplier, role: 'supplier' }],
        }),
        ...(usageTerms !== undefined && { usageTerms }),
      },
    };
  };
  const photos = random.chance(0.7) ? 1 + random.below(3) : 0;
  return [
    ...Array.from({ length: photos }, (_, n) => picture(`photo-${n + 1}`, 'picture', story.photo, PHOTOS)),
    ...(random.chance(0.15) ? [picture('graphic-1', 'graphic', story.graphic, CHARTS)] : []),
    ...(random.chance(0.05) ? [picture('logo-1', 'picture', story.place, LOGOS)] : []),
  ];
}

export const headlineOf = (value: string, role: string) => ({ role, contentType: 'text/plain', value });
