/** Properties of any text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRestriction, printProse, readProse } from '../../../src/rights/index.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import { type CustomPhrase, checkPhrase } from '../../../src/rights/phrasebook/custom-phrases.ts';
import { MEANING_KEYS } from '../../../src/rights/phrasebook/meanings.ts';
import { BOOKS, LANGUAGES } from '../../../src/rights/phrasebook/phrases/index.ts';
import { ALPHA_2 } from '../../../src/rights/territories/iso3166.ts';
import { runs } from '../../support/runs.ts';
import { unwrap } from '../fixtures.ts';

const RUNS = runs();
const source = { id: 'r', version: 1, scope: { kind: 'agency' as const }, reviewed: true };

const examples = LANGUAGES.flatMap((language) => [
  ...BOOKS[language].frames.map(([, example]) => example),
  ...Object.values(BOOKS[language].phrases).flatMap((list) => list.map(([, example]) => example)),
]);
const english = new Intl.DisplayNames('en', { type: 'region' });
const country = fc.constantFrom(...ALPHA_2).map((code) => english.of(code) ?? code);
const place = fc.oneof(
  country,
  fc.constantFrom('BAVARIA', 'DE-BE', 'FR-75C', 'EU', 'GEORGIA', 'Korea', 'FRA', 'Scotland'),
);
const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const bound = fc
  .tuple(
    fc.constantFrom('UNTIL', 'BEFORE', 'AFTER', 'FROM', 'bis zum', "jusqu'au", 'hasta el'),
    day,
    fc.constantFrom('', ' 18:00 GMT', ' 6:30', ' 12:00 UTC', ' 10:00 UTC', ' 00:00 CET'),
  )
  .map(([word, date, time]) => `${word} ${date}${time}`);
const phrase = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...examples) },
  {
    weight: 1,
    arbitrary: fc.array(place, { minLength: 1, maxLength: 4 }).map((names) => `${names.join(', ')} OUT`),
  },
  { weight: 1, arbitrary: fc.tuple(place, bound).map(([name, when]) => `${name} OUT ${when}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom('NO SALES', 'NO ARCHIVE', 'TV OUT'), place, bound)
      .map(([no, name, when]) => `${no} IN ${name} ${when}`),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }).map((days) => `NO ARCHIVE AFTER ${days} DAYS`) },
);
const word = fc.oneof(
  fc.constantFrom(
    ...'NO NOT FOR USE OUT ONLY UNTIL AFTER IN AND , . / : JAPAN FRANCE EU 14 DAYS 20 NOV 2026 ARCHIVE EDITORIAL PRINT MAX 600 PIXELS CREDIT HOLD STORY \ud800 é'.split(
      ' ',
    ),
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const text = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .array(phrase, { maxLength: 5 })
      .chain((list) => fc.constantFrom('. ', ', ', ' AND ', ' ', '\n').map((by) => list.join(by))),
  },
  { weight: 2, arbitrary: fc.array(word, { maxLength: 25 }).map((words) => words.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const rulesOf = (policy: object | null) => {
  const { prohibition = [], obligation = [] } = (policy ?? {}) as {
    prohibition?: object[];
    obligation?: object[];
  };
  return [...prohibition, ...obligation].map(({ uid: _uid, ...rule }: { uid?: string }) =>
    JSON.stringify(rule),
  );
};

describe('any text', () => {
  it('gives rules that compile, permit nothing, and read back from their print', () => {
    fc.assert(
      fc.property(text, (prose) => {
        const { policy, unaccounted, phrases, complete } = readProse(prose);
        expect(complete).toBe(
          unaccounted.length === 0 && phrases.every(({ confirm }) => confirm === undefined),
        );
        if (!policy) return;
        const compiled = compileRestriction({ ...source, policy });
        expect(compiled.ok && compiled.value.warnings).toEqual([]);
        expect(unwrap(parsePolicy(policy)).policy.permissions).toEqual([]);
        const reread = readProse(printProse(policy));
        expect(reread.policy).toEqual(policy);
        expect(reread.unaccounted).toEqual([]);
      }),
      RUNS,
    );
  });

  it('says of every word whether it is accounted for, in order', () => {
    fc.assert(
      fc.property(text, (prose) => {
        const { unaccounted, phrases } = readProse(prose);
        let at = 0;
        for (const left of unaccounted) {
          at = prose.toWellFormed().indexOf(left, at);
          expect(at).toBeGreaterThanOrEqual(0);
        }
        for (const { phrase: found } of phrases) expect(prose.toWellFormed()).toContain(found);
      }),
      RUNS,
    );
  });
});

describe('phrases that the desk taught', () => {
  const policy = { '@type': 'Set', prohibition: [{ action: 'archive' }] };
  const words = fc.array(
    fc.constantFrom(
      'JAPAN',
      'OUT',
      'NO',
      'SALES',
      'UNTIL',
      '2026-11-20',
      'FLUMMERY',
      'EDITORIAL',
      'USE',
      'ONLY',
      'AND',
      '{territories}',
      '{period}',
      '[',
      '|',
    ),
    { minLength: 1, maxLength: 5 },
  );
  const customPhrases = fc
    .array(
      fc.tuple(
        words,
        fc.oneof(
          fc.constantFrom(...MEANING_KEYS).map((meaning) => ({ meaning })),
          fc.constant({ policy }),
        ),
      ),
      { maxLength: 3 },
    )
    .map((list) =>
      list.flatMap(([passage, meant], position): CustomPhrase[] => {
        const checked = checkPhrase({ phrase: passage.join(' '), ...meant });
        return checked.ok ? [{ id: `${position}`, ...checked.value } as CustomPhrase] : [];
      }),
    );

  it('only add rules, and only account for more words', () => {
    fc.assert(
      fc.property(text, customPhrases, (prose, phrases) => {
        const [without, having] = [readProse(prose), readProse(prose, phrases)];
        const rules = new Set(rulesOf(having.policy));
        for (const rule of rulesOf(without.policy)) expect(rules).toContain(rule);
        expect(having.unaccounted.length).toBeLessThanOrEqual(without.unaccounted.length);
        if (having.policy) expect(unwrap(parsePolicy(having.policy)).policy.permissions).toEqual([]);
      }),
      RUNS,
    );
  });
});
