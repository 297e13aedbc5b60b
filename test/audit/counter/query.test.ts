import { describe, expect, it } from 'vitest';
import { counterQuery, type ReportId } from '../../../src/audit/counter/query.ts';

const NOW = { platform: 'Tidemark News Agency', nowMs: Date.parse('2026-11-26T12:00:00Z') };
const GOOD = { customer_id: 'par_1', begin_date: '2026-09', end_date: '2026-10' };
const ask = (given: Record<string, string>, report: ReportId = 'IR') =>
  counterQuery(report, { ...GOOD, ...given }, NOW);
const codes = (given: Record<string, string>, report: ReportId = 'IR') => {
  const parsed = ask(given, report);
  return parsed.kind === 'query' ? parsed.query.exceptions.map(({ Code }) => Code) : [parsed.exception.Code];
};

describe('the dates of a COUNTER report', () => {
  it('accept months, and the first and last days of months', () => {
    const months = { kind: 'query', query: { begin: '2026-09', end: '2026-10', exceptions: [] } };
    expect(ask({})).toMatchObject(months);
    expect(ask({ begin_date: '2026-09-01', end_date: '2026-10-31' })).toMatchObject(months);
  });

  it.each([
    ['no dates', { begin_date: 'September' }],
    ['days in the middle', { begin_date: '2026-09-02' }],
    ['an end that is no last day', { end_date: '2026-10-30' }],
    ['a month 13', { end_date: '2026-13' }],
    ['the end before the beginning', { begin_date: '2026-10', end_date: '2026-09' }],
    ['the running month', { begin_date: '2026-11', end_date: '2026-11' }],
    ['the end of all time', { end_date: '9999-12' }],
    ['the future', { begin_date: '2027-01', end_date: '2027-02' }],
  ])('are refused with 3020 for %s', (_, given) => {
    expect(ask(given)).toMatchObject({ kind: 'refused', exception: { Code: 3020 } });
  });

  it('end with the last finished month, which exception 3031 reports', () => {
    expect(ask({ end_date: '2027-01' })).toMatchObject({
      query: {
        end: '2026-10',
        exceptions: [{ Code: 3031, Data: 'Not over yet: 2026-11, 2026-12, 2027-01' }],
      },
    });
  });

  it('are required like the customer, or exception 1030 is returned', () => {
    for (const name of Object.keys(GOOD))
      expect(ask({ [name]: '' })).toMatchObject({ exception: { Code: 1030, Data: `Missing: ${name}` } });
  });
});

describe('the filters of a COUNTER report', () => {
  it('accept lists of known values', () => {
    const given = { metric_type: 'Total_Item_Requests|No_License', data_type: 'Image', access_method: 'TDM' };
    expect(ask({ ...given, item_id: 'itm_1', access_type: 'Controlled' })).toMatchObject({
      query: {
        filters: {
          Metric_Type: ['Total_Item_Requests', 'No_License'],
          Data_Type: ['Image'],
          Access_Method: ['TDM'],
          Access_Type: ['Controlled'],
          Item_ID: 'itm_1',
        },
        exceptions: [],
      },
    });
  });

  it('are ignored and named by exception 3060 when a value is unknown', () => {
    expect(ask({ data_type: 'Image|Book' })).toMatchObject({
      query: { filters: {}, exceptions: [{ Code: 3060, Data: 'data_type: Book' }] },
    });
    expect(codes({ platform: 'Another Gateway' })).toEqual([3060]);
    expect(codes({ platform: 'Tidemark News Agency' })).toEqual([]);
    // The schema of PR has no room for one metric alone, nor for denials.
    expect(codes({ metric_type: 'Total_Item_Requests' }, 'PR')).toEqual([3060]);
    expect(codes({ metric_type: 'No_License|Limit_Exceeded' }, 'PR')).toEqual([3060]);
  });

  it('are ignored and named by exception 3050 when a parameter is unknown', () => {
    expect(ask({ yop: '2026', colour: 'red', api_key: 'x', requestor_id: 'y' })).toMatchObject({
      query: { exceptions: [{ Code: 3050, Data: 'yop; colour' }] },
    });
    expect(codes({ item_id: 'itm_1' }, 'PR')).toEqual([3050]);
  });
});

describe('the attributes of a COUNTER report', () => {
  it('are shown in the order of the columns of COUNTER', () => {
    expect(ask({ attributes_to_show: 'Access_Method|Access_Type' })).toMatchObject({
      query: { show: ['Access_Type', 'Access_Method'], exceptions: [] },
    });
  });

  it('are named by exceptions 3062 and 3063 when they are not available', () => {
    expect(codes({ attributes_to_show: 'Access_Method|Authors' })).toEqual([3062]);
    expect(codes({ attributes_to_show: 'Access_Type' }, 'PR')).toEqual([3062]);
    expect(codes({ granularity: 'Total' })).toEqual([3062]);
    expect(codes({ granularity: 'Month', include_parent_details: 'False' })).toEqual([]);
    expect(codes({ include_component_details: 'True' })).toEqual([3063]);
  });
});
