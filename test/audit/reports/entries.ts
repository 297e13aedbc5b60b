/** A log for tests of what counts it: any use of a few licenses, written into D1 as the drain does. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { leafHash } from '../../../src/ledger/merkle.ts';
import type { Entry } from '../../../src/ledger/types.ts';
import { append } from '../../ledger/segments/log.ts';

const CMP = ['cmp_1', 'cmp_2', 'cmp_3'] as const;
const TYPES = { cmp_1: 'dispatch', cmp_2: 'photograph', cmp_3: 'graphic' };
const SUPPLIERS = { cmp_1: undefined, cmp_2: 'Foto "Möwe"', cmp_3: 'agency-2' };

/** What was asked of a license, and what became of it. */
export const anyUse = (instant: fc.Arbitrary<number>, licenses: number) =>
  fc.record({
    atMs: instant,
    license: fc.nat({ max: licenses - 1 }),
    kind: fc.constantFrom('delivery', 'delivery', 'delivery', 'refusal', 'adjustment'),
    env: fc.constantFrom('live', 'live', 'live', 'test'),
    title: fc.constantFrom(null, 'morgen', 'abend'),
    sections: fc.subarray(['politics', 'sport & "more"']),
    carried: fc.subarray([...CMP]),
    withheld: fc.subarray([...CMP], { maxLength: 1 }),
    billed: fc.subarray([...CMP]),
    code: fc.constantFrom('territory_not_licensed', 'quota_exceeded'),
    rule: fc.constantFrom('lic_x#uses', 'rst_1#0'),
    article: fc.constantFrom('itm_1', 'itm_2'),
    units: fc.integer({ min: -9, max: 9 }),
  });

export type Use = ReturnType<typeof anyUse> extends fc.Arbitrary<infer T> ? T : never;

export interface LoggedLine {
  [member: string]: unknown;
  id: string;
  leaf: string;
}

/** As the lists of the log show them; written as far as they are not in D1. */
export function entriesOf(uses: Use[], licenses: string[]): LoggedLine[] {
  const next = new Map<string, number>();
  return uses
    .toSorted((one, other) => one.atMs - other.atMs)
    .map((use, place) => {
      const license = licenses[use.license] ?? '';
      const index = next.get(license) ?? 0;
      next.set(license, index + 1);
      const entry = {
        ...bodyOf(use),
        v: 1,
        id: `e_${place}`,
        license,
        licenseVersion: 1,
        index,
        partner: `of_${license}`,
      };
      return { ...entry, leaf: Buffer.from(leafHash(canonicalize(entry) ?? '')).toString('base64') };
    });
}

function bodyOf({
  atMs,
  kind,
  env: of,
  title,
  sections,
  carried,
  withheld,
  billed,
  code,
  rule,
  article,
  units,
}: Use) {
  const at = new Date(atMs).toISOString();
  if (kind === 'adjustment') {
    const note = {
      title,
      article: null,
      statement: 'stm_1',
      units,
      reason: 'A reason',
      operator: 'opr_1',
      key: null,
    };
    return { ...note, at, kind, env: 'live', outcome: 'permit', code: null, billable: 0 };
  }
  const delivers = kind === 'delivery';
  const delivered = delivers
    ? carried.map((component) => ({
        ...{ component, digest: 'd', type: TYPES[component] },
        ...(SUPPLIERS[component] && { supplier: SUPPLIERS[component] }),
      }))
    : [];
  const ofBill =
    of === 'live'
      ? delivered.flatMap(({ component }) => (billed.includes(component) ? [component] : []))
      : [];
  return {
    ...{ at, kind, env: of, title, sections, article, delivered },
    ...{
      key: 'key_1',
      uri: 'urn:x',
      version: '1',
      format: 'ninjs',
      use: null,
      territory: null,
      channel: null,
      policies: [],
    },
    outcome: delivers ? 'permit' : 'deny',
    code: delivers ? null : code,
    decidedBy: rule,
    withheld: withheld
      .filter((component) => !delivers || !carried.includes(component))
      .map((component) => ({
        component,
        code: 'restriction_unreviewed',
        decidedBy: 'rst_1#0',
        type: TYPES[component],
      })),
    billable: ofBill.length,
    ...(ofBill.length > 0 && { billed: ofBill }),
  };
}

export async function writeEntries(entries: LoggedLine[]): Promise<void> {
  if (entries.length > 0)
    await append(entries.map(({ leaf: _leaf, ...entry }) => entry) as unknown as Entry[]);
}
