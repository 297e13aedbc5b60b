import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../../src/console/forms/fields.ts';
import { readForm } from '../../../src/console/forms/read.ts';
import { filled, typed } from '../../../src/console/forms/state.ts';

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

  it('says of an emptied field, where a resource is changed, that it is gone', () => {
    const read = readForm(FIELDS, sent([['/name', 'K']]), { zone: 'UTC', emptied: 'null' });
    expect(read).toMatchObject({
      ok: true,
      body: { name: 'K', starts: null, territories: [], uses: [], advance: false, titles: [] },
    });
  });

  it('is not sent with what is no number and no time', () => {
    const form = sent([
      ['/quota/limit', 'many'],
      ['/starts', 'soon'],
    ]);
    expect(readForm(FIELDS, form, absent)).toEqual({
      ok: false,
      faults: [
        { path: '/quota/limit', message: 'Expected a number' },
        { path: '/starts', message: 'Expected a time' },
      ],
    });
  });

  it('gets one more row, and keeps what was typed', () => {
    const form = sent([
      ['/name', 'K'],
      ['/titles/0/id', 'web'],
      ['_add', '/titles'],
    ]);
    const read = readForm(FIELDS, form, absent);
    expect(read).toEqual({ ok: false, faults: [], added: '/titles' });
    const state = typed(form, read as { added: string });
    expect([...state.values.keys()]).toContain('/titles/1/');
    expect(state.values.get('/titles/0/id')).toEqual(['web']);
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
