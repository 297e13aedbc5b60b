/** What operators type, and what a page has to show, takes time that grows as it does. */
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../src/audit/csv-rows.ts';
import { readForm } from '../../src/console/forms/read.ts';
import { pickLanguage } from '../../src/console/frame/messages.ts';
import { shortName } from '../../src/console/parts/short-name.ts';
import { paragraphsOf } from '../../src/stamp/text-changes.ts';
import { expectLinear, numbered, repeated } from '../support/growth.ts';

describe('a form', () => {
  const read = (form: FormData) =>
    readForm([{ kind: 'lines', path: '/lines', label: 'partners.name' }], form, {
      zone: 'UTC',
      emptied: 'absent',
    });

  it('is read in time that grows with its lines', () => {
    const form = (size: number) => {
      const sent = new FormData();
      sent.append('/lines', 'a\n'.repeat(size));
      return sent;
    };
    expectLinear(read, form, 50_000);
    expect(read(form(200_000)).ok).toBe(true);
  });

  it('is read in time that grows with its fields', () => {
    const form = (size: number) => {
      const sent = new FormData();
      for (let number = 0; number < size; number++) sent.append(`/${number}`, 'a');
      return sent;
    };
    expectLinear(read, form, 5_000);
  });
});

describe('a text', () => {
  it.each<[string, (size: number) => string]>([
    ['quotes', repeated('""', '"a', '"')],
    ['fields', repeated('a,')],
    ['quotes that do not end', repeated('a"')],
    ['apostrophes', repeated("'")],
    ['line ends', repeated('\n')],
    ['words', numbered((number) => `${number} `)],
  ])('is shown in time that grows with %s', (_, text) => {
    const show = (given: string) => {
      csvRows(`a,b\r\n${given}`);
      paragraphsOf(given);
      shortName(given);
    };
    expectLinear(show, text, 100_000);
  });
});

it.each<[string, (size: number) => string]>([
  ['commas', repeated(',')],
  ['qualities', repeated(';q=1', 'de')],
  ['digits', repeated('1', 'de;q=', 'x')],
])('Accept-Language is read in time that grows with %s', (_, header) => {
  expectLinear((accepted) => pickLanguage(undefined, accepted), header, 100_000);
});
