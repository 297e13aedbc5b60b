import { describe, expect, it } from 'vitest';
import { statedUseBody, statedUseQuery, useOfBody, useOfQuery } from '../../src/delivery/stated-use.ts';
import { faultsOf } from '../../src/platform/http.ts';
import { MEANING_KEYS, meaning } from '../../src/rights/phrasebook/meanings.ts';
import { isStatedOperand } from '../../src/rights/stated-operands.ts';

const body = (context: unknown) => {
  const parsed = statedUseBody.safeParse({ action: 'display', context });
  return parsed.success ? useOfBody(parsed.data).context : faultsOf(parsed.error);
};
const query = (parameters: Record<string, string>) => {
  const parsed = statedUseQuery.safeParse(parameters);
  return parsed.success ? useOfQuery(parsed.data) : faultsOf(parsed.error);
};

describe('what a use states besides', () => {
  it('is the same in a query and in a body, in one spelling', () => {
    const stated = { absoluteSize: '1200 px', count: 1, percentage: '50 %', payAmount: '5 EUR' };
    expect(body({ absoluteSize: '1200 PX', count: '01', percentage: '50%', payAmount: '5.0 eur' })).toEqual(
      stated,
    );
    expect(
      query({ use: 'display', absoluteSize: '1200px', count: '1', percentage: '50 %', payAmount: '5 EUR' }),
    ).toEqual({ action: 'display', context: stated });
  });

  it('keeps the case of IRIs, and of nothing else', () => {
    expect(body({ event: 'urn:Example:Final', fileFormat: 'image/SVG+xml', industry: 'Pharma' })).toEqual({
      event: 'urn:Example:Final',
      fileFormat: 'image/svg+xml',
      industry: 'pharma',
    });
  });

  it('is nothing at all where nothing is stated', () => {
    expect(body({})).toBeUndefined();
    expect(body(undefined)).toBeUndefined();
    expect(query({ use: 'display', version: '2' })).toEqual({ action: 'display' });
  });

  it.each([
    'dateTime',
    'spatial',
    'recipient',
    'language',
    'product',
    'media',
    'deliveryChannel',
    'title',
    'size',
  ])('cannot be %s: the gateway knows it, or nobody does', (operand) => {
    expect(body({ [operand]: 'x' })).toEqual([
      { path: `/context/${operand}`, message: 'This field is not known here', key: 'unknown_field' },
    ]);
    if (operand !== 'title')
      expect(query({ [operand]: 'x' })).toEqual([
        { path: `/${operand}`, message: 'This field is not known here', key: 'unknown_field' },
      ]);
  });

  it.each([
    ['absoluteSize', '1200 bananas'],
    ['absoluteSize', '-1 px'],
    ['absoluteSize', -1],
    ['absoluteSize', 1e300],
    ['absoluteSize', 'large'],
    ['absoluteSize', { value: 1, unit: 'px' }],
    ['count', `1${'0'.repeat(300)}`],
    ['event', 'the\nfinal match'],
    ['event', ' '],
    ['event', 7],
    ['event', 'x'.repeat(201)],
    ['industry', 'a"b'],
  ])('refuses %s %j with the path', (operand, value) => {
    expect(body({ [operand]: value })).toMatchObject([{ path: `/context/${operand}` }]);
  });

  it.each(['Japan', 'XX', 'EU', 'FR-99'])('refuses the territory %s: it is no code of one', (territory) => {
    const fault = { path: '/territory', key: 'place', message: expect.stringContaining('ISO 3166') };
    expect(query({ use: 'display', territory })).toMatchObject([fault]);
    expect(query({ use: 'display', territory: 'ca-qc' })).toEqual({ action: 'display', territory: 'CA-QC' });
  });

  it('joins the words of a name, as the rule has them that it is compared with', () => {
    expect(body({ event: 'End of the Match' })).toEqual({ event: 'end-of-the-match' });
  });

  it('reaches every operand that a phrase of the phrasebook asks for', () => {
    const operands = MEANING_KEYS.flatMap((key) => meaning(key).states ?? []);
    expect(operands.length).toBeGreaterThan(4);
    expect(operands.filter((operand) => !isStatedOperand(operand))).toEqual([]);
  });
});
