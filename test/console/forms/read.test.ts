import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/console/forms/fields.ts';
import { numberIn, readForm } from '../../../src/console/forms/read.ts';
import { filled, submitted } from '../../../src/console/forms/state.ts';

const FIELDS: Field[] = [
  { kind: 'text', path: '/name', label: 'partners.name', required: true },
  {
    kind: 'group',
    path: '',
    label: 'partners.contact',
    fields: [
      { kind: 'number', path: '/quota/limit', label: 'partners.name' },
      { kind: 'instant', path: '/starts', label: 'partners.name' },
      { kind: 'lines', path: '/territories', label: 'partners.name' },
      { kind: 'checks', path: '/uses', label: 'partners.name', options: [] },
      { kind: 'flag', path: '/advance', label: 'partners.name' },
    ],
  },
  {
    kind: 'rows',
    path: '/titles',
    label: 'partners.titles',
    add: 'partners.add_title',
    fields: [
      { kind: 'text', path: '/id', label: 'partners.title_id' },
      { kind: 'lines', path: '/domains', label: 'partners.domains' },
    ],
  },
];

function sent(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

/** What a browser sends of a form with this in it. */
const sentOf = (values: Map<string, string[]>) =>
  sent([...values].flatMap(([name, texts]) => texts.map((text) => [name, text] as [string, string])));

const absent = { zone: 'Asia/Tokyo', emptied: 'absent' } as const;

describe('a form', () => {
  it('becomes the body that the API takes: numbers, instants, lists, nested members, rows without holes', () => {
    const form = sent([
      ['/name', ' Kansai '],
      ['/quota/limit', '500'],
      ['/starts', '2026-03-01T09:00'],
      ['/territories', 'JP\r\n\r\n KR '],
      ['/uses', 'display'],
      ['/uses', 'distribute'],
      ['/titles/0/id', ''],
      ['/titles/1/id', 'web'],
      ['/titles/1/domains', 'a.example, b.example'],
    ]);
    expect(readForm(FIELDS, form, absent)).toEqual({
      ok: true,
      body: {
        name: 'Kansai',
        quota: { limit: 500 },
        starts: '2026-03-01T00:00:00.000Z',
        territories: ['JP', 'KR'],
        uses: ['display', 'distribute'],
        titles: [{ id: 'web', domains: ['a.example', 'b.example'] }],
      },
    });
  });

  it('means times of the zone that it was shown in, whatever was chosen in another window since', () => {
    const form = sent([
      ['/starts', '2026-03-01T09:00'],
      ['_zone', 'Europe/Vienna'],
    ]);
    expect(readForm(FIELDS, form, absent).body).toEqual({ starts: '2026-03-01T08:00:00.000Z' });
    form.set('_zone', 'Mars/Base');
    expect(readForm(FIELDS, form, absent).body).toEqual({ starts: '2026-03-01T00:00:00.000Z' });
  });

  it('has no more rows than the API takes, whatever number a control says, and is read in no time', () => {
    const form = sent([
      ['/titles/0/id', 'web'],
      ['/titles/9007199254740990/id', 'far'],
      ['/titles/200/id', 'beyond'],
    ]);
    expect(submitted(form, { addedRow: '/titles' }).values.has('/titles/1/')).toBe(true);
    expect(readForm(FIELDS, form, absent).body).toEqual({ titles: [{ id: 'web' }] });
    const many = sent(Array.from({ length: 200_000 }, () => ['/uses', ''] as [string, string]));
    expect(submitted(many).values.get('/uses')).toHaveLength(200_000);
  });

  it('says of an emptied field, where a resource is changed, that it is gone', () => {
    const read = readForm(FIELDS, sent([['/name', 'K']]), { zone: 'UTC', emptied: 'null' });
    expect(read).toMatchObject({
      ok: true,
      body: { name: 'K', starts: null, territories: null, uses: null, advance: false, titles: [] },
    });
  });

  it('says nothing of what is empty in a row, which is sent whole, but of a list that has to be there', () => {
    const fields: Field[] = [
      { kind: 'text', path: '/name', label: 'partners.name', required: true },
      {
        kind: 'rows',
        path: '/titles',
        label: 'partners.titles',
        add: 'partners.add_title',
        fields: [
          { kind: 'text', path: '/id', label: 'partners.title_id' },
          { kind: 'text', path: '/kind', label: 'partners.kind' },
          { kind: 'lines', path: '/domains', label: 'partners.domains', always: true },
        ],
      },
    ];
    const form = sent([
      ['/name', ''],
      ['/titles/0/id', 'web'],
      ['/titles/0/kind', ''],
      ['/titles/0/domains', ''],
    ]);
    // The API finds fault with the empty name; to leave it out would leave it as it was.
    expect(readForm(fields, form, { zone: 'UTC', emptied: 'null' })).toEqual({
      ok: true,
      body: { name: '', titles: [{ id: 'web', domains: [] }] },
    });
  });

  it('takes JSON as what it says, and anything else not at all', () => {
    const fields: Field[] = [{ kind: 'json', path: '/jwk', label: 'keys.jwk' }];
    const read = (text: string) => readForm(fields, sent([['/jwk', text]]), absent);
    expect(read('{"kty": "OKP"}')).toEqual({ ok: true, body: { jwk: { kty: 'OKP' } } });
    expect(read('')).toEqual({ ok: true, body: {} });
    expect(read('{"kty"')).toMatchObject({
      ok: false,
      body: { jwk: '' },
      faults: [{ path: '/jwk', key: 'json' }],
    });
    const { values } = filled(fields, { jwk: [1] }, 'UTC');
    expect(readForm(fields, sentOf(values), absent)).toEqual({ ok: true, body: { jwk: [1] } });
  });

  it('has an empty text in place of what is no number and no time', () => {
    const form = sent([
      ['/quota/limit', 'many'],
      ['/starts', 'soon'],
    ]);
    expect(readForm(FIELDS, form, absent)).toMatchObject({
      ok: false,
      faults: [
        { path: '/quota/limit', key: 'whole_number' },
        { path: '/starts', key: 'time' },
      ],
      // What no schema takes for a number or a time, so that the API lists these with all other faults.
      body: { quota: { limit: '' }, starts: '' },
    });
    // Its checks of a fraction would hide all others. `1.00` is as likely a slip for a thousand.
    for (const text of ['1.5', '1.00', '1,0', '1.000,00'])
      expect(readForm(FIELDS, sent([['/quota/limit', text]]), absent)).toMatchObject({
        faults: [{ path: '/quota/limit', key: 'whole_number' }],
        body: { quota: { limit: '' } },
      });
  });

  it.each<[text: string, number: number]>([
    ['1000', 1000],
    ['1.000', 1000],
    ['1,000', 1000],
    ['1\u00a0000', 1000],
    ['1’000', 1000],
    ['1.234.567', 1_234_567],
    ['-3', -3],
    ['−3', -3],
    ['0', 0],
    ['05', 5],
    ['0,80', 0.8],
    ['0.8', 0.8],
    ['1.234,56', 1234.56],
  ])('reads %j as the number %j, as people write it in any language', (text, number) => {
    expect(numberIn(text, true)).toBe(number);
  });

  it.each([
    '',
    '30 days',
    '1e3',
    '0x10',
    '0.125',
    '1.2345',
    '1,2,3',
    '1.000,000',
    '1,000,50',
    'Infinity',
    '.5',
    '٣',
  ])('reads %j as no number', (text) => {
    expect(numberIn(text, true)).toBeUndefined();
  });

  it('gets one more row, and keeps what was typed', () => {
    const form = sent([
      ['/name', 'K'],
      ['/titles/0/id', 'web'],
      ['_add', '/titles'],
    ]);
    const read = readForm(FIELDS, form, absent);
    expect(read).toMatchObject({ ok: false, faults: [], addedRow: '/titles' });
    const state = submitted(form, read as { addedRow: string });
    expect([...state.values.keys()]).toContain('/titles/1/');
    expect(state.values.get('/titles/0/id')).toEqual(['web']);
  });

  it('reads names as codes, and names the languages that there are not', () => {
    const fields: Field[] = [
      { kind: 'text', path: '/market', label: 'partners.market', textKind: 'place' },
      { kind: 'lines', path: '/domains', label: 'partners.domains', textKind: 'host' },
      { kind: 'lines', path: '/languages', label: 'products.languages', textKind: 'language' },
    ];
    const form = sent([
      ['/market', ' Norwegen '],
      ['/domains', 'https://www.x.no/, y.no'],
      ['/languages', 'French\nKlingonese\nde-AT'],
    ]);
    expect(readForm(fields, form, absent)).toMatchObject({
      ok: false,
      body: { market: 'NO', domains: ['x.no', 'y.no'], languages: ['fr', '', 'de-AT'] },
      faults: [{ path: '/languages/1', key: 'language' }],
    });
  });

  it('separates places and languages by lines, commas, semicolons and slashes, and other entries not by all', () => {
    const fields: Field[] = [
      { kind: 'lines', path: '/territories', label: 'licenses.territories', textKind: 'territory' },
      { kind: 'lines', path: '/languages', label: 'licenses.languages', textKind: 'language' },
      { kind: 'lines', path: '/addresses', label: 'keys.addresses' },
      { kind: 'lines', path: '/purposes', label: 'licenses.purposes', separateLines: true },
    ];
    const form = sent([
      ['/territories', 'Deutschland/Österreich; Schweiz, -Japan\r\nDE-BY /'],
      ['/languages', 'Deutsch; en/fr,de-AT\r\nja'],
      ['/addresses', '192.0.2.0/24, 198.51.100.7'],
      ['/purposes', 'a, b; c/d'],
    ]);
    expect(readForm(fields, form, absent)).toEqual({
      ok: true,
      body: {
        territories: ['DE', 'AT', 'CH', '-JP', 'DE-BY'],
        languages: ['de', 'en', 'fr', 'de-AT', 'ja'],
        addresses: ['192.0.2.0/24', '198.51.100.7'],
        purposes: ['a, b; c/d'],
      },
    });
  });

  it('makes the id of a row of its name, where none was typed, and not that of another row', () => {
    const fields: Field[] = [
      {
        kind: 'rows',
        path: '/titles',
        label: 'partners.titles',
        add: 'partners.add_title',
        fields: [
          { kind: 'text', path: '/name', label: 'partners.title_name' },
          { kind: 'text', path: '/id', label: 'partners.title_id', from: '/name' },
        ],
      },
    ];
    const form = sent([
      ['/titles/0/name', 'Der Morgen'],
      ['/titles/1/name', 'Der Abend'],
      ['/titles/1/id', 'der-morgen'],
      ['/titles/2/name', 'Der Morgen'],
      ['/titles/3/name', '日本'],
    ]);
    const { body } = readForm(fields, form, absent);
    expect((body.titles as { id?: string }[]).map(({ id }) => id)).toEqual([
      'der-morgen-2',
      'der-morgen',
      'der-morgen-3',
      undefined,
    ]);
  });

  it('has no way to the prototype of anything, whatever its controls are named', () => {
    const form = sent([
      ['/__proto__/polluted', 'x'],
      ['/titles/__proto__/id', 'x'],
      ['/titles/999999999/id', 'x'],
    ]);
    const read = readForm(FIELDS, form, absent);
    expect(read).toEqual({ ok: true, body: {} });
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('that shows a resource sends the same resource', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const resource = fc.record({
      name: word,
      quota: fc.record({ limit: fc.nat() }),
      starts: fc
        .date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
        .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000).toISOString()),
      territories: fc.array(word, { minLength: 1 }),
      uses: fc.array(word, { minLength: 1 }),
      advance: fc.constant(true),
      titles: fc.array(fc.record({ id: word, domains: fc.array(word, { minLength: 1 }) }), { minLength: 1 }),
    });
    fc.assert(
      fc.property(resource, (shown) => {
        const { values } = filled(FIELDS, shown, 'Asia/Tokyo');
        expect(readForm(FIELDS, sentOf(values), absent)).toEqual({ ok: true, body: shown });
      }),
    );
  });
});
