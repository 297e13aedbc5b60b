/** Canonical spelling of stated amounts and names. */
import { describe, expect, it } from 'vitest';
import { isStatedOperand, printAmount, printName, readAmount } from '../../src/rights/stated-operands.ts';

describe('an amount that is stated', () => {
  it.each([
    ['1200', 1_200],
    ['1200 px', '1200 px'],
    ['1200PX', '1200 px'],
    [' 50% ', '50 %'],
    ['12.5 eur', '12.5 EUR'],
    ['1.123456789', 1.123_456_789],
    ['123456789012345', 123_456_789_012_345],
    ['5 US_Dollar', '5 US_DOLLAR'],
    [7, 7],
    ['007', 7],
  ])('%j is %j', (written, printed) => {
    const amount = readAmount(written);
    expect(amount && printAmount(amount)).toBe(printed);
  });

  it.each([
    '',
    'px',
    '-5',
    '+5',
    '1e3',
    '.5',
    '5.',
    '1,5',
    '1234567890123456',
    '1.1234567890',
    '5  px',
    '5 px x',
    'x 5',
    '5 furlong',
    '5 %%',
  ])('%j is none', (written) => {
    expect(readAmount(written)).toBeUndefined();
  });
});

describe('a name that is stated', () => {
  it('is one in any case and spacing; an IRI is as it is', () => {
    expect(printName(' Front  Page ')).toBe('front-page');
    expect(printName(' urn:Event:A ')).toBe('urn:Event:A');
  });

  it('is of an operand that may be stated', () => {
    expect(['count', 'event', 'spatial', 'toString'].map(isStatedOperand)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
