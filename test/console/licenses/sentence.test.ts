import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { licenseInWords, MEMBERS, membersInWords } from '../../../src/console/licenses/sentence.ts';
import { type Draft, freeText, type Member } from '../../../src/console/licenses/terms.ts';
import { compileLicense } from '../../../src/rights/index.ts';
import { ACTIONS, includesAction, isAbstract } from '../../../src/rights/odrl/actions.ts';
import { CHANNELS, COMPONENT_TYPES, type LicenseTerms } from '../../../src/rights/terms.ts';
import { expandTerritories } from '../../../src/rights/territories/expand.ts';
import { TITLES } from '../../rights/fixtures.ts';
import { runs } from '../../support/runs.ts';
import { anyTerms } from './terms.ts';
import { english, german, messagesIn, NAMES } from './words.ts';

const LANGUAGES = [
  ['English', english],
  ['German', german],
] as const;

const base: Draft = {
  partner: 'par_1',
  products: ['prd_1'],
  uses: ['display', 'distribute'],
  components: ['dispatch', 'photograph'],
  territories: ['JP'],
  channels: ['web', 'app'],
  starts: '2026-04-01T00:00:00Z',
  ends: '2027-04-01T00:00:00Z',
  alterations: ['shorten'],
  credit: { line: 'Tidemark', byline: true },
  quota: { limit: 500, per: 'month', onExceed: 'refuse' },
  consent: { reference: 'TMA-2026-0117', signedBy: 'M. Example', signedOn: '2025-12-12' },
};

describe('a license in words', () => {
  it('marks a time zone and a language that are not known', () => {
    const [first, ...more] = licenseInWords(
      { ...base, timeZone: 'Bozen', languages: ['', 'ja'] },
      NAMES,
      english,
    );
    expect(first).toContain('through 31 March 2027 ([missing: Time zone]).');
    expect(more).toContain('Days and months follow the time zone [missing: Time zone].');
    expect(more.find((sentence) => sentence.startsWith('Only content in'))).toContain(
      'Only content in [missing: Languages] and Japanese (ja); photographs',
    );
  });

  it('begins with who may do what with what, where and when', () => {
    expect(licenseInWords(base, NAMES, english)).toEqual([
      'Kansai Shimbun may use texts and photographs from the product “Politics” for display and distribution, on the web and in apps, in Japan, for all of its titles, from 1 April 2026 through 31 March 2027 (UTC).',
      'Permitted edits: shortening. Not permitted: changing the headline, excerpts, translation, cropping, combining with other content and derivative works.',
      'For online channels, the title’s home market must be within the territories.',
      'Any purpose.',
      'All languages.',
      'Embargoed articles are delivered once the embargo has lifted.',
      'Credit line “Tidemark” and byline required.',
      'Feeds include headlines and summaries only.',
      'Up to 500 billable units per calendar month (a unit is one text, picture or other component of an article for one title); anything beyond that is refused.',
      'No time is agreed for recalls: what is killed must be removed within a day.',
      'Based on contract “TMA-2026-0117”, signed by “M. Example” on 12 December 2025.',
      'All other rights are reserved.',
    ]);
  });

  it('is German to Germans, with its cases', () => {
    const [first, ...more] = licenseInWords(
      { ...base, territories: ['JP', 'CH', 'NL'], titles: ['morgen'], timeZone: 'Asia/Tokyo' },
      NAMES,
      german,
    );
    expect(first).toBe(
      'Kansai Shimbun darf Texte und Fotos aus dem Produkt „Politics“ für Anzeige und Verbreitung nutzen: im Web und in Apps, in Japan, in der Schweiz und in den Niederlanden, für den Titel „Der Morgen“, ab dem 1. April 2026 um 09:00 GMT+09:00 bis zum 1. April 2027 um 09:00 GMT+09:00 (Asia/Tokyo).',
    );
    expect(more.at(-1)).toBe('Alle übrigen Rechte bleiben vorbehalten.');
  });

  it.each([
    [['world', '-JP'], 'in all countries but not in Japan'],
    [['EU', '-DE', '-AT'], 'in the European Union but not in Germany and Austria'],
    [['world', '-DE', 'DE-BY'], 'in all countries but not in Germany, except in Bavaria (Germany)'],
    [['US', 'NL', 'JP'], 'in the United States, the Netherlands and Japan'],
    [['http://cv.iptc.org/newscodes/iso3166-1a3/JPN'], 'in Japan'],
    [['-DE', 'DE-BY'], 'in Bavaria (Germany)'],
  ])('says %j as %s', (territories, words) => {
    expect(membersInWords({ ...base, territories }, NAMES, english).territories).toBe(words);
  });

  it('names parts of countries with their countries, in the language of the reader', () => {
    const territories = ['IT-BZ', 'DE-BY', 'CH-FR', 'FR-75C'];
    expect(membersInWords({ ...base, territories }, NAMES, english).territories).toBe(
      'in South Tyrol (Italy), Bavaria (Germany), Fribourg (Switzerland) and France (FR-75C)',
    );
    expect(membersInWords({ ...base, territories: ['IT-BZ', 'AT-6'] }, NAMES, german).territories).toBe(
      'in Südtirol (Italien) und in der Steiermark (Österreich)',
    );
    expect(german.codeName('region', 'DE-BY')).toBe('Bayern (Deutschland)');
  });

  it('names acts that come along with others, and those that do not', () => {
    const [, included, altered] = licenseInWords(
      { ...base, uses: ['modify', 'reproduce'], alterations: [] },
      NAMES,
      english,
    );
    expect(included).toContain(
      'combining with other content, cropping, changing the headline and shortening',
    );
    expect(included).not.toContain('excerpts');
    expect(altered).toBe('Not permitted: excerpts, translation and derivative works.');
  });

  it('tells apart two products of one name', () => {
    const text = membersInWords({ ...base, products: ['prd_2'] }, NAMES, english).products;
    expect(text).toBe('from the product “Sport” (prd_2)');
  });

  it('says which policy was uploaded, to the last byte of it, and what the license says besides', () => {
    const {
      uses: _u,
      components: _c,
      territories: _t,
      channels: _ch,
      alterations: _a,
      credit: _cr,
      ...common
    } = base;
    const policy = { '@type': 'Set', uid: 'urn:example:1', permission: [{ action: 'display' }] };
    const [first, ...more] = licenseInWords({ ...common, policy }, NAMES, english);
    expect(first).toMatch(
      /^Kansai Shimbun may use content from the product “Politics” as set out in the uploaded ODRL policy “urn:example:1” \(SHA-256 [0-9a-f]{64}\), for all of its titles, from 1 April 2026 /,
    );
    expect(more.join(' ')).not.toMatch(/purpose|language|edits/i);
    const other = licenseInWords(
      { ...common, policy: { ...policy, permission: [{ action: 'play' }] } },
      NAMES,
      english,
    );
    expect(other[0]).not.toBe(first);
  });

  it('of an exclusivity says what it takes from the license, and what it narrows', () => {
    const all = membersInWords({ ...base, exclusivity: {} }, NAMES, english).exclusivity;
    expect(all).toBe(
      'Exclusive for the same products: display and distribution for texts and photographs, on the web and in apps, in Japan, from 1 April 2026 through 31 March 2027.',
    );
    const part = membersInWords(
      { ...base, exclusivity: { channels: ['web'], firstHours: 24 } },
      NAMES,
      english,
    );
    expect(part.exclusivity).toContain('on the web, in Japan');
    expect(part.exclusivity).toContain('Exclusive for 24 hours after each version is created.');
  });
});

