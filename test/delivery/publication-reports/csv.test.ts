/** RFC 4180, clause by clause; and tables of reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../../src/delivery/publication-reports/csv.ts';
import { readTable } from '../../../src/delivery/publication-reports/table.ts';

const fieldsOf = (text: string) => {
  const read = readCsv(text);
  return read.ok ? read.records.map(({ fields }) => fields) : read.fault;
};

describe('CSV', () => {
  it.each([
    [
      '2.1: records end in CRLF',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      '2.2: the last need not',
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'in LF alone too',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['2.4: spaces belong to a field', 'a, b ', [['a', ' b ']]],
    ['2.5: fields may be quoted', '"a","b"', [['a', 'b']]],
    ['2.6: with line ends and commas in them', '"a\r\nb","c,d"', [['a\r\nb', 'c,d']]],
    ['2.7: a quote is doubled', '"a""b"""', [['a"b"']]],
    [
      'empty fields',
      ',a,,\r\n"",\r\n',
      [
        ['', 'a', '', ''],
        ['', ''],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    ['lines without anything', 'a\r\n\r\nb\r\n', [['a'], ['b']]],
    ['nothing', '', []],
  ])('%s', (_clause, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it.each([
    ['a,b"c', { line: 1, column: 2 }],
    ['a\r\n"b"c,d', { line: 2, column: 1 }],
    ['"a\nb","c', { line: 2, column: 2 }],
  ])('is refused where it is none: %j', (text, place) => {
    expect(fieldsOf(text)).toMatchObject(place);
  });

  it('gives back whatever was written', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\r', '\n', ' ', ';') });
    const record = fc.array(field, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 4 }), (records) => {
        const text = records
          .map((fields) => fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect(fieldsOf(text)).toEqual(records);
      }),
    );
  });

  it('says in which line of the file a record begins', () => {
    const read = readCsv('a\n"b\nc"\n\nd');
    expect(read.ok && read.records.map(({ line }) => line)).toEqual([1, 2, 5]);
  });
});

describe('a table', () => {
  const columns = { publishedAt: 'text', components: 'list', value: 'number' } as const;

  it('has a report in each line, by the names of its columns; what is empty is not there', () => {
    const read = readTable('Published_At,components,VALUE\na,x; y z,3\nb,,-1.5\nc,,many\n', columns);
    expect(read.ok && read.rows.map(({ value }) => value)).toEqual([
      { publishedAt: 'a', components: ['x', 'y', 'z'], value: 3 },
      { publishedAt: 'b', value: -1.5 },
      { publishedAt: 'c', value: 'many' },
    ]);
    expect(read.ok && read.rows[1]).toMatchObject({ line: 3 });
    expect(read.ok && read.rows[1]?.columns.get('value')).toBe(3);
  });

  it.each([
    ['', [{ line: 1, column: 1 }]],
    ['value,when', [{ line: 1, column: 2, message: 'No column is named "when"' }]],
    ['value,value', [{ line: 1, column: 2, message: 'The column value occurs twice' }]],
    ['value;components', [{ message: 'Columns are separated by commas (RFC 4180)' }]],
    [
      'value,components\n1\n2,b\n3,c,d',
      [
        { line: 2, column: 1 },
        { line: 4, column: 3 },
      ],
    ],
    ['value\n"1', [{ line: 2, column: 1 }]],
  ])('says what is wrong with %j', (text, faults) => {
    const read = readTable(text, columns);
    expect(read.ok ? [] : read.faults).toMatchObject(faults);
  });
});

describe('a table that is too long', () => {
  it('is read no further than one record over its limit', () => {
    const read = readCsv('a\n'.repeat(2_000_000), 3);
    expect(read.ok && read.records.length).toBe(4);
  });

  it('may have a hundred fields in a record', () => {
    expect(readCsv(Array(100).fill('x').join(',')).ok).toBe(true);
    expect(readCsv(Array(101).fill('x').join(','))).toMatchObject({
      ok: false,
      fault: { line: 1, column: 101 },
    });
  });
});
