/** `Rights-Statement` accompanies a picture with the rights that its file cannot contain. */
import { describe, expect, it } from 'vitest';
import { rightsStatement } from '../../../src/stamp/pictures/rights-field.ts';
import { words } from './fixtures.ts';

/** Parses RFC 9651 §4.2.10 strictly; the result has the members by name. */
function read(field: string): Record<string, string> {
  const members = field.split(/, (?=[a-z-]+=)/u).map((member): [string, string] => {
    const [, name = '', value = ''] = /^([a-z-]+)=(.*)$/u.exec(member) ?? [];
    const [, display] = /^%"((?:[ !#$&-~]|%[0-9a-f]{2})*)"$/u.exec(value) ?? [];
    return [name, display === undefined ? value : decodeURIComponent(display)];
  });
  return Object.fromEntries(members);
}

describe('the statement beside a picture', () => {
  it('says every word to whoever reads RFC 9651', () => {
    expect(read(rightsStatement(words))).toEqual({
      notice: words.copyrightNotice,
      owner: words.copyrightOwner,
      credit: words.creditLine,
      licensor: words.licensor,
      license: words.licenseUrl,
      'data-mining': words.dataMining,
      terms: words.usageTerms,
    });
  });

  it('is plain ASCII without control characters, whatever the words are', () => {
    const odd = { ...words, creditLine: '写\u{1F4F7}\ud800"%\\', usageTerms: 'ä\u0001' };
    expect(rightsStatement(odd)).toMatch(/^[ -~]+$/u);
    expect(read(rightsStatement(odd)).credit).toBe('写\u{1F4F7}\ufffd"%\\');
  });

  it('cuts long words between characters, and is one that common clients have room for', () => {
    const long = '写'.repeat(3_000);
    const field = rightsStatement({
      ...words,
      copyrightNotice: long,
      copyrightOwner: long,
      creditLine: long,
      licensor: long,
      usageTerms: long,
    });
    for (const name of ['notice', 'credit', 'terms']) expect(read(field)[name]).toMatch(/^写+…$/u);
    expect(field.length).toBeLessThan(6_000);
  });
});
