/** Entries as CSV: an entry can be made again from its record, to its leaf, whatever stands in it. */
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENTRY_HEADER, entryRecord } from '../../src/audit/exports/entry-csv.ts';
import { asWritten, readCsv } from '../support/csv.ts';

const text = fc.string({ unit: fc.constantFrom(...'=+-@\'",;|\t\r\n aÖ1{['), minLength: 1, maxLength: 8 });
const entry = fc.record(
  {
    id: text,
    title: fc.option(text, { nil: null }),
    index: fc.nat(),
    billable: fc.integer({ min: -9, max: 9 }),
    sections: fc.array(text, { maxLength: 3 }),
    stated: fc.dictionary(text, fc.oneof(text, fc.integer()), { maxKeys: 2, noNullPrototype: true }),
    withheld: fc.array(fc.record({ component: text, code: text }), { maxLength: 2 }),
    // of a kind that has no columns yet
    pages: fc.array(fc.webUrl(), { maxLength: 2 }),
    leaf: text,
  },
  {
    requiredKeys: ['id', 'title', 'index', 'billable', 'sections', 'withheld', 'leaf'],
    noNullPrototype: true,
  },
);

const NUMBERS = new Set(['licenseVersion', 'index', 'billable', 'v']);
const LISTS = new Set(['sections', 'stated', 'narrowed', 'billed', 'delivered', 'withheld', 'policies']);

const APPENDED = new Set('partnerName licenseReference headline units titleName result reasons'.split(' '));

function readBack(csv: string): Record<string, unknown> {
  const [header = [], record = []] = readCsv(csv);
  const found: Record<string, unknown> = {};
  header.forEach((name, column) => {
    const cell = asWritten(record[column] ?? '');
    if (APPENDED.has(name)) return;
    if (name === 'others') Object.assign(found, cell === '' ? {} : JSON.parse(cell));
    else if (cell !== '')
      found[name] = NUMBERS.has(name) ? Number(cell) : LISTS.has(name) ? JSON.parse(cell) : cell;
    // Of what may be null, an empty cell is; what an entry lacks otherwise, it does not state.
    else if (name === 'title') found[name] = null;
  });
  return found;
}

describe('an entry as a CSV record', () => {
  it('can be reconstructed', () => {
    fc.assert(
      fc.property(entry, (given) => {
        const parsedBack = readBack(ENTRY_HEADER + entryRecord(given));
        expect(canonicalize(parsedBack)).toBe(canonicalize(given));
      }),
    );
  });

  it('has the same cells as the header, in the same order', () => {
    const [header = [], record = []] = readCsv(ENTRY_HEADER + entryRecord({ id: 'dlv_1', leaf: 'abc=' }));
    expect(record).toHaveLength(header.length);
    expect(record[header.indexOf('leaf')]).toBe('abc=');
  });

  const dispatch = { component: 'cmp_1' };
  const withheld = [
    { component: 'cmp_2', code: 'restriction_unreviewed' },
    { component: 'cmp_3', code: 'restriction_unreviewed' },
    { component: 'cmp_4', code: 'embargoed' },
  ];
  it.each([
    [{ kind: 'delivery', delivered: [dispatch], withheld: [] }, 'delivered', ''],
    [
      { kind: 'delivery', delivered: [dispatch], withheld },
      'partly delivered',
      'restriction_unreviewed; embargoed',
    ],
    [{ kind: 'delivery', delivered: [], withheld: [] }, 'nothing delivered', ''],
    [{ kind: 'delivery', delivered: [], shown: [dispatch], withheld: [] }, 'shown', ''],
    [
      { kind: 'refusal', code: 'embargoed', delivered: [], withheld },
      'refused',
      'embargoed; restriction_unreviewed',
    ],
    [{ kind: 'publication' }, '', ''],
  ])('says what came of %j, and why not all of it', (given, result, reasons) => {
    const [header = [], record = []] = readCsv(ENTRY_HEADER + entryRecord(given));
    const cell = (name: string) => record[header.indexOf(name)];
    expect([cell('result'), cell('reasons')]).toEqual([result, reasons]);
  });
});
