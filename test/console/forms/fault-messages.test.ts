/**
 * Every fault that a form of the console can provoke is said in both languages, and never in the words of the
 * validator.
 */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { newOperator, operatorPatch } from '../../../src/access/operators/schemas.ts';
import { findingPatch } from '../../../src/audit/reconciliation/schemas.ts';

import { newHold } from '../../../src/audit/retention/schemas.ts';
import { toAdjust, toClose } from '../../../src/audit/statements/schemas.ts';
import { keyPatch, newKey, rotation } from '../../../src/licensing/keys/schemas.ts';
import { licensePatch, newLicense } from '../../../src/licensing/licenses/schemas.ts';
import { newPartner, partnerPatch } from '../../../src/licensing/partners/schemas.ts';
import { newProduct, productPatch } from '../../../src/licensing/products/schemas.ts';
import { faultsOf, type InputFault } from '../../../src/platform/http.ts';
import { newPhrase } from '../../../src/restrictions/phrases/schemas.ts';
import { newRestriction, restrictionPatch } from '../../../src/restrictions/schemas.ts';
import { checkLicense, compileLicense } from '../../../src/rights/index.ts';
import type { LicenseTerms } from '../../../src/rights/terms.ts';
import { messagesIn } from '../licenses/words.ts';

const BODIES = {
  findingPatch,
  keyPatch,
  licensePatch,
  newHold,
  newKey,
  newLicense,
  newOperator,
  newPartner,
  newPhrase,
  newProduct,
  newRestriction,
  operatorPatch,
  partnerPatch,

  productPatch,

  restrictionPatch,
  rotation,
  toAdjust,
  toClose,
};

const HOSTILE: unknown[] = [
  undefined,
  null,
  true,
  7,
  -1,
  1.5,
  1e15,
  '',
  ' ',
  'x',
  'Norway',
  'x'.repeat(20_000),
  'a\u202eb',
  '\u200b',
  [],
  [''],
  ['x', 'x'],
  Array.from({ length: 600 }, (_, index) => `x${index}`),
  {},
  { x: 1 },
];

type Definition = {
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  options?: z.ZodType[];
  type: string;
};
const definitionOf = (schema: z.ZodType) => schema._zod.def as unknown as Definition;

/** Values that are wrong at one place each, at whichever depth of the schema. */
function* wrongValues(schema: z.ZodType): Generator<unknown> {
  const { shape, element, innerType, in: before, out: after, options, type } = definitionOf(schema);
  yield* HOSTILE;
  if (shape)
    for (const [name, part] of Object.entries(shape))
      for (const wrong of wrongValues(part)) yield { [name]: wrong };
  if (type === 'array' && element) for (const wrong of wrongValues(element)) yield [wrong];
  for (const inner of [innerType, before, after, ...(options ?? [])]) if (inner) yield* wrongValues(inner);
}

const texts = { en: messagesIn('en'), de: messagesIn('de') };
const LANGUAGES = ['en', 'de'] as const;

/** Names of placeholders that the message has and the fault does not fill; `null`: there is no message. */
function unfilled(language: 'en' | 'de', { key, parameters = {} }: InputFault): string[] | null {
  const text = texts[language][`fault.${key}`] ?? texts[language][`fault.${key}_other`];
  if (text === undefined) return null;
  return [...text.matchAll(/\{(\w+)\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !(name in parameters));
}

function expectSaid(fault: InputFault, of: string): void {
  // The parser of ODRL has hundreds of sentences for people who write policies: those stay English.
  if (/^(\/terms|\/change\/license\/terms)?\/policy(\/|$)/.test(fault.path) && fault.key === undefined)
    return;
  for (const language of LANGUAGES)
    expect(unfilled(language, fault), `${of}: ${JSON.stringify(fault)}`).toEqual([]);
}

describe('the faults of a body', () => {
  it.each(Object.entries(BODIES))(
    'of the kind %s have a message in each language',
    { tags: 'slow' },
    (name, schema) => {
      let count = 0;
      for (const body of wrongValues(schema as z.ZodType)) {
        const read = (schema as z.ZodType).safeParse(body);
        if (read.success) continue;
        for (const fault of faultsOf(read.error as never)) {
          expectSaid(fault, name);
          expect(fault.message, name).not.toMatch(/^(Invalid|Too (small|big)|Unrecognized)/);
          count += 1;
        }
      }
      expect(count).toBeGreaterThan(20);
    },
  );

  it('that the compiler of licenses finds, and its warnings, have one, too', () => {
    const whole = {
      partner: 'par_1',
      products: ['prd_1'],
      uses: ['display'],
      components: ['dispatch'],
      channels: ['web'],
      territories: ['JP'],
      starts: '2026-01-01T00:00:00Z',
      ends: '2027-01-01T00:00:00Z',
      consent: { reference: 'a', signedBy: 'b', signedOn: '2025-01-01' },
    };
    const odd: object[] = [
      ...Object.keys(whole).flatMap((member) => HOSTILE.map((value) => ({ [member]: value }))),
      ...HOSTILE.flatMap((value) =>
        ['titles', 'quota', 'minimum', 'afterTerm', 'credit', 'exclusivity', 'languages', 'purposes'].map(
          (member) => ({ [member]: value }),
        ),
      ),
      ...HOSTILE.map((value) => ({ quota: { limit: value, per: value, onExceed: value } })),
      ...HOSTILE.map((value) => ({
        exclusivity: { uses: value, territories: value, from: value, firstHours: value },
      })),
      { exclusivity: { uses: ['archive'], channels: ['print'], territories: ['NL', 'DE', '-DE'] } },
      { exclusivity: { from: '2020-01-01T00:00:00Z', until: '2020-01-01T00:00:00Z' } },
      { ends: '2025-01-01T00:00:00Z' },
      { territories: ['JP', '-JP'] },
      { uses: ['archive'], alterations: ['crop'] },
      { uses: ['print', 'textToSpeech'], channels: ['web'] },
      { uses: ['textToSpeech'], channels: ['print'], onlineDays: 3 },
      {
        uses: ['archive'],
        onlineDays: 30,
        retentionDays: 3,
        afterTerm: { keep: 'all', deleteWithinDays: 1 },
      },
      { components: ['photograph'], languages: ['de'] },
      { territories: ['NL'] },
    ];
    for (const change of odd) {
      const source = {
        id: 'lic_1',
        version: 1,
        terms: { ...whole, ...change } as LicenseTerms,
        titles: [{ id: 'a', name: 'A', domains: [], market: 'JP' }],
      };
      const compiled = compileLicense(source);
      const { faults, warnings } = compiled.ok
        ? checkLicense(source, Date.parse('2030-01-01'))
        : { faults: compiled.reason, warnings: [] };
      for (const fault of [...faults, ...warnings]) expectSaid(fault, JSON.stringify(change).slice(0, 200));
    }
  });
});

describe('the messages for faults', () => {
  const keysOf = (language: 'en' | 'de') =>
    Object.keys(texts[language]).filter((key) => key.startsWith('fault.'));
  const placeholders = (text = '') => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort();

  it('are the same in both languages, with the same placeholders', () => {
    expect(keysOf('de').sort()).toEqual(keysOf('en').sort());
    for (const key of keysOf('en'))
      expect(new Set(placeholders(texts.de[key])), key).toEqual(new Set(placeholders(texts.en[key])));
  });
});
