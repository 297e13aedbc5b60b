/** Sentences for licensing staff. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson } from '../../src/rights/types.ts';
import { decideOne, FULL_USE, license, NOW, restriction, set, subject } from './fixtures.ts';

const forbid = (...constraint: OdrlJson[]) =>
  restriction(set({ prohibition: { action: 'use', constraint } }));
const reasons = (change: Parameters<typeof decideOne>[0]) =>
  decideOne(change).trace.map(({ reason }) => reason);

describe('a sentence', () => {
  it('says what the license permits and what was asked', () => {
    expect(decideOne({ use: { ...FULL_USE, territory: 'FR' } }).sentence).toBe(
      'Dispatch withheld: the license permits distribute in DACH, not FR.',
    );
    expect(decideOne({ use: { ...FULL_USE, action: 'sell' } }).sentence).toBe(
      'Dispatch withheld: the license does not permit sell.',
    );
    expect(decideOne({ use: FULL_USE }).sentence).toBe(
      'Dispatch permitted: distribute under license lic_1 until 2027-01-01T00:00:00Z.',
    );
  });

  it('ends no act earlier than its own permission', () => {
    const archiveLimit = (period: string, ...constraint: OdrlJson[]) =>
      restriction(
        set({
          prohibition: {
            action: 'archive',
            constraint: [{ leftOperand: 'elapsedTime', operator: 'gt', rightOperand: period }, ...constraint],
          },
        }),
      );
    const fortnight = { restrictions: [archiveLimit('P14D')], subject: subject({}, 'photograph') };
    expect(decideOne(fortnight).sentence).toBe(
      'Photograph permitted under license lic_1: display, distribute until 2027-01-01T00:00:00Z; archive until 2026-12-03T12:00:00.001Z.',
    );
    expect(decideOne({ ...fortnight, use: { action: 'display' } }).sentence).toBe(
      'Photograph permitted: display under license lic_1 until 2027-01-01T00:00:00Z.',
    );
    expect(decideOne({ ...fortnight, use: { action: 'archive' } }).sentence).toBe(
      'Photograph permitted: archive under license lic_1 until 2026-12-03T12:00:00.001Z.',
    );
    const inAustria = archiveLimit('P14D', { leftOperand: 'spatial', operator: 'eq', rightOperand: 'AT' });
    expect(decideOne({ restrictions: [inAustria], use: { action: 'archive' } }).sentence).toBe(
      'Dispatch permitted under license lic_1: archive until 2027-01-01T00:00:00Z, in part only until 2026-12-03T12:00:00.001Z.',
    );
  });

  it('names no act that nobody asked for', () => {
    expect(decideOne({ subject: subject({}, 'video'), use: {} }).sentence).toBe(
      'Video withheld: the license permits use of dispatch, photograph, graphic and logo, not video.',
    );
  });

  it('tells of the home market only where it is one', () => {
    const abroad = license({ territories: ['FR'] });
    expect(decideOne({ license: abroad, use: { title: 'morgen', channel: 'web' } }).sentence).toBe(
      'Dispatch withheld: the license permits use in FR, not in DE, the home market of the title Der Morgen.',
    );
    // Stating the home market changes nothing, so the sentence says the same.
    const stated = { title: 'morgen', channel: 'web', territory: 'DE' } as const;
    expect(decideOne({ license: abroad, use: stated }).sentence).toContain('the home market of the title');
    const inPrint = { ...stated, channel: 'print' } as const;
    expect(decideOne({ license: abroad, use: inPrint }).sentence).toMatch(/ in FR, not DE\.$/);
    const audience = license({ territories: ['FR'], territoryBasis: 'audience' });
    expect(decideOne({ license: audience, use: { territory: 'DE', channel: 'web' } }).sentence).toBe(
      'Dispatch withheld: the license permits use in FR, not DE.',
    );
  });

  it('names places by their codes, whatever the policy calls them', () => {
    const out = forbid({
      leftOperand: 'spatial',
      operator: 'isAnyOf',
      rightOperand: ['http://cvx.iptc.org/iso3166-1a3/DEU', 'aut', 'CH', 'LI'],
    });
    expect(decideOne({ restrictions: [out], use: FULL_USE }).sentence).toContain('forbids distribute in ');
    expect(decideOne({ restrictions: [out], use: FULL_USE }).sentence).not.toContain('http');
    const worldwide = forbid({ leftOperand: 'spatial', operator: 'isNoneOf', rightOperand: ['world'] });
    expect(reasons({ restrictions: [worldwide], use: FULL_USE }).join()).toContain(
      'forbids use outside world',
    );
  });
});

describe('a trace', () => {
  const advertising = forbid({ leftOperand: 'purpose', operator: 'eq', rightOperand: 'advertising' });

  it('records what was stated', () => {
    const { trace } = decideOne({ restrictions: [advertising], use: FULL_USE });
    const step = trace.find(({ policy }) => policy === 'rst_1');
    expect(step?.constraint).toMatchObject({ leftOperand: 'purpose', actual: 'editorial' });
    expect(step?.reason).toContain('"for the purpose advertising" is not met by editorial');
  });

  it('takes nothing for stated that the use leaves open', () => {
    const { purpose: _, ...open } = FULL_USE;
    const { trace } = decideOne({ restrictions: [advertising], use: open });
    const step = trace.find(({ policy }) => policy === 'rst_1');
    expect(step?.outcome).toBe('forbidden');
    expect(step?.constraint).not.toHaveProperty('actual');
    const narrow = license({ channels: ['web', 'print'] });
    const printed = forbid({ leftOperand: 'deliveryChannel', operator: 'eq', rightOperand: 'podcast' });
    const { channel: _c, ...anywhere } = FULL_USE;
    expect(reasons({ license: narrow, restrictions: [printed], use: anywhere }).join()).toContain(
      '"on podcast" is not met by web, which the use leaves open',
    );
  });

  it('takes the home market for the only territory that a title states', () => {
    const out = (code: string) => forbid({ leftOperand: 'spatial', operator: 'eq', rightOperand: code });
    const constraintOf = (code: string, territory?: string) =>
      decideOne({
        restrictions: [out(code)],
        use: { action: 'archive', title: 'morgen', ...(territory !== undefined && { territory }) },
      }).trace.find(({ policy }) => policy === 'rst_1')?.constraint;
    expect(constraintOf('DE')).toHaveProperty('actual', 'DE');
    expect(constraintOf('CH')).toMatchObject({ rightOperand: 'CH' });
    expect(constraintOf('CH')).not.toHaveProperty('actual');
    expect(constraintOf('CH', 'CH')).toHaveProperty('actual', 'CH');
  });

  it('lists every act of a rule if no act is stated', () => {
    expect(reasons({ use: {} }).join()).toContain(
      'Rule 1 of the license permits display, distribute and archive',
    );
    expect(reasons({ use: { action: 'archive' } }).join()).toContain(
      'Rule 1 of the license permits archive by',
    );
  });

  it('gives instants without milliseconds that nobody wrote', () => {
    const late = decideOne({ use: FULL_USE, now: NOW + 365 * 86_400_000 });
    expect(late.sentence).toBe(
      'Dispatch withheld: the license permits distribute before 2027-01-01T00:00:00Z, not at 2027-11-20T12:00:00Z.',
    );
  });
});
