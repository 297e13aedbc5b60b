import { describe, expect, it } from 'vitest';
import {
  currencyFaults,
  money,
  priceQuestion,
  replayQuestion,
} from '../../../src/console/replay/questions.ts';

describe('a question about the past', () => {
  it('has a restriction for each line, and the days of its period', () => {
    const body = {
      filter: { license: 'lic_1' },
      change: { texts: 'JAPAN OUT, NO ARCHIVE.\n\n EDITORIAL USE ONLY ', withdraw: ['rst_1'] },
    };
    expect(replayQuestion(body, { period: '2026-10' })).toEqual({
      filter: { license: 'lic_1', from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
      change: {
        withdraw: ['rst_1'],
        restrictions: [{ text: 'JAPAN OUT, NO ARCHIVE.' }, { text: 'EDITORIAL USE ONLY' }],
      },
    });
  });

  it('about a draft takes it to be in force in the period', () => {
    const question = priceQuestion(
      { terms: { uses: ['display'] } },
      { from: '2026-10-01', to: '2026-10-02' },
      0,
    );
    expect(question).toMatchObject({
      terms: { starts: '2026-10-01T00:00:00.000Z', ends: '2026-10-03T00:00:00.000Z', uses: ['display'] },
      from: '2026-10-01T00:00:00.000Z',
    });
  });
});

describe('a draft that starts from a license', () => {
  it('keeps terms that its form does not have, but no date, contract or minimum', () => {
    const license = {
      id: 'lic_1',
      partner: 'par_1',
      titles: ['morgen'],
      purposes: ['editorial'],
      uses: ['display', 'archive'],
      quota: { limit: 5, per: 'month' as const, onExceed: 'refuse' as const },
      minimum: { units: 10, per: 'month' as const },
      starts: '2020-01-01T00:00:00.000Z',
      ends: '2021-01-01T00:00:00.000Z',
      timeZone: 'Europe/Berlin',
      consent: { reference: 'C-1', signedBy: 'A. Signatory', signedOn: '2019-12-01' },
    };
    const { terms } = priceQuestion({ terms: { uses: ['print'] } }, { period: '2026-10' }, 0, license);
    expect(JSON.parse(JSON.stringify(terms))).toEqual({
      partner: 'par_1',
      titles: ['morgen'],
      purposes: ['editorial'],
      timeZone: 'Europe/Berlin',
      uses: ['print'],
      starts: '2026-10-01T00:00:00.000Z',
      ends: '2026-11-01T00:00:00.000Z',
      consent: { reference: 'draft', signedBy: '-', signedOn: '1970-01-01' },
    });
  });
});

describe('what units come to', () => {
  it('is written with its currency', () => {
    expect(money({ unitPrice: 2.5, currency: 'EUR' }, 'en')?.(3)).toBe('€7.50');
    expect(money({ unitPrice: 2.5, currency: 'eur' }, 'de')?.(1_000)).toMatch(/^2\.500,00\s€$/);
    expect(money({ unitPrice: 2.5, currency: 'JPY' }, 'en')?.(2)).toBe('¥5');
  });

  it('is not said when no price or no currency is', () => {
    expect(money({ unitPrice: 2.5 }, 'en')).toBeNull();
    expect(money({ currency: 'EUR' }, 'en')).toBeNull();
  });

  it('needs a currency that there is', () => {
    const keys = (body: object) => currencyFaults({ ...body }).map(({ path, key }) => [path, key]);
    expect(keys({ unitPrice: 1, currency: 'EUR' })).toEqual([]);
    expect(keys({})).toEqual([]);
    expect(keys({ unitPrice: 1 })).toEqual([['/currency', 'missing']]);
    expect(keys({ unitPrice: 1, currency: 'XYZ' })).toEqual([['/currency', 'currency']]);
    expect(keys({ unitPrice: 1, currency: '$' })).toEqual([['/currency', 'shared_sign']]);
  });
});