describe('every word that a license can need', () => {
  it.each([
    ['act', ACTIONS],
    ['on', CHANNELS],
    ['of', COMPONENT_TYPES],
  ])('word.%s is there, and no two are alike', (list, values) => {
    for (const language of ['en', 'de'] as const) {
      const messages = messagesIn(language);
      const words = values.map((value) => messages[`word.${list}.${value}`]);
      expect(words.filter((word) => word === undefined)).toEqual([]);
      expect(new Set(words).size).toBe(values.length);
    }
  });
});

/** What terms mean, whatever they are written in. */
function meaning(terms: Draft): string {
  const {
    exclusivity,
    territories = [],
    territoryBasis = 'market',
    alterations,
    sublicensing,
    ...rest
  } = terms;
  const { uses, components, channels, starts, ends } = terms;
  const alone = exclusivity && {
    ...{ uses, components, channels, territories, from: starts, until: ends },
    ...exclusivity,
  };
  const places = (names: readonly string[]) => {
    const codes = expandTerritories(names);
    return codes.ok ? [...codes.value] : [];
  };
  return JSON.stringify(
    plain({
      ...rest,
      territoryBasis,
      territories: places(territories),
      alterations: alterations?.length === 0 ? undefined : alterations,
      sublicensing: sublicensing && freeText(sublicensing),
      exclusivity: alone && { ...alone, territories: places(alone.territories ?? []) },
    }),
  );
}

