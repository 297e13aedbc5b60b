/** What a decision costs: with and without its trace, stated and open, one license and a thousand. */
import {
  bytesOf,
  compileLicense,
  compileRestriction,
  decide,
  evaluatePrepared,
  preparePolicy,
  readProse,
} from '../../src/rights/index.ts';
import { BoundedMap } from '../../src/rights/lru.ts';
import type { LicenseTerms, Title } from '../../src/rights/terms.ts';
import type {
  CompiledLicense,
  CompiledRestriction,
  Decision,
  OdrlJson,
  RestrictionScope,
  Result,
  StatedUse,
  Subject,
} from '../../src/rights/types.ts';
import { interleave, medianOf } from '../lib/interleave.ts';
import type { RunOptions, Suite, SuiteResult } from '../lib/suite.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const DAY_MS = 86_400_000;
const LICENSES = 1_000;
const BRANCHES = 262;

const TITLES: Title[] = [
  { id: 'kurier', name: 'Hafenkurier', domains: ['hafenkurier.example'], market: 'DE' },
  { id: 'bote', name: 'Alpenbote', domains: ['alpenbote.example'], market: 'AT' },
  { id: 'kansai', name: 'Kansai Web', domains: ['kansai.example'], market: 'JP' },
];

/** Compiles to 20 atomic rules and two duties. */
const TERMS: LicenseTerms = {
  partner: 'par_bench',
  products: ['prd_politics'],
  uses: ['display', 'distribute', 'print', 'archive', 'index', 'present', 'reproduce', 'textToSpeech'],
  components: ['dispatch', 'photograph', 'graphic'],
  territories: ['DACH', 'FR', 'JP'],
  channels: ['web', 'app', 'newsletter', 'print'],
  purposes: ['editorial'],
  starts: '2026-01-01T00:00:00Z',
  ends: '2027-01-01T00:00:00Z',
  onlineDays: 30,
  retentionDays: 90,
  alterations: ['headline', 'shorten', 'crop'],
  credit: { line: 'Courier Agency', byline: true },
  consent: { reference: 'C-2026-7', signedBy: 'M. Brandt', signedOn: '2025-12-02' },
};

const SUBJECT: Subject = {
  item: 'itm_bench',
  uri: 'urn:example:item:1',
  sections: ['politics'],
  language: 'de',
  versionCreated: NOW - DAY_MS,
  components: [
    { id: 'cmp_text', type: 'dispatch' },
    { id: 'cmp_photo', type: 'photograph' },
    { id: 'cmp_graphic', type: 'graphic' },
  ],
};

function compiled(id: string): CompiledLicense {
  return unwrap(compileLicense({ id, version: 1, terms: TERMS, titles: TITLES }));
}

function restrictions(): CompiledRestriction[] {
  const item: RestrictionScope = { kind: 'item', item: SUBJECT.item };
  const photograph: RestrictionScope = { kind: 'component', component: 'cmp_photo' };
  const texts: [string, RestrictionScope][] = [
    ['JAPAN OUT', item],
    ['EDITORIAL USE ONLY. NO SALES', item],
    ['MANDATORY CREDIT', photograph],
    ['NO ARCHIVE AFTER 14 DAYS', photograph],
  ];
  return texts.map(([text, scope], place) => {
    const { policy } = readProse(text);
    return unwrap(compileRestriction({ id: `rst_${place}`, version: 1, scope, policy, reviewed: true }));
  });
}

/** 96 uses, most of them permitted. They state everything, so each is judged anew. */
function uses(): StatedUse[] {
  const channels = ['web', 'print'] as const;
  return ['display', 'distribute', 'print', 'archive'].flatMap((action) =>
    TITLES.flatMap(({ id }) =>
      ['DE', 'AT', 'JP', 'FR'].flatMap((territory) =>
        channels.map((channel) => ({ action, title: id, territory, channel, purpose: 'editorial' })),
      ),
    ),
  );
}

/** One permission, for 262 windows of time of which the last one is open. */
function branchedPolicy(): OdrlJson {
  const window = (days: number) => {
    const instant = (ms: number) => ({ '@value': new Date(ms).toISOString(), '@type': 'xsd:dateTime' });
    const from = NOW - 3_600_000 - (BRANCHES - 1 - days) * DAY_MS;
    return {
      and: [
        { leftOperand: 'dateTime', operator: 'gteq', rightOperand: instant(from) },
        { leftOperand: 'dateTime', operator: 'lt', rightOperand: instant(from + DAY_MS / 2) },
      ],
    };
  };
  return {
    '@context': 'http://www.w3.org/ns/odrl.jsonld',
    '@type': 'Set',
    uid: 'urn:example:policy:windows',
    permission: [
      {
        action: 'display',
        target: 'urn:example:item:1',
        constraint: [{ or: Array.from({ length: BRANCHES }, (_, days) => window(days)) }],
      },
    ],
  };
}

/** Reads all that somebody who asks why would read. */
function readAll({ sentence, components }: Decision): number {
  let read = sentence.length;
  for (const decision of components) {
    read += decision.sentence.length;
    for (const { reason } of decision.trace) read += reason.length;
  }
  return read;
}

