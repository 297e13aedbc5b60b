/**
 * COUNTER reports against the schemas of COUNTER’s own API description (CC BY 4.0), read at test time from
 * beside the repository.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activityOf } from '../../src/audit/counter/activity.ts';
import { exceptionOf } from '../../src/audit/counter/exceptions.ts';
import { counterQuery, type ReportId } from '../../src/audit/counter/query.ts';
import { type CounterReport, counterReport } from '../../src/audit/counter/report.ts';
import { countActivities } from '../../src/audit/counter/tally.ts';
import { asTsv } from '../../src/audit/counter/tsv.ts';
import type { Entry } from '../../src/ledger/types.ts';
import { entries, refusal, useEntry } from '../audit/counter/support.ts';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../../shared/standards/counter');
const absent = !existsSync(ROOT);
if (absent && process.env.CI === 'true')
  throw new Error('The COUNTER schemas are missing under ../shared/standards');
if (absent) console.log('skipped: ../shared/standards/counter is not on this machine');

/** The description names the registry’s host of before; its own samples are of today’s. */
const API = absent
  ? {}
  : JSON.parse(
      readFileSync(`${ROOT}/COUNTER_API.json`, 'utf8').replaceAll(
        'registry.projectcounter.org',
        'registry.countermetrics.org',
      ),
    );

// Of the description’s own expressions one is none by the flag `u`.
const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(API, 'counter');

