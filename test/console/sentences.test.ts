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
import { meaningName } from '../../src/console/parts/rules.tsx';
import { EVENT_TYPES } from '../../src/ledger/events/types.ts';
import { decide, MEANING_KEYS, readProse } from '../../src/rights/index.ts';
import { decideOne, input, license, restriction, subject } from '../rights/fixtures.ts';
import { english as inEnglish, german as inGerman } from './licenses/words.ts';

const file = (language: Language, name: string): Record<string, string> =>
  JSON.parse(readFileSync(`assets/console/messages/${language}/${name}.json`, 'utf8'));
const german = file('de', 'sentence');

const reader = (language: Language, zone = 'UTC') => {
  const words = { ...file(language, 'word'), ...file(language, 'decisions'), ...file(language, 'licenses') };
  const messages = { ...words, ...file(language, 'sentence') };
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
  it('are there in German, and nothing that pages reword is unknown to the API', () => {
    const keysOf = (language: Language) => Object.keys(file(language, 'sentence')).sort();
    const known = Object.keys(SENTENCE_TEMPLATES).map((key) => `sentence.${key}`);
    expect(keysOf('de')).toEqual(known.sort());
    expect(keysOf('en').filter((key) => !known.includes(key))).toEqual([]);
  });

  it.each(['en', 'de'] as const)('have the placeholders of the API, in %s', (language) => {
    // People see no number of a rule anywhere, so pages say what the rule is about instead.
    const placeholders = (text = '') =>
      [...text.matchAll(/\{(\w+)(:\w+)?\}/g)]
        .map(([, name]) => name)
        .filter((name) => name !== 'ordinal')
        .sort();
    for (const [key, text] of Object.entries(file(language, 'sentence')))
      expect([key, placeholders(text)]).toEqual([
        key,
        placeholders(SENTENCE_TEMPLATES[key.slice('sentence.'.length)]),
      ]);
  });

  it('say no word of English in German', () => {
    for (const [key, text] of Object.entries(german))
      expect([key, text.replace(/\{[\w:]+\}/g, '')]).not.toEqual([
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
      'Text withheld: the license permits display in the DACH countries (Germany, Austria, Switzerland); the request names Japan.',
    );
    expect(sentenceIn(reader('de'), message)).toBe(
      'Text nicht ausgeliefert: Die Lizenz erlaubt Anzeige in den DACH-Ländern (Deutschland, Österreich, Schweiz); angefragt ist Japan.',
    );
  });

  it('tell the last day in the zone of the license, and an end within a day in the zone of the reader', () => {
    const until = (ends: string, timeZone?: string) => {
      const under = license({ ends, ...(timeZone && { timeZone }) });
      return sentenceIn(reader('de', 'Asia/Tokyo'), onWire(decide(input({ license: under })).message));
    };
    expect(until('2027-01-01T00:00:00Z')).toMatch(/ bis 31\.12\.2026 \(einschließlich\)\.$/);
    expect(until('2026-12-31T23:00:00Z', 'Europe/Berlin')).toMatch(/ bis 31\.12\.2026 \(einschließlich\)\.$/);
    const at = { instant: '2027-01-01T00:00:00Z', term: { edge: 'last', zone: 'UTC' } };
    const over = { key: 'license.over', parameters: { at } };
    expect(sentenceIn(reader('de'), over)).toBe('Diese Lizenz ist am 31.12.2026 abgelaufen.');
    expect(sentenceIn(reader('en'), over)).toBe('This license expired on 31 Dec 2026.');
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
    const list = [...'abcdefghijklmn'].map((value) => ({ of: 'section', value }));
    expect(of('constraint.title', { values: { list } })).toBe(
      'Durch a, b, c, d, e, f, g, h, i, j, k, l und 2 weitere',
    );
    // One more value takes no more room than its count.
    expect(of('constraint.title', { values: { list: list.slice(1) } })).toMatch(/ m und n$/);
    const places = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU'];
    const countries = { list: places.map((value) => ({ of: 'place', value })) };
    expect(of('constraint.in', { places: countries })).toMatch(/^In Österreich, .+ und in 2 weiteren$/);
  });
});

