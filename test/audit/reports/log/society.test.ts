import { describe, expect, it } from 'vitest';
import { SocietyTally, societyCsv } from '../../../../src/audit/reports/log/society.ts';
import type { Entry } from '../../../../src/ledger/types.ts';
import { entryOf } from '../../../ledger/segments/entries.ts';

const text = { component: 'cmp_1', digest: 'd', type: 'dispatch' };
const picture = { component: 'cmp_2', digest: 'd', type: 'photograph' };
const NAMES = {
  partners: new Map([
    ['par_1', { id: 'par_1', name: 'Morgen Verlag', titles: [{ id: 'morgen', name: 'Der Morgen' }] }],
  ]),
  items: new Map([
    [
      'itm_1',
      {
        id: 'itm_1',
        uri: 'urn:itm_1',
        version: '1',
        type: 'text',
        pubStatus: 'usable',
        headline: '=SUM("x"), he said',
      },
    ],
  ]),
};

function declaration(given: object): Entry {
  const head = { ...entryOf(), kind: 'declaration', article: null, unit: null, clientRef: null };
  return { ...head, figure: 'end_users', ...given } as unknown as Entry;
}

function csvOf(deliveries: [day: string, entry: Entry][], declarations: Entry[] = []): string[] {
  const tally = new SocietyTally();
  for (const [date, entry] of deliveries) tally.addDelivery({ entry, when: { date, hour: '10' } });
  for (const entry of declarations) tally.addDeclaration(entry);
  return [...societyCsv('2026-03', tally, NAMES)].map((line) => line.trimEnd());
}
const columnOf = (lines: string[], name: string) => {
  const place = lines[0]?.split(',').indexOf(name) ?? -1;
  // Headlines have commas; what comes after is counted from the end.
  return lines.slice(1).map((line) => line.split(',').at(place - (lines[0]?.split(',').length ?? 0)));
};

describe('the report for a collecting society', () => {
  it('has a row for each item, version and title, with the number and components of deliveries', () => {
    const lines = csvOf([
      ['2026-03-02', entryOf({ delivered: [text] })],
      ['2026-03-01', entryOf({ delivered: [text, picture] })],
      ['2026-03-03', entryOf({ delivered: [] })],
      ['2026-03-03', entryOf({ env: 'test', delivered: [text] })],
      ['2026-03-04', entryOf({ version: '2', delivered: [text] })],
    ]);
    expect(lines).toEqual([
      'period,license,partner,partner_name,title,title_name,item,uri,version,headline,components,first_delivery,last_delivery,deliveries,end_users,subscribers,readers,circulation',
      `2026-03,lic_1,par_1,Morgen Verlag,morgen,Der Morgen,itm_1,urn:itm_1,1,"'=SUM(""x""), he said",dispatch photograph,2026-03-01,2026-03-02,2,,,,`,
      `2026-03,lic_1,par_1,Morgen Verlag,morgen,Der Morgen,itm_1,urn:itm_1,2,"'=SUM(""x""), he said",dispatch,2026-03-04,2026-03-04,1,,,,`,
    ]);
  });

  it('uses the last declaration, of the shortest period with the first delivery', () => {
    const deliveries: [string, Entry][] = [['2026-03-02', entryOf({ delivered: [text] })]];
    const reach = (...declarations: Entry[]) => columnOf(csvOf(deliveries, declarations), 'end_users');
    const year = declaration({ period: '2026', value: 100, at: '2027-01-01T00:00:00.000Z' });
    const month = declaration({ period: '2026-03', value: 7, at: '2026-04-01T00:00:00.000Z' });
    const later = declaration({ period: '2026-03', value: 8, at: '2026-04-02T00:00:00.000Z' });
    expect(reach(year)).toEqual(['100']);
    expect(reach(later, year, month)).toEqual(['8']);
    for (const other of [
      { title: 'abend' },
      { license: 'lic_2' },
      { period: '2026-04' },
      { figure: 'viewers' },
    ])
      expect([other, reach(declaration({ period: '2026-03', value: 9, ...other }))]).toEqual([other, ['']]);
  });
});
