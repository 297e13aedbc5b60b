/** What there is to read: texts with their pictures, some corrected, a few killed or restricted. Pure. */
import { createHash } from 'node:crypto';
import type { ItemVersion } from '../../../src/articles/model.ts';
import { derivedId } from '../../../src/platform/ids.ts';
import type { ComponentType } from '../../../src/rights/terms.ts';
import { SECTIONS, SUPPLIERS, sentence } from '../plan/names.ts';
import type { Random } from '../plan/random.ts';
import { DAY_MS, HOUR_MS, instants } from '../plan/rhythm.ts';

export interface PlannedComponent {
  id: string;
  type: ComponentType;
  name: string;
  digest: string;
  supplier?: string;
  /** Of a restriction on it, and what it says. */
  restriction?: { id: string; text: 'JAPAN OUT.' | 'To be cleared with the studio.' };
}

export interface PlannedArticle {
  id: string;
  uri: string;
  sections: string[];
  headline: string;
  paragraphs: string[];
  components: PlannedComponent[];
  /** Oldest first. */
  versions: { version: string; atMs: number; killed?: true }[];
  embargoedUntilMs?: number;
}

/** Before the log begins there were articles as well. */
const BEFORE_MS = 30 * DAY_MS;

export function planArticles(
  random: Random,
  count: number,
  { seed, fromMs, untilMs }: { seed: string; fromMs: number; untilMs: number },
): PlannedArticle[] {
  const times = instants(random, count, { fromMs: fromMs - BEFORE_MS, untilMs });
  return [...times].map((atMs, n) => planArticle(random, { uri: `urn:fill:${seed}:${n}`, atMs, untilMs }));
}

function planArticle(
  random: Random,
  { uri, atMs, untilMs }: { uri: string; atMs: number; untilMs: number },
): PlannedArticle {
  const id = derivedId('itm', uri);
  const sections = random.chance(0.2)
    ? [...new Set([random.pick(SECTIONS), random.pick(SECTIONS)])]
    : [random.pick(SECTIONS)];
  const later = (mean: number) => Math.round(random.exponential(mean)) + 60_000;
  const times = [atMs];
  while (times.length < 4 && random.chance(0.25)) times.push((times.at(-1) ?? atMs) + later(3 * HOUR_MS));
  const killed = random.chance(0.01);
  if (killed) times.push((times.at(-1) ?? atMs) + later(6 * HOUR_MS));
  const versions = times
    .map((dated, place) => ({
      version: String(place + 1),
      atMs: dated,
      ...(killed && place === times.length - 1 && { killed: true as const }),
    }))
    .filter((version) => version.atMs < untilMs);
  return {
    id,
    uri,
    sections,
    headline: sentence(random).slice(0, -1),
    paragraphs: Array.from({ length: 3 + random.below(5) }, () => `${sentence(random)} ${sentence(random)}`),
    components: planComponents(random, id),
    versions,
    // One that is corrected under its embargo would be another change each time that it lifts.
    ...(times.length === 1 &&
      random.chance(0.03) && { embargoedUntilMs: atMs + (1 + random.below(8)) * HOUR_MS }),
  };
}

function planComponents(random: Random, item: string): PlannedComponent[] {
  const of = (type: ComponentType, name: string): PlannedComponent => ({
    id:
      name === 'dispatch'
        ? derivedId('cmp', item, name)
        : derivedId('cmp', item, 'association', `${item}/${name}`),
    type,
    name,
    digest: createHash('sha256').update(`${item} ${name}`).digest('base64url'),
    ...(type !== 'dispatch' && random.chance(0.35) && { supplier: random.pick(SUPPLIERS) }),
  });
  const photographs = Array.from({ length: random.chance(0.7) ? 1 + random.below(3) : 0 }, (_, n) =>
    of('photograph', `photo-${n + 1}`),
  );
  for (const photograph of photographs)
    if (random.chance(0.06))
      photograph.restriction = {
        id: `rst_${random.hex(32)}`,
        text: random.chance(0.7) ? 'JAPAN OUT.' : 'To be cleared with the studio.',
      };
  return [
    of('dispatch', 'dispatch'),
    ...photographs,
    ...(random.chance(0.15) ? [of('graphic', 'graphic-1')] : []),
    ...(random.chance(0.05) ? [of('logo', 'logo-1')] : []),
  ];
}

/** As ingest would have stored this version. */
export function itemOf(article: PlannedArticle, place: number): ItemVersion {
  const { version = '1', atMs = 0, killed } = article.versions[place] ?? {};
  const { id, uri, sections, headline, paragraphs, components, embargoedUntilMs } = article;
  return {
    id,
    uri,
    version,
    seq: 0,
    changeType: killed ? 'kill' : place === 0 ? 'new' : 'update',
    type: 'text',
    pubStatus: killed ? 'canceled' : 'usable',
    ...(embargoedUntilMs !== undefined && { embargoedUntil: embargoedUntilMs }),
    versionCreated: atMs,
    firstCreated: article.versions[0]?.atMs ?? atMs,
    sections,
    subjects: [],
    language: 'en',
    headline,
    blocks: paragraphs.map((text) => ({ kind: 'paragraph', inlines: [{ text }] })),
    components: components.map(({ restriction, ...component }) => ({
      ...component,
      uri: `${uri}/${component.name}`,
      ...(restriction && { usageTerms: restriction.text }),
      ...(component.type !== 'dispatch' && {
        headline,
        content: {
          key: `media/${component.digest}`,
          contentType: 'image/jpeg',
          bytes: 100_000,
          width: 1_200,
          height: 800,
        },
      }),
      ninjs: {},
    })),
    ninjs: {},
  };
}