function run({ rounds }: RunOptions): SuiteResult {
  const license = compiled('lic_bench');
  const many = Array.from({ length: LICENSES }, (_, place) => compiled(`lic_${place}`));
  const bound = restrictions();
  const stated = uses();
  const agreement = JSON.stringify(license.agreement);
  const branched = preparePolicy(branchedPolicy());
  if (!branched.ok) throw new Error(JSON.stringify(branched.reason));
  const request = { action: 'display', target: 'urn:example:item:1', at: NOW };
  if (evaluatePrepared(branched, request).decision !== 'permit')
    throw new Error('the last of the windows does not permit');

  const ask = (of: CompiledLicense, turn: number, restricted: CompiledRestriction[] = []) =>
    decide({
      license: of,
      restrictions: restricted,
      subject: SUBJECT,
      use: stated[turn % stated.length] ?? {},
      now: NOW,
    });
  const open = (restricted: CompiledRestriction[], subject = SUBJECT) =>
    decide({ license, restrictions: restricted, subject, use: {}, now: NOW });
  let languages = 0;
  /** Of another language each time, so that no outcome is found in the cache. */
  const openAnew = (restricted: CompiledRestriction[]) => {
    languages += 1;
    return open(restricted, { ...SUBJECT, language: `de-x-${languages}` });
  };

  const figures = interleave(
    [
      { name: 'baseline: JSON.parse of the agreement', calls: 500, run: () => JSON.parse(agreement) },
      {
        name: 'baseline: terms compiled, then decided, each time',
        calls: 20,
        run: (turn) => ask(compiled('lic_fresh'), turn),
      },
      { name: 'decided', calls: 2_000, run: (turn) => ask(license, turn) },
      { name: 'decided, trace read', calls: 1_000, run: (turn) => readAll(ask(license, turn)) },
      {
        name: 'decided, one of 100 licenses',
        calls: 2_000,
        run: (turn) => ask(many[turn % 100] ?? license, turn),
      },
      {
        name: 'decided, one of 1,000 licenses',
        calls: 2_000,
        run: (turn) => ask(many[turn % LICENSES] ?? license, turn),
      },
      { name: 'decided, 4 restrictions', calls: 1_000, run: (turn) => ask(license, turn, bound) },
      {
        name: 'decided, 4 restrictions, trace read',
        calls: 500,
        run: (turn) => readAll(ask(license, turn, bound)),
      },
      { name: 'effective rights, no use stated', calls: 200, run: () => openAnew([]) },
      { name: 'effective rights, no use stated, cached', calls: 2_000, run: () => open([]) },
      { name: 'effective rights, no use stated, 4 restrictions', calls: 50, run: () => openAnew(bound) },
      { name: `policy of ${BRANCHES} branches`, calls: 300, run: () => evaluatePrepared(branched, request) },
    ],
    rounds,
  );
  return { figures, ratios: ratiosOf(figures), facts: { ...facts(license), ...bounds() } };
}

function facts(license: CompiledLicense): Record<string, number> {
  const rules = (name: string) =>
    [license.agreement[name]].flat().flatMap((rule) => [(rule as { action: unknown }).action].flat()).length;
  return { rules: rules('permission') + rules('prohibition'), components: SUBJECT.components.length };
}

/** What a cache of compiled licenses holds after ten thousand were put into it. */
function bounds(): Record<string, number> {
  const cache = new BoundedMap<CompiledLicense>({
    entriesMax: LICENSES,
    weightMax: 8_000_000,
    weigh: bytesOf,
  });
  for (let place = 0; place < 10 * LICENSES; place += 1) {
    if (place % 100 === 0) cache.set(`lic_${place}`, compiled(`lic_${place}`));
    else cache.set(`lic_${place}`, cache.get(`lic_${place - 1}`) ?? compiled(`lic_${place}`));
  }
  return { cachedLicenses: cache.size, cachedBytes: cache.weight };
}

function ratiosOf(figures: SuiteResult['figures']): SuiteResult['ratios'] {
  const median = (name: string) => medianOf(figures, name);
  return {
    'trace read / decided': median('decided, trace read') / median('decided'),
    '100 licenses / one': median('decided, one of 100 licenses') / median('decided'),
    '1,000 licenses / one': median('decided, one of 1,000 licenses') / median('decided'),
    '4 restrictions / none': median('decided, 4 restrictions') / median('decided'),
    'decided / JSON.parse of the agreement':
      median('decided') / median('baseline: JSON.parse of the agreement'),
    'decided / compiled each time':
      median('decided') / median('baseline: terms compiled, then decided, each time'),
  };
}

function unwrap<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

export const rights: Suite = {
  name: 'rights',
  unit: 'microseconds a call',
  roundsDefault: 15,
  worse: 'more',
  run,
  targets: [
    { figure: 'decided', most: 5 },
    { figure: 'decided, trace read', most: 10 },
    { figure: `policy of ${BRANCHES} branches`, most: 60 },
  ],
};