function plain(value: unknown): unknown {
  if (value === false) return undefined;
  if (Array.isArray(value)) return value.map(plain).sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, plain(one)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

describe.each(LANGUAGES)('in %s', (_, t) => {
  const sentencesOf = (terms: Draft) => licenseInWords(terms, NAMES, t).join('\n');

  it('a license with one member changed says something else', () => {
    const changed = fc.tuple(anyTerms, anyTerms, fc.constantFrom(...MEMBERS));
    fc.assert(
      fc.property(changed, ([terms, other, member]) => {
        const { [member]: _old, ...without } = terms;
        const value = other[member];
        const mutated: Draft = value === undefined ? without : { ...without, [member]: value };
        fc.pre(meaning(mutated) !== meaning(terms));
        expect(sentencesOf(mutated)).not.toBe(sentencesOf(terms));
      }),
      runs(500),
    );
  });

  it('no two licenses that mean different things are said alike', () => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (a, b) => {
        fc.pre(meaning(a) !== meaning(b));
        expect(sentencesOf(a)).not.toBe(sentencesOf(b));
      }),
      runs(200),
    );
  });

  it('each member that is named is said, and none leaves a placeholder or a key', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const words = membersInWords(terms, NAMES, t);
        const named = MEMBERS.filter((member) => terms[member] !== undefined && member !== 'alterations');
        for (const member of named) expect(words[member], member).toBeTruthy();
        const own = sentencesOf(terms).replaceAll('{list}', '');
        expect(own).not.toMatch(/\{\w+\}|undefined|\bword\.|licenses\./);
      }),
      runs(200),
    );
  });

  it('a draft says what is still missing in the place where it would stand', () => {
    const some = fc.tuple(anyTerms, fc.subarray([...MEMBERS]));
    fc.assert(
      fc.property(some, ([terms, left]) => {
        const draft = Object.fromEntries(
          Object.entries(terms).filter(([member]) => !left.includes(member as Member)),
        );
        const text = sentencesOf(draft as Draft);
        for (const member of [
          'products',
          'uses',
          'components',
          'channels',
          'territories',
          'starts',
          'ends',
        ] as const)
          expect(text.includes(t('licenses.say.gap', { what: t(`licenses.${member}`) })), member).toBe(
            draft[member] === undefined,
          );
      }),
      runs(250),
    );
  });
});

describe('read back from its English sentences, a license', () => {
  const messages = messagesIn('en');
  const back = (list: string) =>
    new Map(
      Object.entries(messages)
        .filter(([key]) => key.startsWith(`word.${list}.`))
        .map(([key, word]) => [word, key.slice(`word.${list}.`.length)]),
    );
  const [acts, channels, components] = [back('act'), back('on'), back('of')];
  const values = (text: string, known: Map<string, string>) => {
    const read = text.split(/, | and (?=\w)/).map((word) => known.get(word));
    expect(read, text).not.toContain(undefined);
    return read.sort();
  };

  it('permits on these channels, of these components, these acts, and no others', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const sentences = licenseInWords(terms, NAMES, english);
        const first = sentences[0] ?? '';
        const [, ofWhat = '', by = '', on = ''] =
          /^Kansai Shimbun may use (.+) from the products? .+? for (.+?), ((?:(?:on the web|on social media|on intranets|in apps|in newsletters|in print|in e-papers|in broadcasts|in podcasts)(?:, | and )?)+), in /.exec(
            first,
          ) ?? [];
        expect(values(ofWhat, components)).toEqual([...(terms.components ?? [])].sort());
        expect(values(on, channels)).toEqual([...(terms.channels ?? [])].sort());
        expect(values(by, acts)).toEqual([...(terms.uses ?? [])].sort());
        expect(saidActs(sentences, by, values, acts)).toEqual(permittedActs(terms));
      }),
      runs(200),
    );
  });
});

function saidActs(
  sentences: string[],
  by: string,
  values: (text: string, known: Map<string, string>) => (string | undefined)[],
  acts: Map<string, string>,
): (string | undefined)[] {
  const text = sentences.join('\n');
  const included = /^ODRL 2\.2 also includes these uses: (.+)\.$/m.exec(text)?.[1];
  const altered = /^Permitted edits: (.+?)\.(?: Not|$)/m.exec(text)?.[1];
  const all = [by, included, altered].flatMap((list) => (list ? values(list, acts) : []));
  return [...new Set(all)].filter((act) => act !== undefined && !isAbstract(act)).sort();
}

/** By the ODRL that the terms compile to. */
function permittedActs(terms: Draft): string[] {
  const source = {
    id: 'lic_1',
    version: 1,
    terms: { ...terms, exclusivity: undefined } as LicenseTerms,
    titles: TITLES,
  };
  const compiled = compileLicense(source);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.reason));
  const { permission, prohibition } = compiled.value.agreement as unknown as Record<
    'permission' | 'prohibition',
    { action: string[]; constraint?: unknown[] }[]
  >;
  const covers = (rules: { action: string[] }[], act: string) =>
    rules.some(({ action }) => action.some((wide) => includesAction(wide.replace(/^imp:/, ''), act)));
  const outright = prohibition.filter(({ constraint }) => constraint === undefined);
  return ACTIONS.filter(
    (act) => !isAbstract(act) && covers(permission, act) && !covers(outright, act),
  ).sort();
}
