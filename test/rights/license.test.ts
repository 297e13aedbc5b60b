import { describe, expect, it } from 'vitest';
import { compileLicense } from '../../src/rights/index.ts';
import type { NamedTerms } from '../../src/rights/terms.ts';
import { decideOne, license, rightsOf, subject, TITLES, terms } from './fixtures.ts';

function pathsOf(change: Record<string, unknown>): string[] {
  const source = {
    id: 'lic_1',
    version: 1,
    terms: { ...terms(), ...change } as NamedTerms,
    titles: TITLES,
  };
  const result = compileLicense(source);
  return result.ok ? [] : result.reason.map(({ path }) => path);
}

describe('license terms that do not compile', () => {
  it.each([
    ['/uses/1', { uses: ['display', 'frobnicate'] }],
    ['/uses', { uses: [] }],
    ['/territories/0', { territories: ['Atlantis'] }],
    ['/titles/0', { titles: ['ttl_of_another_partner'] }],
    ['/titles', { titles: [] }],
    ['/components/0', { components: ['poem'] }],
    ['/channels/0', { channels: ['telegraph'] }],
    ['/purposes/0', { purposes: [' '] }],
    ['/languages/0', { languages: ['not a tag'] }],
    ['/alterations/0', { alterations: ['rewrite'] }],
    ['/territoryBasis', { territoryBasis: 'moon' }],
    ['/starts', { starts: 'soon' }],
    ['/ends', { ends: '2026-01-01T00:00:00Z' }],
    ['/ends', { ends: '2025-01-01' }],
    ['/onlineDays', { onlineDays: 0 }],
    ['/retentionDays', { retentionDays: 1.5 }],
    ['/afterTerm/keep', { afterTerm: { keep: 'some', deleteWithinDays: 1 } }],
    ['/quota/limit', { quota: { limit: 0, per: 'day', onExceed: 'refuse' } }],
    ['/minimum/per', { minimum: { units: 1, per: 'day' } }],
    ['/consent', { consent: undefined }],
    ['/consent/reference', { consent: { reference: ' ', signedBy: 'A', signedOn: '2026-01-01' } }],
    ['/consent/signedOn', { consent: { reference: 'C', signedBy: 'A', signedOn: 'yesterday' } }],
    [
      '/consent/documentDigest',
      { consent: { reference: 'C', signedBy: 'A', signedOn: '2026-01-01', documentDigest: 'abc' } },
    ],
  ])('name %s', (path, change) => {
    expect(pathsOf(change)).toEqual([path]);
  });

  it('name every fault at once', () => {
    expect(pathsOf({ uses: ['x'], territories: ['y'], consent: null })).toEqual([
      '/uses/0',
      '/territories/0',
      '/consent',
    ]);
  });

  it('are refused without a throw, whatever they hold', () => {
    for (const odd of [null, 7, 'x', {}, [null], [{}], [{ toString: null }], ['\ud800']])
      for (const field of Object.keys(terms())) expect(() => pathsOf({ [field]: odd })).not.toThrow();
  });

  it('name a title whose market is no country', () => {
    const result = compileLicense({
      id: 'l',
      version: 1,
      terms: terms(),
      titles: [{ id: 't', name: 'T', domains: [], market: 'EU' }],
    });
    expect(result.ok ? '' : result.reason[0]?.path).toBe('/titles');
  });
});

describe('the agreement of a license', () => {
  it('is an ODRL Agreement with the strategy prohibit, between agency and partner', () => {
    const { agreement, sha256 } = license();
    expect(agreement).toMatchObject({
      '@type': 'Agreement',
      conflict: 'prohibit',
      assignee: 'urn:imprimatur:partner:par_1',
      uid: 'urn:imprimatur:license:lic_1:3',
    });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has the same digest for the same terms, and another for others', () => {
    expect(license().sha256).toBe(license().sha256);
    expect(license({ channels: ['web'] }).sha256).not.toBe(license().sha256);
    // A billing minimum permits and forbids nothing.
    expect(license({ minimum: { units: 100, per: 'month' } }).sha256).toBe(license().sha256);
  });
});

describe('alterations', () => {
  const code = (action: string, change: Partial<NamedTerms>) =>
    decideOne({ license: license(change), use: { action } }).code;

  it('are permitted where the terms name them', () => {
    expect(code('translate', { alterations: ['translate'] })).toBeUndefined();
    expect(code('headline', { alterations: ['headline'] })).toBeUndefined();
    expect(code('extract', { alterations: ['excerpt'] })).toBeUndefined();
  });

  it('are prohibited where they do not, even when a licensed act would include them', () => {
    expect(code('reproduce', { uses: ['reproduce'] })).toBeUndefined();
    expect(code('extract', { uses: ['reproduce'] })).toBe('use_not_licensed');
    expect(code('translate', { uses: ['use'] })).toBe('use_not_licensed');
    expect(code('shorten', { alterations: ['headline'] })).toBe('use_not_licensed');
  });

  it('are permitted by a use that names the act itself', () => {
    expect(code('translate', { uses: ['translate'] })).toBeUndefined();
    expect(code('shorten', { uses: ['modify'] })).toBeUndefined();
  });

  it('stand in the effective rights', () => {
    const { rights } = decideOne({ license: license({ alterations: ['crop', 'headline'] }) });
    expect(rights?.alterations).toEqual(['headline', 'crop']);
    expect(decideOne().rights?.alterations).toBeUndefined();
  });
});

describe('duties and limits of the terms', () => {
  it('demand the credit line, and deletion', () => {
    const rights = rightsOf(
      decideOne({
        license: license({
          credit: { line: 'Tidemark News', byline: true },
          retentionDays: 30,
          afterTerm: { keep: 'published', deleteWithinDays: 14 },
          recall: { removeWithin: 'PT36H', correctWithin: 'PT1H' },
        }),
      }),
    );
    expect(rights.duties).toEqual([
      { action: 'attribute', text: 'Tidemark News' },
      { action: 'delete', text: '30 days after the version was created' },
      { action: 'delete', text: 'what was not published, within 14 days of the end of the term' },
      { action: 'delete', text: 'what is killed, within 36 hours' },
    ]);
  });

  it('end what is online after its days, and nothing in print', () => {
    const old = subject({ versionCreated: Date.parse('2026-11-01T00:00:00Z') });
    const limited = license({ onlineDays: 7 });
    expect(
      decideOne({ license: limited, subject: old, use: { action: 'display', channel: 'web' } }).code,
    ).toBe('outside_term');
    expect(
      decideOne({ license: limited, subject: old, use: { action: 'display', channel: 'print' } }).outcome,
    ).toBe('permit');
  });

  it('end the archive after the retention', () => {
    const old = subject({ versionCreated: Date.parse('2026-10-01T00:00:00Z') });
    expect(
      decideOne({ license: license({ retentionDays: 30 }), subject: old, use: { action: 'archive' } }).code,
    ).toBe('outside_term');
  });
});
