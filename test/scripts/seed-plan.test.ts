/** What `npm run seed` is going to send is what the gateway takes, and the same again for the same seed. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { planArticle } from '../../scripts/newsroom/plan/articles.ts';
import { correctionOf, sentVersion } from '../../scripts/newsroom/plan/item.ts';
import { planLicense } from '../../scripts/newsroom/plan/licenses.ts';
import { type Newsroom, numberOf, tagOf, uriOf } from '../../scripts/newsroom/plan/newsroom.ts';
import { bytesOf } from '../../scripts/newsroom/plan/pictures.ts';
import { readOptions } from '../../scripts/newsroom/seed/options.ts';
import { readDataUri } from '../../src/articles/media/data-uri.ts';
import { mediumOf } from '../../src/articles/media/medium.ts';
import { parseItem } from '../../src/articles/ninjs/parse.ts';
import { newLicense } from '../../src/licensing/licenses/schemas.ts';
import { newPartner } from '../../src/licensing/partners/schemas.ts';
import { checkLicense } from '../../src/rights/index.ts';
import { unbounded } from '../support/budget.ts';

const SEED = 'test';
const TAG = tagOf(SEED);
const ANCHOR = Date.parse('2026-11-26T20:00:00Z');
const newsroomOf = (seed: string): Newsroom => ({
  seed,
  tag: tagOf(seed),
  fromMs: ANCHOR - 30 * 86_400_000,
  untilMs: ANCHOR,
});
const NEWSROOM = newsroomOf(SEED);
const OPTIONS = { now: ANCHOR, agency: 'Tidemark News Agency', budget: unbounded() };
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const licenses = numbers(300).map((place) => planLicense(NEWSROOM, place));
const articles = numbers(300).map((n) => planArticle(NEWSROOM, n));

const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('a planned newsroom', () => {
  it('is the same by the same seed, another by another one, and keeps what it has when more is asked for', () => {
    const repeated = numbers(300).map((n) => planArticle(NEWSROOM, n));
    expect(digestOf(repeated)).toBe(digestOf(articles));
    expect(digestOf(numbers(300).map((place) => planLicense(NEWSROOM, place)))).toBe(digestOf(licenses));
    const other = newsroomOf('other');
    expect(digestOf(numbers(300).map((n) => planArticle(other, n)))).not.toBe(digestOf(articles));
    expect(planArticle(NEWSROOM, 299)).toEqual(articles[299]);
  });

  it('names its items so that they are known again, and by no other seed', () => {
    expect(numberOf(TAG, uriOf(TAG, 17))).toBe(17);
    expect(numberOf(TAG, `${uriOf(TAG, 17)}:photo-1`)).toBeNull();
    expect(numberOf(tagOf('other'), uriOf(TAG, 17))).toBeNull();
  });
});

describe('planned licenses', () => {
  it('and their partners are what the desk’s routes take, without a fault', () => {
    for (const { partner, terms, titles } of licenses) {
      expect(newPartner.safeParse(partner).error).toBeUndefined();
      const body = { ...terms, partner: 'par_1', products: ['prd_1'] };
      expect(newLicense.safeParse(body).error).toBeUndefined();
      expect(checkLicense({ id: 'lic_1', version: 1, terms: body, titles }, ANCHOR).faults).toEqual([]);
    }
  });

  it('have names of their own: consents, and addresses of partners', () => {
    expect(new Set(licenses.map(({ terms }) => terms.consent.reference)).size).toBe(licenses.length);
    const houses = new Map(licenses.map(({ partner }) => [partner.contact, partner.name]));
    expect(houses.size).toBe(240);
    expect(new Set(houses.values()).size).toBe(240);
  });

  it('are of every kind among the first twelve', () => {
    const dozen = licenses.slice(0, 12);
    expect(new Set(dozen.map(({ role }) => role)).size).toBe(12);
    expect(dozen.some(({ terms }) => terms.advance)).toBe(true);
    expect(dozen.some(({ terms }) => terms.quota?.onExceed === 'refuse')).toBe(true);
    expect(dozen.some(({ terms }) => terms.sublicensing)).toBe(true);
    expect(dozen.some(({ terms }) => terms.uses.includes('ai-input'))).toBe(true);
    expect(dozen.some(({ terms }) => terms.components.join() === 'photograph')).toBe(true);
    expect(dozen.some(({ terms }) => Date.parse(terms.ends) < ANCHOR)).toBe(true);
    expect(dozen.some(({ later }) => later && 'status' in later)).toBe(true);
    expect(dozen.some(({ terms }) => terms.territories.includes('JP'))).toBe(true);
  });

  it('ask unevenly: a tenth for about half', () => {
    const weights = licenses.map(({ weight }) => weight).sort((a, b) => b - a);
    const sum = (list: number[]) => list.reduce((total, value) => total + value, 0);
    const share = sum(weights.slice(0, 30)) / sum(weights);
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.65);
  });
});

describe('planned articles', () => {
  const sentOf = (n: number) => {
    const plan = articles[n] as (typeof articles)[number];
    return [
      ...plan.versionsMs.map((_, place) => sentVersion(plan, place, bytesOf)),
      ...(plan.fate === 'corrected' ? [correctionOf(plan, ANCHOR)] : []),
    ];
  };

  it('are ninjs that ingest takes, each version newer than the one before, nothing set apart', () => {
    for (const { n, sections } of articles) {
      let beforeMs = 0;
      for (const { item, version } of sentOf(n)) {
        const read = parseItem(item, { sections, ...OPTIONS });
        if (!read.ok) throw new Error(JSON.stringify(read.reason));
        expect(read.value.extra).toEqual([]);
        expect(read.value.item.version).toBe(String(version));
        expect(read.value.item.versionCreated).toBeGreaterThan(beforeMs);
        beforeMs = read.value.item.versionCreated;
        expect(read.value.item.blocks.length).toBeGreaterThan(4);
      }
      expect(beforeMs).toBeLessThanOrEqual(ANCHOR);
    }
  });

  it('come with pictures that are whole, each of its own bytes', () => {
    const digests: string[] = [];
    for (const { n, sections } of articles.slice(0, 100)) {
      const read = parseItem(sentOf(n)[0]?.item, { sections, ...OPTIONS });
      for (const { href, type } of read.ok ? read.value.media : []) {
        const data = readDataUri(href);
        expect(data && mediumOf(data.bytes, data.contentType, type, unbounded())).toMatchObject({ ok: true });
        digests.push(digestOf(href));
      }
    }
    expect(digests.length).toBeGreaterThan(80);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('have a kill, a hold, a correction, an embargo and open restrictions among the first sixty, in three languages', () => {
    const few = articles.slice(0, 60);
    expect(new Set(few.flatMap(({ fate }) => fate ?? []))).toEqual(new Set(['killed', 'held', 'corrected']));
    expect(few.filter(({ embargoedUntilMs }) => (embargoedUntilMs ?? 0) > ANCHOR).length).toBeGreaterThan(1);
    expect(new Set(few.map(({ story }) => story.language))).toEqual(new Set(['en', 'de', 'fr']));
    expect(new Set(few.flatMap(({ sections }) => sections)).size).toBe(7);
    expect(few.some(({ versionsMs }) => versionsMs.length > 2)).toBe(true);
    expect(
      articles.flatMap(({ pictures }) => pictures.flatMap(({ association }) => association.usageTerms ?? []))
        .length,
    ).toBeGreaterThan(20);
    for (const { story } of articles)
      expect(JSON.stringify(story)).not.toMatch(/[{}]place|\{(person|org|number|day)\}/);
  });
});

describe('what is asked for on the command line', () => {
  it('is a number each, 0 among them, and an address that is one', () => {
    expect(readOptions([])).toMatchObject({ articles: 1_000, licenses: 100, entries: 20_000, rate: null });
    expect(readOptions(['--entries', '0', '--articles', '0', '--licenses', '0'])).toMatchObject({
      entries: 0,
    });
    expect(readOptions(['--gateway', 'https://news.example/'])).toMatchObject({
      gateway: 'https://news.example',
    });
  });

  it.each([
    [['--entries', '-1']],
    [['--entries', '1e3']],
    [['--entries', 'many']],
    [['--entries', '10000001']],
    [['--entries', '5', '--articles', '0']],
    [['--licenses', '0']],
    [['--rate', '0']],
    [['--seed', '']],
    [['--gateway', 'news.example']],
    [['--gateway', 'ftp://news.example']],
    [['--nonsense']],
    [['20000']],
  ])('is refused otherwise: %j', (args) => {
    expect(readOptions(args)).toBeNull();
  });
});