/** What a page says of the decision, and of the rule that made it. */
function saidOf(change: Parameters<typeof decideOne>[0]) {
  const { message, trace, decidedBy } = decideOne(change);
  const step = trace.find(({ policy, rule }) => `${policy}#${rule}` === decidedBy);
  const says = (t: typeof inEnglish) => {
    const reader = { t, zone: 'UTC', termZone: 'UTC' };
    return [message, step?.message].map((part) => sentenceIn(reader, onWire(part ?? {})));
  };
  return { en: says(inEnglish), de: says(inGerman) };
}
const restrictedBy = (text: string, kind: 'agency' | 'item' = 'agency') => {
  const scope = kind === 'agency' ? { kind } : { kind, item: 'itm_1' };
  return { restrictions: [restriction(readProse(text).policy, { scope })] };
};
const AT_HOME = { action: 'display', title: 'morgen', territory: 'DE', channel: 'web' } as const;

describe('the sentences of a decision', () => {
  it('say where, on what and for what in the grammar of the language', () => {
    const terms = {
      territories: ['world', '-CH'],
      channels: ['web', 'app'],
      purposes: ['editorial'],
    } as const;
    const said = saidOf({
      license: license({
        ...terms,
        territories: [...terms.territories],
        channels: [...terms.channels],
        purposes: [...terms.purposes],
      }),
      use: { ...AT_HOME, purpose: 'advertising' },
    });
    expect(said.en).toEqual([
      'Text withheld: the license permits display for editorial purposes; the request names advertising.',
      'This rule of the license permits display of texts, photographs, graphics and logos, by morgen and abend, in all countries, outside Switzerland, on the web and in apps, for editorial purposes, from 1 Jan 2026 until 31 Dec 2026 (inclusive). “for editorial purposes” doesn’t apply to advertising.',
    ]);
    expect(said.de).toEqual([
      'Text nicht ausgeliefert: Die Lizenz erlaubt Anzeige für redaktionelle Zwecke; angefragt ist Werbung.',
      'Die Lizenz erlaubt mit dieser Regel Anzeige von Texten, Fotos, Grafiken und Logos, durch morgen und abend, weltweit, außer in der Schweiz, im Web und in Apps, für redaktionelle Zwecke, ab 01.01.2026 bis 31.12.2026 (einschließlich). „für redaktionelle Zwecke“ trifft auf Werbung nicht zu.',
    ]);
  });

  it('name the restriction that prohibits, instead of the number of its rule', () => {
    const said = saidOf({
      ...restrictedBy('EDITORIAL USE ONLY'),
      use: { ...AT_HOME, purpose: 'commercial' },
    });
    expect(said.en).toEqual([
      'Text withheld: a restriction on all agency content prohibits display except for editorial purposes.',
      'A restriction on all agency content prohibits any use except for editorial purposes.',
    ]);
    expect(said.de).toEqual([
      'Text nicht ausgeliefert: Eine Auflage für alle Inhalte der Agentur untersagt Anzeige außer für redaktionelle Zwecke.',
      'Eine Auflage für alle Inhalte der Agentur untersagt jede Nutzung außer für redaktionelle Zwecke.',
    ]);
    const ofItem = saidOf({ ...restrictedBy('NO ONLINE', 'item'), use: AT_HOME });
    expect(ofItem.en[1]).toMatch(/^A restriction on the article prohibits any use on the web, in apps, /);
    expect(ofItem.de[1]).toMatch(/^Eine Auflage für den Artikel untersagt jede Nutzung im Web, in Apps, /);
  });

  it('call all uses together any use, whatever acts a rule lists, and say where it concerns only part', () => {
    const said = (language: Language, ...texts: string[]) => {
      const restrictions = texts.flatMap((text) => restrictedBy(text).restrictions);
      const { trace } = decideOne({ restrictions, use: { title: 'morgen', territory: 'DE' } });
      const messages = trace.filter(({ kind }) => kind === 'prohibition').map(({ message }) => message);
      return messages.map((message) => sentenceIn(reader(language), onWire(message)));
    };
    const [en, de] = [
      'A restriction on all agency content prohibits any use',
      'Eine Auflage für alle Inhalte der Agentur untersagt jede Nutzung',
    ];
    expect(said('en', 'EDITORIAL USE ONLY')).toEqual([
      `${en} except for editorial purposes. This part is excluded from the rights.`,
    ]);
    expect(said('de', 'EDITORIAL USE ONLY')).toEqual([
      `${de} außer für redaktionelle Zwecke. Dieser Teil ist von den Rechten ausgenommen.`,
    ]);
    expect(said('en', 'EDITORIAL USE ONLY', 'GERMANY OUT')).toEqual([
      `${en} except for editorial purposes. This concerns only part of what the request leaves open, and did not decide.`,
      `${en} in Germany.`,
    ]);
    expect(said('de', 'EDITORIAL USE ONLY', 'GERMANY OUT')).toEqual([
      `${de} außer für redaktionelle Zwecke. Das betrifft nur einen Teil dessen, was die Anfrage offenlässt, und war nicht entscheidend.`,
      `${de} in Deutschland.`,
    ]);
  });

  it('tell the seconds of an instant that has some', () => {
    const until = (iso: string) => {
      const decided = decide(input({ subject: subject({ embargoedUntil: Date.parse(iso) }), use: AT_HOME }));
      return sentenceIn(reader('de'), onWire(decided.message));
    };
    const ends = (text: string | null) => /Sperrfrist.*?(\d\d:\d\d(:\d\d)?)/.exec(text ?? '')?.[1];
    expect(ends(until('2026-12-02T10:43:36Z'))).toBe('10:43:36');
    expect(ends(until('2026-12-02T10:43:00Z'))).toBe('10:43');
  });

  it('say what a rule depends on that the request leaves out', () => {
    const said = saidOf({ ...restrictedBy('MAX 3 USES'), use: AT_HOME });
    expect(said.en).toEqual([
      'Text withheld: a restriction on all agency content depends on the count, which the request doesn’t state.',
      'A restriction on all agency content prohibits any use if the count is more than 3. The request doesn’t say whether “if the count is more than 3” applies.',
    ]);
    expect(said.de).toEqual([
      'Text nicht ausgeliefert: Eine Auflage für alle Inhalte der Agentur hängt von der Angabe „Anzahl“ ab, die fehlt.',
      'Eine Auflage für alle Inhalte der Agentur untersagt jede Nutzung bei Anzahl über 3. Ob „bei Anzahl über 3“ zutrifft, geht aus der Anfrage nicht hervor.',
    ]);
  });

  it('say an instant where a time since the creation is compared', () => {
    const use = { ...AT_HOME, action: 'archive' };
    const { trace } = decideOne({ ...restrictedBy('NO ARCHIVE AFTER 14 DAYS'), use });
    const step = trace.find(({ kind }) => kind === 'prohibition');
    const said = (t: typeof inEnglish) => sentenceIn({ t, zone: 'UTC' }, onWire(step?.message ?? {}));
    expect(said(inEnglish)).toMatch(/ doesn’t apply to 20 Nov 2026, 12:00\.$/);
    expect(said(inGerman)).toMatch(/ trifft auf 20\.11\.2026, 12:00 nicht zu\.$/);
  });

  it.each([
    ['en', inEnglish],
    ['de', inGerman],
  ])('have a word for each kind of rule and its outcome, in %s', (_, t) => {
    const steps = [
      restrictedBy('EDITORIAL USE ONLY'),
      restrictedBy('MAX 3 USES'),
      { entitlement: { channels: ['print' as const] } },
    ].flatMap((change) => decideOne({ ...change, use: { ...AT_HOME, purpose: 'commercial' } }).trace);
    for (const { kind, outcome } of steps)
      expect(t.word('ruling', `${kind}_${outcome}`)).not.toBe(`${kind}_${outcome}`);
    expect(steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['permission', 'prohibition']));
  });
});

describe('the name of a rule', () => {
  it.each([
    ['en', inEnglish],
    ['de', inGerman],
  ])('is never cut at a value that it does not have, in %s', (_, t) => {
    for (const key of MEANING_KEYS) expect(meaningName(`${key}-1.2`, t)).not.toMatch(/[{…]/u);
    expect(meaningName('territories-out', t)).toBe(
      t.language === 'en' ? 'Excluded territories' : 'Ausgeschlossene Gebiete',
    );
  });
});