/** What is wrong with it; empty: it is valid. */
function faultsOf(schema: string, value: unknown): string[] {
  const validate = ajv.getSchema(`counter#/components/schemas/${schema}`);
  if (!validate) throw new Error(`there is no schema ${schema}`);
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const AGENCY = 'Tidemark News Agency';
const NOW = Date.parse('2026-11-26T12:00:00.123Z');
const MADE = {
  agency: AGENCY,
  customer: { id: 'par_1', name: 'Hallwanger Verlag' },
  items: new Map([
    ['itm_1', { type: 'text', headline: '=Harbor pilots\tend strike' }],
    ['itm_2', { type: 'picture', headline: null }],
  ]),
  archived: [] as string[],
  nowMs: NOW,
};

function reportOf(
  id: ReportId,
  list: Entry[],
  given: Record<string, string> = {},
  expected: Partial<typeof MADE> = {},
): CounterReport {
  const dates = { customer_id: 'par_1', begin_date: '2026-09', end_date: '2026-10' };
  const parsed = counterQuery(id, { ...dates, ...given }, { platform: AGENCY, nowMs: NOW });
  if (parsed.kind === 'refused') throw new Error(parsed.exception.Message);
  const counted = countActivities(
    list.flatMap((entry) => activityOf(entry) ?? []),
    parsed.query,
  );
  return counterReport(parsed.query, counted, { ...MADE, ...expected });
}
const codesOf = ({ Report_Header: { Exceptions = [] } }: CounterReport) => Exceptions.map(({ Code }) => Code);

const REPORTS = ['PR', 'IR'] as const;
const SOME = [useEntry(), useEntry({ use: 'ai-train' }), refusal('use_not_licensed')];

describe.skipIf(absent)('a COUNTER report', () => {
  it.each(['PR', 'IR'])('of COUNTER’s own samples is valid: %s', (id) => {
    const sample = JSON.parse(readFileSync(`${ROOT}/${id}_sample_r51.json`, 'utf8'));
    expect(faultsOf(id, sample)).toEqual([]);
  });

  it.each(REPORTS)('%s is valid of any log, whatever is asked of it', (id) => {
    const or = (...values: string[]) => fc.constantFrom('', ...values);
    const queries = fc.record({
      metric_type: or(
        'Total_Item_Requests',
        'Total_Item_Requests|Unique_Item_Investigations',
        'No_License',
        'x',
      ),
      data_type: or('News_Item', 'Image|Unspecified', 'Book'),
      access_method: or('Regular', 'TDM', 'Regular|TDM'),
      access_type: or('Controlled', 'Open'),
      attributes_to_show: or('Access_Method', 'Access_Type|Access_Method', 'Authors'),
      item_id: or('itm_1', 'urn:test:item:1', 'none'),
      end_date: fc.constantFrom('2026-09', '2026-10', '2026-12'),
      include_component_details: or('True'),
      colour: or('red'),
    });
    fc.assert(
      fc.property(entries, queries, (list, given) => {
        expect(faultsOf(id, reportOf(id, list, given))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(REPORTS)('%s says what it is of, and what was asked', (id) => {
    const report = reportOf(id, SOME, { attributes_to_show: 'Access_Method', data_type: 'News_Item' });
    expect(faultsOf(id, report)).toEqual([]);
    expect(report.Report_Header).toMatchObject({
      Release: '5.1',
      Report_ID: id,
      Created: '2026-11-26T12:00:00Z',
      Created_By: AGENCY,
      Institution_Name: 'Hallwanger Verlag',
      Institution_ID: { Proprietary: ['imprimatur:par_1'] },
      Report_Attributes: { Attributes_To_Show: ['Access_Method'] },
      Report_Filters: { Begin_Date: '2026-09-01', End_Date: '2026-10-31', Data_Type: ['News_Item'] },
    });
    expect(report.Report_Header).not.toHaveProperty('Exceptions');
  });

  it('tells text and data mining apart only where that is asked for', () => {
    const one = { '2026-09': 1 };
    const both = { '2026-09': 2 };
    const [platform] = reportOf('PR', SOME).Report_Items;
    expect(platform).toEqual({
      Platform: AGENCY,
      Attribute_Performance: [
        {
          Data_Type: 'News_Item',
          Performance: {
            Total_Item_Investigations: both,
            Total_Item_Requests: both,
            Unique_Item_Investigations: both,
            Unique_Item_Requests: both,
          },
        },
      ],
    });
    const shown = reportOf('PR', SOME, { attributes_to_show: 'Access_Method' }).Report_Items[0];
    expect(shown).toMatchObject({
      Attribute_Performance: [
        { Access_Method: 'Regular', Performance: { Total_Item_Requests: one } },
        { Access_Method: 'TDM', Performance: { Total_Item_Requests: one } },
      ],
    });
  });

  it('has denials by item', () => {
    expect(reportOf('IR', SOME).Report_Items).toMatchObject([
      {
        Items: [
          {
            Item: '=Harbor pilots\tend strike',
            Publisher: AGENCY,
            Item_ID: { Proprietary: 'imprimatur:itm_1', URI: 'urn:test:item:1' },
            Attribute_Performance: [{ Performance: { No_License: { '2026-09': 1 } } }],
          },
        ],
      },
    ]);
  });

  it.each(REPORTS)('%s without use is empty, with 3030', (id) => {
    const report = reportOf(id, []);
    expect(faultsOf(id, report)).toEqual([]);
    expect([report.Report_Items, codesOf(report)]).toEqual([[], [3030]]);
    const without = { ...report, Report_Header: { ...report.Report_Header, Created_By: undefined } };
    expect(faultsOf(id, without)).not.toEqual([]);
  });

  it.each(REPORTS)('%s says which months are in the archive: 3032 at its beginning, 3040 behind', (id) => {
    const codes = (archived: string[], list: Entry[] = SOME) => {
      const report = reportOf(id, list, { begin_date: '2026-08' }, { archived });
      expect(faultsOf(id, report)).toEqual([]);
      return codesOf(report);
    };
    expect(codes(['2026-08'])).toEqual([3032]);
    expect(codes(['2026-10'])).toEqual([3040]);
    expect(codes(['2026-08', '2026-10'])).toEqual([3032, 3040]);
    // Of what is not there it is not said that there was no use.
    expect(codes(['2026-08', '2026-09', '2026-10'], [])).toEqual([3032]);
    expect(codes(['2026-08'], [])).toEqual([3030, 3032]);
  });

  it('has exceptions that are COUNTER’s, word for word', () => {
    for (const code of [1030, 2010, 2011, 3020, 3030, 3031, 3032, 3040, 3050, 3060, 3062, 3063] as const)
      expect([code, faultsOf(`Exception_${code}`, exceptionOf(code, 'why'))]).toEqual([code, []]);
  });
});

describe.skipIf(absent)('the tabular form', () => {
  const rowsOf = (text: string) =>
    text
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
  /** Names of the rows and columns, as a sample has them. */
  const shapeOf = (text: string, attributes: string[]) => {
    const rows = rowsOf(text);
    const columns = rows[14]?.map((name) => name.trim()) ?? [];
    const months = /^[A-Z][a-z]{2}-\d{4}$/;
    return {
      names: rows.slice(0, 13).map(([name]) => name),
      columns: columns.filter((name) => name !== '' && !months.test(name) && !attributes.includes(name)),
      hasMonths: columns.some((name) => months.test(name)),
    };
  };
  /** Columns that only come when they are asked for, or that tell of parents. */
  const CALLED_FOR = [
    'Authors',
    'Publication_Date',
    'Article_Version',
    'YOP',
    'Access_Type',
    'Access_Method',
  ];

  it.each(REPORTS)('of %s has the rows and columns of the sample', (id) => {
    const sample = readFileSync(`${ROOT}/${id}_sample_r51.tsv`, 'utf8').replaceAll('\r', '');
    const { columns, ...shape } = shapeOf(sample, CALLED_FOR);
    const own = shapeOf(asTsv(reportOf(id, SOME)), CALLED_FOR);
    expect(own).toEqual({ ...shape, columns: columns.filter((name) => !name.startsWith('Parent_')) });
  });

  it('has the figures of the JSON, a row a metric, and no headline that a spreadsheet computes', () => {
    const rows = rowsOf(asTsv(reportOf('IR', SOME)));
    const [columns = [], ...body] = rows.slice(14);
    const cell = (row: string[], name: string) => row[columns.indexOf(name)];
    expect(
      body.map((row) => [
        cell(row, 'Metric_Type'),
        cell(row, 'Reporting_Period_Total'),
        cell(row, 'Sep-2026'),
      ]),
    ).toEqual([
      ['No_License', '1', '1'],
      ['Total_Item_Investigations', '2', '2'],
      ['Total_Item_Requests', '2', '2'],
      ['Unique_Item_Investigations', '2', '2'],
      ['Unique_Item_Requests', '2', '2'],
    ]);
    expect(cell(body[0] ?? [], 'Item')).toBe("'=Harbor pilots end strike");
  });

  it.each([
    ['“We won”', '“We won”'],
    ['"We won," they say', '"""We won,"" they say"'],
    ['"=1+1"', `'"=1+1"`],
    ['\uFF1D1+1', "'\uFF1D1+1"],
  ])('has the headline %j as %j, which takes in no other cell', (headline, shown) => {
    const items = new Map([['itm_1', { type: 'text', headline }]]);
    const [columns = [], first = []] = rowsOf(asTsv(reportOf('IR', SOME, {}, { items }))).slice(14);
    expect(first[columns.indexOf('Item')]).toBe(shown);
  });
});
