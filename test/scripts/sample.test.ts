import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { listAt, stringAt, valueAt } from '../../scripts/newsroom/client.ts';
import { dateOf, type NinjsItem, readItem, readMedia, readNewsroom } from '../../scripts/newsroom/sample.ts';
import { compileLicense, readProse } from '../../src/rights/index.ts';
import type { LicenseTerms } from '../../src/rights/terms.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SCHEMAS = join(ROOT, '..', 'shared', 'standards', 'ninjs', 'schema');
const items = new Map<string, NinjsItem>();
for (const file of readdirSync(join(ROOT, 'sample', 'items'))) items.set(file, await readItem(file));
const newsroom = await readNewsroom();

const bodyOf = (item: NinjsItem) => stringAt(item, 'bodies', 0, 'value');
const wordsOf = (item: NinjsItem) =>
  bodyOf(item)
    .replace(/<[^>]+>/g, ' ')
    .split(/\s+/)
    .filter(Boolean).length;
const articles = [...items.values()].filter(({ type }) => type === 'text');

describe('the sample newsroom', () => {
  it('has at least 24 wire articles over at least five sections in two languages', () => {
    const sections = new Set(newsroom.items.flatMap((plan) => plan.sections));
    expect(articles.length).toBeGreaterThanOrEqual(24);
    expect([...sections].sort()).toEqual(['business', 'culture', 'panorama', 'politics', 'science', 'sport']);
    expect(new Set(articles.map(({ language }) => language))).toEqual(new Set(['en', 'de']));
  });

  it('gives every article a dateline, a byline, subheads and 200 to 500 words', () => {
    for (const item of articles) {
      const city = stringAt(item, 'located').split(',')[0] ?? '';
      expect(bodyOf(item).toLowerCase()).toMatch(new RegExp(`^<p>${city.toLowerCase()}.*\\(tidemark\\) -`));
      expect(stringAt(item, 'by')).not.toBe('');
      expect(bodyOf(item)).toContain('<h2>');
      expect(wordsOf(item), String(item.uri)).toBeGreaterThanOrEqual(195);
      expect(wordsOf(item), String(item.uri)).toBeLessThanOrEqual(500);
    }
  });

  it('counts the words and characters of its bodies right', () => {
    for (const item of items.values()) {
      const plain = bodyOf(item).replace(/<[^>]+>/g, '');
      expect(valueAt(item, 'bodies', 0, 'wordCount')).toBe(plain.split(/\s+/).filter(Boolean).length);
      expect(valueAt(item, 'bodies', 0, 'charCount')).toBe([...plain.replaceAll('&amp;', '&')].length);
    }
  });

  it('loads every item once, each from a file that is there, but for the correction, which is told in the demo', () => {
    const planned = newsroom.items.map(({ file }) => file);
    const { corrected } = newsroom.story.correction;
    expect(new Set(planned).size).toBe(planned.length);
    expect([...planned, `${corrected}.json`].sort()).toEqual([...items.keys()].sort());
  });

  it('loads items in the order in which they were written, none later than the sample itself', () => {
    const times = newsroom.items.map(({ file }) => Date.parse(String(items.get(file)?.versionCreated)));
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(Date.parse(newsroom.frozenAt));
  });

  it('has a real picture for every associated photograph, graphic and logo, as large as its rendition says', async () => {
    const used = new Set<string>();
    for (const { file, media = {} } of newsroom.items)
      for (const association of listAt(items.get(file), 'associations').filter(
        (item) => valueAt(item, 'type') !== 'text',
      )) {
        const name = media[stringAt(association, 'name')] ?? '';
        const { bytes, contentType } = await readMedia(name);
        used.add(name);
        expect(sniffed(bytes)).toBe(contentType);
        expect(valueAt(association, 'renditions', 0, 'contentType')).toBe(contentType);
        expect(valueAt(association, 'renditions', 0, 'sizeInBytes')).toBe(bytes.length);
      }
    expect([...used].sort()).toEqual(readdirSync(join(ROOT, 'sample', 'media')).sort());
  });

  it('keeps its pictures within 1.5 MB and has no two alike', () => {
    const paths = readdirSync(join(ROOT, 'sample', 'media')).map((name) =>
      join(ROOT, 'sample', 'media', name),
    );
    expect(paths.reduce((sum, path) => sum + statSync(path).size, 0)).toBeLessThan(1_500_000);
    const digests = paths.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect(new Set(digests).size).toBe(paths.length);
  });

  it('has all that the story needs', () => {
    const { embargo, photograph, kill, correction } = newsroom.story;
    const item = (name: string) => items.get(`${name}.json`);
    expect(item(embargo.item)?.embargoedUntil).toBeDefined();
    const photo = listAt(item(photograph.item), 'associations').find(
      (association) => valueAt(association, 'name') === photograph.association,
    );
    expect(valueAt(photo, 'usageTerms')).toBe(
      'JAPAN OUT. MANDATORY CREDIT. EDITORIAL USE ONLY. NO ARCHIVE AFTER 14 DAYS.',
    );
    expect(item(kill.item)).toBeDefined();
    expect(item(kill.substitute)).toBeDefined();
    expect(item(correction.corrected)?.uri).toBe(item(correction.item)?.uri);
    expect(item(correction.corrected)?.version).toBe('2');
  });

  it('has two photographs of third-party suppliers', () => {
    const holders = [...items.values()]
      .flatMap((item) => listAt(item, 'associations'))
      .filter(
        (item) => valueAt(item, 'type') === 'picture' && valueAt(item, 'copyrightHolder') !== newsroom.agency,
      )
      .map((item) => valueAt(item, 'copyrightHolder'));
    expect(holders.sort()).toEqual(['Bursztyn Pictures', 'Naniwa Photo Cooperative']);
  });

  it('has a package whose members are items of the sample', () => {
    const uris = new Set(articles.map(({ uri }) => uri));
    const packages = [...items.values()].filter(({ type }) => type === 'composite');
    expect(packages).toHaveLength(1);
    const members = listAt(packages[0], 'associations').map((association) => valueAt(association, 'uri'));
    expect(members.length).toBeGreaterThan(2);
    expect(members.filter((uri) => !uris.has(uri))).toEqual([]);
  });

  it('names only domains that nobody can own', () => {
    for (const { titles, contact } of newsroom.partners)
      for (const domain of [...titles.flatMap(({ domains }) => domains), contact])
        expect(domain).toMatch(/\.example$/);
  });

  it('has license terms that compile, for any year', () => {
    for (const { titles, license } of newsroom.partners) {
      const now = Date.now();
      const terms = {
        ...license,
        partner: 'par_1',
        starts: dateOf(license.starts, now),
        ends: dateOf(license.ends, now),
      };
      const compiled = compileLicense({
        id: 'lic_1',
        version: 1,
        titles,
        terms: terms as unknown as LicenseTerms,
      });
      expect(compiled.ok ? [] : compiled.reason).toEqual([]);
    }
  });

  it('carries restrictions that the phrasebook reads word for word, one of which it leaves to the desk', () => {
    const texts = [...items.values()].flatMap((item) =>
      listAt(item, 'associations').map((association) => valueAt(association, 'usageTerms')),
    );
    const wired = texts.filter((text) => typeof text === 'string').map((text) => readProse(text));
    const desk = newsroom.restrictions.map(({ text }) => readProse(text));
    expect([...wired, ...desk].flatMap(({ unaccounted }) => unaccounted)).toEqual([]);
    expect(wired.map(({ complete }) => complete).sort()).toEqual([false, true]);
    expect(desk.every(({ complete }) => complete)).toBe(true);
  });

  it('rests every license on a consent', () => {
    for (const { license } of newsroom.partners) {
      expect(stringAt(license, 'consent', 'reference')).toMatch(/^TNA-\d{4}-\d{4}$/);
      expect(stringAt(license, 'consent', 'signedBy')).not.toBe('');
    }
  });

  it.skipIf(!existsSync(SCHEMAS) && process.env.CI !== 'true')(
    'is valid ninjs 3.1 by the official schema (skipped where ../shared/standards is absent)',
    () => {
      const schema = JSON.parse(readFileSync(join(SCHEMAS, 'ninjs-schema_3.1.json'), 'utf8'));
      const ajv = new Ajv2020({ strict: false });
      addFormats.default(ajv);
      // The schema refers to GeoJSON's own, which no item of the sample uses.
      ajv.addSchema({ $id: 'https://geojson.org/schema/GeoJSON.json' });
      const validate = ajv.compile(schema);
      for (const [file, item] of items)
        expect(validate(item), `${file}: ${ajv.errorsText(validate.errors)}`).toBe(true);
    },
  );
});

function sniffed(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'image/jpeg';
  return Buffer.from(bytes.subarray(1, 4)).toString('latin1') === 'PNG' ? 'image/png' : 'unknown';
}
