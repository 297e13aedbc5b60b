import { describe, expect, it } from 'vitest';
import { copyOf, TEMPLATES, templateNamed } from '../../../src/console/licenses/templates.ts';
import { checkLicense, compileLicense } from '../../../src/rights/index.ts';
import type { LicenseTerms } from '../../../src/rights/terms.ts';
import { messagesIn } from './words.ts';

/** What a person types besides the template. */
const typed = {
  partner: 'par_1',
  products: ['prd_1'],
  territories: ['NO'],
  starts: '2026-12-01T00:00:00Z',
  ends: '2027-12-01T00:00:00Z',
  consent: { reference: 'TNA-1', signedBy: 'M. Example', signedOn: '2026-11-01' },
};
const titles = [{ id: 'web', name: 'Web', domains: [], market: 'NO' }];

describe('a template of a license', () => {
  it.each(Object.entries(TEMPLATES))(
    '%s compiles with what is typed besides, without a warning',
    (name, template) => {
      const terms = { ...typed, ...template } as unknown as LicenseTerms;
      const source = { id: 'lic_1', version: 1, terms, titles };
      expect(compileLicense(source)).toMatchObject({ ok: true });
      expect(checkLicense(source, Date.parse('2026-12-24'))).toEqual({ faults: [], warnings: [] });
      for (const language of ['en', 'de'] as const)
        expect(messagesIn(language)).toHaveProperty([`licenses.template.${name}`]);
    },
  );

  it('is found by its name only', () => {
    expect(templateNamed('print')).toBe(TEMPLATES.print);
    expect([templateNamed('blank'), templateNamed('toString')]).toEqual([undefined, undefined]);
  });
});

describe('a copy of a license', () => {
  const license = {
    ...typed,
    titles: ['web'],
    uses: ['display'],
    exclusivity: { channels: ['web' as const], from: '2027-01-01T00:00:00Z' },
  };

  it('has its terms, and neither its contract nor its dates', () => {
    expect(copyOf(license, 'par_1')).toEqual({
      partner: 'par_1',
      products: ['prd_1'],
      territories: ['NO'],
      uses: ['display'],
      titles: ['web'],
      exclusivity: { channels: ['web'] },
    });
  });

  it('for another partner has none of its titles', () => {
    expect(copyOf(license, 'par_2')).toMatchObject({ partner: 'par_2' });
    expect(copyOf(license, 'par_2')).not.toHaveProperty('titles');
  });
});
