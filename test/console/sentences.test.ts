/**
 * Sentences of the API on a page: every one in every language, with names for slugs and dates in the reader's
 * zone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { choiceOf } from '../../src/console/deliveries/filters.ts';
import type { Entity } from '../../src/console/frame/entity-names.ts';
import { type Language, translator } from '../../src/console/frame/messages.ts';
import { type ApiMessage, SENTENCE_TEMPLATES, sentenceIn } from '../../src/console/frame/sentences.ts';
import { EVENT_TYPES } from '../../src/ledger/events/types.ts';
import { decide } from '../../src/rights/index.ts';
import { input, license } from '../rights/fixtures.ts';

const file = (language: Language, name: string): Record<string, string> =>
  JSON.parse(readFileSync(`assets/console/messages/${language}/${name}.json`, 'utf8'));
const german = file('de', 'sentence');

const reader = (language: Language, zone = 'UTC') => {
  const words = { ...file(language, 'word'), ...file(language, 'decisions'), ...file(language, 'licenses') };
  const messages = language === 'de' ? { ...words, ...german } : words;
  return { t: translator(language, messages, SENTENCE_TEMPLATES), zone };
};
const onWire = (message: object): ApiMessage => JSON.parse(JSON.stringify(message));

describe('the words of pages', () => {
  it.each(['en', 'de'] as const)('name every event, in %s', (language) => {
    const words = file(language, 'word');
    expect(EVENT_TYPES.filter((type) => words[`word.event.${type}`] === undefined)).toEqual([]);
  });

  it.each(['en', 'de'] as const)('name every format that the log has, in %s', (language) => {
    const words = file(language, 'word');
    const { values } = choiceOf('format');
    expect(values).toContain('newsml');
    expect(values?.filter((format) => words[`word.format.${format}`] === undefined)).toEqual([]);
  });

  it.each(['en', 'de'] as const)('name no request of the API to people of the agency, in %s', (language) => {
    // The pages of partners and of verification explain the API.
    const pages = readdirSync(`assets/console/messages/${language}`)
      .map((name) => name.replace('.json', ''))
      .filter((name) => !['start', 'verify'].includes(name));
    const requests = pages.flatMap((name) =>
      Object.entries(file(language, name)).filter(([, text]) =>
        /\/v1\/|\b(PUT|POST|PATCH|DELETE) /.test(text),
      ),
    );
    expect(requests).toEqual([]);
  });
});

describe('the sentences of the API', () => {
  it('are there in German, with the placeholders of the English ones, and no others are', () => {
    const placeholders = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([found]) => found).sort();
    expect(Object.keys(german).sort()).toEqual(
      Object.keys(SENTENCE_TEMPLATES)
        .map((key) => `sentence.${key}`)
        .sort(),
    );
    for (const [key, text] of Object.entries(SENTENCE_TEMPLATES))
      expect([key, placeholders(german[`sentence.${key}`])]).toEqual([key, placeholders(text)]);
  });

  it('say no word of English in German', () => {
    for (const [key, text] of Object.entries(german))
      expect([key, text.replace(/\{\w+\}/g, '')]).not.toEqual([
        key,
        expect.stringMatching(/\b(the|is|of|not|and|with|license|withheld)\b/i),
      ]);
  });

  it('name places, uses and content types', () => {
    const decision = decide(input({ use: { action: 'display', territory: 'JP' } }));
    const [component] = decision.components;
    expect(component?.sentence).toBe('Dispatch withheld: the license permits display in DACH, not JP.');
    const message = onWire(component?.message ?? {});
    expect(sentenceIn(reader('en'), message)).toBe(
      'Text withheld: the license permits display in DACH, not Japan.',
    );
    expect(sentenceIn(reader('de'), message)).toMatch(
      /^Text nicht ausgeliefert: Die Lizenz erlaubt .+ im Gebiet DACH, angefragt ist Japan\.$/,
    );
  });

  it('tell the last day in the zone of the license, and an end within a day in the zone of the reader', () => {
    const until = (ends: string, timeZone?: string) => {
      const under = license({ ends, ...(timeZone && { timeZone }) });
      return sentenceIn(reader('de', 'Asia/Tokyo'), onWire(decide(input({ license: under })).message));
    };
    expect(until('2027-01-01T00:00:00Z')).toMatch(/ bis 31\.12\.2026\.$/);
    expect(until('2026-12-31T23:00:00Z', 'Europe/Berlin')).toMatch(/ bis 31\.12\.2026\.$/);
    expect(until('2026-12-31T23:00:00Z')).toMatch(/ bis 01\.01\.2027, 08:00\.$/);
  });

  it('call things of ours by their names, and by their ids where nobody knows a name', () => {
    const id = `lic_${'0'.repeat(32)}`;
    const message = { key: 'decision.under', parameters: { license: id } };
    const templates = { 'decision.under': 'under license {license}' };
    const t = translator('en', {}, templates);
    const names = { get: () => ({ name: 'Nordlys · TMA-1' }) as Entity, titleOf: () => undefined };
    expect(sentenceIn({ t, zone: 'UTC', names }, message)).toBe('Under license Nordlys · TMA-1');
    expect(sentenceIn({ t, zone: 'UTC' }, message)).toBe(`Under license ${id}`);
  });

  it('are left to the words of the API where the page does not know them', () => {
    expect(sentenceIn(reader('de'), { key: 'reason.of_tomorrow', parameters: {} })).toBeNull();
    expect(sentenceIn(reader('de'), undefined)).toBeNull();
  });

  it('count, list and shorten as the language does', () => {
    const of = (key: string, parameters: Record<string, unknown>) =>
      sentenceIn(reader('de'), { key, parameters });
    expect(of('past.billed', { count: 1 })).toBe('1 Einheit kam zur Rechnung hinzu.');
    expect(of('past.billed', { count: 1200 })).toBe('1.200 Einheiten kamen zur Rechnung hinzu.');
    expect(of('constraint.after', { values: { list: [{ of: 'period', value: 'P14D' }] } })).toBe(
      'Mehr als 14 Tage nach Erstellung der Version',
    );
    const list = 'abcdefghij'.split('').map((value) => ({ of: 'section', value }));
    expect(of('constraint.title', { values: { list } })).toBe('Durch a, b, c, d, e, f, g, h und 2 weitere');
  });
});
