/** A license, an item and a decision, with changes by each test. */
import { compileLicense, compileRestriction, decide } from '../../src/rights/index.ts';
import type { ComponentType, NamedTerms, Title } from '../../src/rights/terms.ts';
import type {
  CompiledLicense,
  CompiledRestriction,
  ComponentDecision,
  DecideInput,
  EffectiveRights,
  OdrlJson,
  RestrictionSource,
  Result,
  StatedUse,
  Subject,
} from '../../src/rights/types.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const DAY_MS = 86_400_000;

export const TITLES: Title[] = [
  { id: 'morgen', name: 'Der Morgen', domains: ['morgen.example'], market: 'DE' },
  { id: 'abend', name: 'Abendpost', domains: ['abend.example'], market: 'AT' },
];

export function terms(change: Partial<NamedTerms> = {}): NamedTerms {
  return {
    partner: 'par_1',
    products: ['prd_1'],
    uses: ['display', 'distribute', 'archive'],
    components: ['dispatch', 'photograph', 'graphic', 'logo'],
    territories: ['DACH'],
    channels: ['web', 'newsletter', 'print'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2027-01-01T00:00:00Z',
    consent: { reference: 'C-2026-1', signedBy: 'A. Signatory', signedOn: '2025-12-02' },
    ...change,
  };
}

const { uses: _u, components: _c, territories: _t, channels: _ch, ...common } = terms();
/** Terms that licenses with named terms and with a policy have in common. */
export const COMMON = common;

export function unwrap<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}

export function license(change: Partial<NamedTerms> = {}, titles: Title[] = TITLES): CompiledLicense {
  return unwrap(compileLicense({ id: 'lic_1', version: 3, terms: terms(change), titles }));
}

export function restriction(
  policy: OdrlJson | null,
  change: Partial<RestrictionSource> = {},
): CompiledRestriction {
  return unwrap(
    compileRestriction({
      id: 'rst_1',
      version: 1,
      scope: { kind: 'item', item: 'itm_1' },
      policy,
      reviewed: true,
      ...change,
    }),
  );
}

export function set(rules: OdrlJson): OdrlJson {
  return { '@context': 'http://www.w3.org/ns/odrl.jsonld', '@type': 'Set', uid: 'urn:test:policy', ...rules };
}

export function subject(change: Partial<Subject> = {}, ...types: ComponentType[]): Subject {
  return {
    item: 'itm_1',
    uri: 'urn:test:item:1',
    sections: ['politics'],
    partOf: ['urn:imprimatur:product:prd_1'],
    language: 'de',
    versionCreated: NOW - DAY_MS,
    components: (types.length > 0 ? types : (['dispatch'] as const)).map((type) => ({
      id: `cmp_${type}`,
      type,
    })),
    ...change,
  };
}

export function input(change: Partial<DecideInput> = {}): DecideInput {
  return { license: license(), restrictions: [], subject: subject(), use: {}, now: NOW, ...change };
}

/** Decides on the first component. */
export function decideOne(change: Partial<DecideInput> = {}): ComponentDecision {
  const [first] = decide(input(change)).components;
  if (!first) throw new Error('nothing was decided');
  return first;
}

export function rightsOf(decision: { rights?: EffectiveRights; sentence: string }): EffectiveRights {
  if (!decision.rights) throw new Error(decision.sentence);
  return decision.rights;
}

/** A use with all parts stated. */
export const FULL_USE = {
  action: 'distribute',
  title: 'morgen',
  territory: 'DE',
  channel: 'web',
  purpose: 'editorial',
} as const satisfies StatedUse;

/** A constraint. */
export const where = (leftOperand: string, operator: string, rightOperand: unknown): OdrlJson => ({
  leftOperand,
  operator,
  rightOperand,
});

/** Removes members that are empty lists: in a rule, an empty list of constraints or duties is a fault. */
export function sparse<T>(value: T): T {
  if (Array.isArray(value)) return value.map(sparse) as T;
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, part]) => !Array.isArray(part) || part.length > 0);
  return Object.fromEntries(members.map(([key, part]) => [key, sparse(part)])) as T;
}
