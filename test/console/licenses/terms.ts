/** Arbitrary license terms that compile, for properties of what is said of them. */
import fc from 'fast-check';
import type { Draft } from '../../../src/console/licenses/terms.ts';
import { ACTIONS } from '../../../src/rights/odrl/actions.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../../src/rights/terms.ts';

const some = <T>(values: readonly T[], minLength = 1) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength, maxLength: Math.min(4, values.length) });
const days = fc.constantFrom(1, 2, 30, 365);
const text = fc.constantFrom('Tidemark', 'AP/Tidemark', 'news', 'education, "free"', '{list}', '<b>$&</b>');

/** In pairs that are in order, around midnights and changes of clocks in the zones below. */
const INSTANTS = [
  '2026-01-01T00:00:00Z',
  '2026-03-29T00:30:00Z',
  '2026-03-31T15:00:00Z',
  '2026-10-25T00:30:00Z',
  '2026-10-25T01:30:00Z',
  '2026-12-31T23:59:59.999Z',
  '2027-04-01T00:00:00Z',
  '2027-04-01T00:00:01Z',
  '2028-02-29T12:00:00.001Z',
];
export const ZONES = ['UTC', 'Asia/Tokyo', 'Europe/Berlin', 'America/Havana', 'Pacific/Apia'];
const term = fc
  .uniqueArray(fc.nat(INSTANTS.length - 1), { minLength: 2, maxLength: 2 })
  .map((places) => places.sort((a, b) => a - b).map((place) => INSTANTS[place] ?? ''));

const PLACES = [
  ['JP'],
  ['JP', 'NL'],
  ['DACH'],
  ['EU'],
  ['EU', '-DE'],
  ['world', '-JP'],
  ['world', '-DE', 'DE-BY'],
  ['DE', '-DE-BY'],
  ['DE-BY'],
];

const consent = fc.record(
  {
    reference: fc.constantFrom('TMA-2026-0117', 'TMA-2026-0118'),
    signedBy: text,
    signedOn: fc.constantFrom('2025-12-12', '2026-02-28'),
    documentDigest: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  },
  { requiredKeys: ['reference', 'signedBy', 'signedOn'] },
);

const optional = {
  titles: some(['morgen', 'abend']),
  territoryBasis: fc.constantFrom('market' as const, 'audience' as const),
  purposes: some(['news', 'education', 'Science, popular'] as const).map((list) => [...list] as string[]),
  languages: some(['ja', 'de', 'de-CH', 'en'] as const).map((list) => [...list] as string[]),
  timeZone: fc.constantFrom(...ZONES),
  advance: fc.boolean(),
  onlineDays: days,
  retentionDays: days,
  afterTerm: fc.record({
    keep: fc.constantFrom('none' as const, 'published' as const, 'all' as const),
    deleteWithinDays: fc.constantFrom(0, 1, 30),
  }),
  alterations: some(ALTERATIONS, 0),
  credit: fc.record({ line: text, byline: fc.boolean() }),
  fullTextFeed: fc.boolean(),
  quota: fc.record({
    limit: fc.constantFrom(1, 500, 5_000),
    per: fc.constantFrom('day' as const, 'month' as const, 'term' as const),
    onExceed: fc.constantFrom('refuse' as const, 'overage' as const),
  }),
  minimum: fc.record({
    units: fc.constantFrom(1, 100),
    per: fc.constantFrom('month' as const, 'term' as const),
  }),
  reporting: fc.record({ withinDays: days }),
  recall: fc.record({ removeWithin: fc.constantFrom('PT15M', 'PT90M', 'P2D') }),
  sublicensing: fc.oneof(
    text.map((words) => ({ text: words })),
    fc.constant({ permitted: false }),
  ),
  exclusivity: fc.record(
    {
      uses: some(['display', 'archive']),
      components: some(COMPONENT_TYPES),
      channels: some(CHANNELS),
      territories: fc.constantFrom<string[]>(['JP'], ['DE', 'NL']),
      from: fc.constantFrom('2026-02-01T00:00:00Z', '2026-02-01T00:00:01Z'),
      until: fc.constantFrom('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
      firstHours: fc.constantFrom(1, 24),
    },
    { requiredKeys: [] },
  ),
};

const needed = {
  partner: fc.constant('par_1'),
  products: some(['prd_1', 'prd_2', 'prd_3']),
  components: some(COMPONENT_TYPES),
  channels: some(CHANNELS),
  territories: fc.constantFrom(...PLACES).map((list) => [...list]),
  consent,
};

export const anyTerms: fc.Arbitrary<Draft> = fc
  .record(
    { ...needed, uses: some(ACTIONS).map((list) => [...list]), term, ...optional },
    {
      requiredKeys: [
        'partner',
        'products',
        'components',
        'channels',
        'territories',
        'consent',
        'uses',
        'term',
      ],
    },
  )
  .map(({ term: [starts = '', ends = ''], ...rest }) => ({ ...rest, starts, ends }));
