import { describe, expect, it } from 'vitest';
import { licensePatch, newLicense, termsOf } from '../../src/licensing/licenses/schemas.ts';
import { licenseState } from '../../src/licensing/licenses/state.ts';
import { faultsOf } from '../../src/platform/http.ts';

const terms = {
  partner: 'par_1',
  products: ['prd_1'],
  uses: ['display'],
  components: ['dispatch'],
  territories: ['DE'],
  channels: ['web'],
  starts: '2026-01-01T00:00:00Z',
  ends: '2027-01-01T00:00:00Z',
  consent: { reference: 'TMA-1', signedBy: 'M. Example', signedOn: '2025-12-12' },
};

const pathsOf = (body: unknown): string[] => {
  const read = newLicense.safeParse(body);
  return read.success ? [] : faultsOf(read.error).map((fault) => fault.path);
};

describe('license terms', () => {
  it('are accepted with no more than what a license needs', () => {
    expect(pathsOf(terms)).toEqual([]);
  });

  it('need a consent, and its reference is what is missing', () => {
    const { consent: _consent, ...without } = terms;
    expect(pathsOf(without)).toContain('/consent/reference');
    expect(pathsOf({ ...terms, consent: null })).toContain('/consent/reference');
    expect(pathsOf({ ...terms, consent: { ...terms.consent, reference: '  ' } })).toEqual([
      '/consent/reference',
    ]);
    expect(pathsOf({ ...terms, consent: 'yes' })).toEqual(['/consent']);
  });

  it('take a date as its first instant in UTC', () => {
    expect(newLicense.parse({ ...terms, ends: '2026-12-31' }).ends).toBe('2026-12-31T00:00:00Z');
    expect(pathsOf({ ...terms, ends: '2026-02-30' })).toEqual(['/ends']);
    expect(pathsOf({ ...terms, ends: '31.12.2026' })).toEqual(['/ends']);
    expect(pathsOf({ ...terms, ends: '2026-12-31T00:00:00' })).toEqual(['/ends']);
  });

  it('with unknown fields are refused with the path of each', () => {
    expect(pathsOf({ ...terms, teritories: ['DE'], consent: { ...terms.consent, by: 'x' } })).toEqual([
      '/consent/by',
      '/teritories',
    ]);
  });

  it.each<[string, object]>([
    ['/uses', { uses: [] }],
    ['/components/0', { components: ['poem'] }],
    ['/channels/1', { channels: ['web', 'telex'] }],
    ['/quota/limit', { quota: { limit: 1.5, per: 'day', onExceed: 'refuse' } }],
    ['/minimum/units', { minimum: { units: -1, per: 'month' } }],
    ['/minimum/per', { minimum: { units: 1, per: 'day' } }],
    ['/onlineDays', { onlineDays: -1 }],
    ['/consent/documentDigest', { consent: { ...terms.consent, documentDigest: 'abc' } }],
    ['/sublicensing', { sublicensing: 'x'.repeat(5_000) }],
    ['/exclusivity', { exclusivity: 'all of it' }],
    ['/exclusivity/firstHours', { exclusivity: { firstHours: 0 } }],
    ['/exclusivity/forever', { exclusivity: { forever: true } }],
  ])('name the fault at %s', (path, part) => {
    expect(pathsOf({ ...terms, ...part })).toEqual([path]);
  });

  it('survive a part that is nested too deep to be written', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(pathsOf({ ...terms, sublicensing: deep })).toEqual(['/sublicensing']);
  });
});

describe('a change of a license', () => {
  it('may take out what is optional and nothing else', () => {
    expect(licensePatch.safeParse({ quota: null, advance: true }).success).toBe(true);
    expect(licensePatch.safeParse({ uses: null }).success).toBe(false);
    expect(licensePatch.safeParse({ consent: null }).success).toBe(false);
  });

  it('must change something that exists', () => {
    expect(licensePatch.safeParse({}).success).toBe(false);
    expect(licensePatch.safeParse({ state: 'active' }).success).toBe(false);
  });
});

describe('the times of a recall', () => {
  it('are durations from five minutes to ninety days', () => {
    for (const [time, isAccepted] of [
      ['PT5M', true],
      ['PT36H', true],
      ['P90D', true],
      ['PT4M59S', false],
      ['P0D', false],
      ['P91D', false],
      ['P1M', false],
      ['P1Y', false],
      ['-PT1H', false],
      ['an hour', false],
    ] as const)
      expect([time, pathsOf({ ...terms, recall: { removeWithin: time } })]).toEqual([
        time,
        isAccepted ? [] : ['/recall/removeWithin'],
      ]);
    expect(pathsOf({ ...terms, recall: { correctWithin: 'PT4H', replaceWithin: 'PT4H' } })).toHaveLength(1);
  });
});

describe('a license as its ledger object keeps it', () => {
  it('has the times of a recall in milliseconds', () => {
    const parsed = newLicense.parse({ ...terms, recall: { removeWithin: 'PT1H' } });
    const state = licenseState({ id: 'lic_1', version: 2, status: 'active', terms: termsOf(parsed) });
    expect(state.recall).toEqual({ removeMs: 3_600_000 });
  });

  it('has instants in milliseconds and the quota when there is one', () => {
    const quota = { limit: 3, per: 'day', onExceed: 'refuse' };
    const parsed = newLicense.parse({ ...terms, quota });
    expect(licenseState({ id: 'lic_1', version: 2, status: 'active', terms: termsOf(parsed) })).toEqual({
      id: 'lic_1',
      partner: 'par_1',
      version: 2,
      status: 'active',
      startsMs: Date.UTC(2026, 0, 1),
      endsMs: Date.UTC(2027, 0, 1),
      quota,
    });
  });
});
