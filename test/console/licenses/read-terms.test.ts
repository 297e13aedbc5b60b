import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf } from '../../../src/console/licenses/edited.ts';
import { renewalFields, termsFields } from '../../../src/console/licenses/fields.ts';
import { patchOf, readTerms, termsFilled } from '../../../src/console/licenses/read-terms.ts';
import type { Draft } from '../../../src/console/licenses/terms.ts';
import { runs } from '../../support/runs.ts';
import { anyTerms } from './terms.ts';
import { english } from './words.ts';

const OPTIONS = { titles: [], products: [] };
const fieldsOf = (terms: Draft) => termsFields({ ...OPTIONS, terms, t: english });

function sent(entries: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

const read = (entries: [string, string][], current: Draft = {}) =>
  readTerms(fieldsOf(current), sent(entries), { partner: 'par_1', current });

describe('the form of a license', () => {
  it('that nobody touched changes nothing, in whichever zone the license counts its days', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const fields = fieldsOf(terms);
        const form = formOf(termsFilled(fields, terms));
        const { body, faults } = readTerms(fields, form, { partner: 'par_1', current: terms });
        expect(faults).toEqual([]);
        expect(patchOf(terms, body)).toEqual({});
      }),
      runs(500),
    );
  });

  it('makes the terms that it was filled with, so that a license can be copied', () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const fields = fieldsOf(terms);
        const form = formOf(termsFilled(fields, terms));
        const { body } = readTerms(fields, form, { partner: 'par_1', current: terms });
        expect(patchOf(body as Draft, terms)).toEqual({});
      }),
    );
  });

  it('keeps an instant within a day as it is, and days as days, when the time zone is changed', () => {
    const current: Draft = {
      timeZone: 'Europe/Berlin',
      starts: '2026-03-31T22:00:00Z',
      ends: '2027-03-31T09:30:05.007Z',
    };
    const fields = fieldsOf(current);
    const form = formOf(termsFilled(fields, current));
    expect(form.get('/starts')).toBe('2026-04-01');
    expect(form.get('/ends')).toBe('2027-03-31T11:30:05.007');
    form.set('/timeZone', 'Tokyo');
    const { body } = readTerms(fields, form, { partner: 'par_1', current });
    expect(body).toMatchObject({
      timeZone: 'Asia/Tokyo',
      starts: '2026-03-31T15:00:00.000Z',
      ends: '2027-03-31T09:30:05.007Z',
    });
  });

  it('sends what differs, and null for what was emptied', () => {
    const current: Draft = {
      partner: 'par_1',
      products: ['prd_1'],
      uses: ['display', 'print'],
      quota: { limit: 5, per: 'day', onExceed: 'refuse' },
      credit: { line: 'Tidemark', byline: true },
    };
    const { body } = read(
      [
        ['/products', 'prd_1'],
        ['/uses', 'print'],
        ['/uses', 'display'],
        ['/moreUses', 'stream\ndisplay'],
        ['/credit/line', 'Tidemark'],
      ],
      current,
    );
    expect(patchOf(current, body)).toEqual({
      uses: ['print', 'display', 'stream'],
      quota: null,
      credit: { line: 'Tidemark', byline: false },
    });
  });

  it('is exclusive only when it is said to be, and then of everything when no more is said', () => {
    expect(read([['/exclusivity/channels', 'web']]).body.exclusivity).toBeUndefined();
    expect(read([['/isExclusive', 'true']]).body.exclusivity).toEqual({});
    const part = read([
      ['/isExclusive', 'true'],
      ['/exclusivity/channels', 'web'],
    ]);
    expect(part.body.exclusivity).toEqual({ channels: ['web'] });
  });

  it('takes a policy as JSON, and says so when it is none', () => {
    const current: Draft = { policy: {} };
    expect(read([['/policy', '{"uid": "urn:x"}']], current).body.policy).toEqual({ uid: 'urn:x' });
    expect(read([['/policy', '{"uid":']], current).faults).toMatchObject([{ path: '/policy', key: 'json' }]);
  });

  it('of a renewal asks for term, quota and consent only', () => {
    const fields = renewalFields(english);
    const { body } = readTerms(
      fields,
      sent([
        ['/starts', '2027-01-01'],
        ['/ends', '2027-12-31'],
        ['/quota/limit', '9'],
        ['/uses', 'print'],
      ]),
      { partner: 'par_1', current: { timeZone: 'Asia/Tokyo' } },
    );
    expect(body).toEqual({
      partner: 'par_1',
      starts: '2026-12-31T15:00:00.000Z',
      ends: '2027-12-31T15:00:00.000Z',
      quota: { limit: 9 },
    });
  });
});
