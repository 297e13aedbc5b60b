/** Names in a stated use, in any spelling. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson, StatedUse } from '../../../src/rights/types.ts';
import { decideOne, FULL_USE, license, restriction, set } from '../fixtures.ts';

describe('names in a use', () => {
  const narrow = license({ territoryBasis: 'audience', uses: ['display'] });
  const grantOf = (use: StatedUse) => decideOne({ license: narrow, use }).rights?.grants[0];
  const sentenceOf = (use: StatedUse) => decideOne({ license: narrow, use }).sentence;

  it.each<[string, string[] | undefined]>([
    ['DE', ['DE']],
    ['de', ['DE']],
    ['DEU', ['DE']],
    ['de-by', ['DE-BY']],
    ['http://cvx.iptc.org/iso3166-1a3/DEU', ['DE']],
    ['urn:iso:std:iso:3166:-2:DE-BY', ['DE-BY']],
    ['DACH', undefined],
    ['world', undefined],
    ['', undefined],
  ])('are folded for the territory "%s"', (territory, expected) => {
    expect(grantOf({ action: 'display', territory })?.territories).toEqual(expected);
  });

  it.each(['display', 'odrl:display', 'http://www.w3.org/ns/odrl/2/display'])(
    'are folded for the act "%s"',
    (action) => {
      expect(grantOf({ action })?.uses).toEqual(['display']);
    },
  );

  it('that cannot be written down are quoted so that they can', () => {
    expect(sentenceOf({ action: '\ud800' })).toBe('Dispatch withheld: the license does not permit \ufffd.');
    expect(sentenceOf({ action: 'display', title: 'x\ud800' })).toContain('not x\ufffd.');
    expect(sentenceOf({ action: 'display', territory: 'x\ud800' })).toContain('x\ufffd');
    expect(grantOf({ action: 'display', purpose: 'x\ud800' })).toMatchObject({ purposes: ['x\ufffd'] });
  });

  it('and nothing that is not stated is taken for stated', () => {
    expect(grantOf({})).toEqual({
      uses: ['display'],
      titles: ['morgen', 'abend'],
      territories: ['DACH'],
      except: [],
      channels: ['web', 'newsletter', 'print'],
    });
    expect('stated' in (decideOne({ license: narrow }).rights ?? {})).toBe(false);
  });
});

describe('a name that is stated besides', () => {
  const event = (rightOperand: string, leftOperand = 'event') =>
    restriction(
      set({ prohibition: { action: 'use', constraint: { leftOperand, operator: 'eq', rightOperand } } }),
    );
  const code = (operand: string, written: string, stated: string | number) =>
    decideOne({
      restrictions: [event(written, operand)],
      use: { ...FULL_USE, context: { [operand]: stated } },
    }).code;

  it.each<[string, string, string]>([
    ['industry', 'Oil and Gas', 'oil-and-gas'],
    ['industry', 'oil-and-gas', ' Oil  and GAS '],
    ['fileFormat', 'JPEG', 'jpeg'],
  ])('%s "%s" is met by "%s"', (operand, written, stated) => {
    expect(code(operand, written, stated)).toBe('restricted');
  });

  it('may be a number, and is met as it is', () => {
    expect(code('industry', '7', 7)).toBe('restricted');
    expect(code('industry', '7', 8)).toBeUndefined();
  });

  it('keeps its case where it is an IRI, and an amount is no name', () => {
    expect(code('industry', 'urn:example:Oil', 'urn:example:Oil')).toBe('restricted');
    expect(code('industry', 'urn:example:Oil', 'urn:example:oil')).toBeUndefined();
    const size: OdrlJson = { leftOperand: 'absoluteSize', operator: 'gt', rightOperand: 1200, unit: 'px' };
    const large = restriction(set({ prohibition: { action: 'use', constraint: size } }));
    const stated = (context: Record<string, string | number>) =>
      decideOne({ restrictions: [large], use: { ...FULL_USE, context } });
    expect(stated({ absoluteSize: '800 px' }).rights?.stated).toEqual({ absoluteSize: '800 px' });
    expect(stated({ absoluteSize: '1600 px' }).code).toBe('restricted');
    expect(stated({ absoluteSize: 800 }).rights?.stated).toEqual({ absoluteSize: 800 });
  });
});
