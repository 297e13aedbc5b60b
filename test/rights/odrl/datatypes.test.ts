/** A value that does not have its declared datatype is a fault. */
import { describe, expect, it } from 'vitest';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { set } from '../fixtures.ts';
import { DISPLAY, faultsOf } from './support.ts';

describe('a value with a datatype', () => {
  const of = (value: unknown, context: OdrlJson = {}, leftOperand = 'dateTime') =>
    faultsOf(
      set({
        '@context': ['http://www.w3.org/ns/odrl.jsonld', context],
        permission: { ...DISPLAY, constraint: { leftOperand, operator: 'lteq', rightOperand: value } },
      }),
    );
  const typed = (text: unknown, type: string) => ({ '@value': text, '@type': type });

  it.each([
    ['2026-01-31', 'xsd:dateTime'],
    ['2026-01-31', 'http://www.w3.org/2001/XMLSchema#dateTime'],
    ['2026-02-31T10:00:00Z', 'xsd:dateTime'],
    ['2026-01-31T10:00:00', 'xsd:dateTimeStamp'],
    ['2026-01-31T10:00:00Z', 'xsd:date'],
    ['14 days', 'xsd:duration'],
    ['2.5', 'xsd:integer'],
    ['-1', 'xsd:nonNegativeInteger'],
    ['0', 'xsd:positiveInteger'],
    ['1e3', 'xsd:decimal'],
    ['many', 'xsd:double'],
  ])('is a fault when it is none of it: %s as %s', (text, type) => {
    const [fault] = of(typed(text, type));
    expect(fault?.path).toBe('/permission/constraint/rightOperand');
    expect(fault?.message).toContain(`"${text}" is no xsd:`);
  });

  it.each([
    ['2026-01-31T10:00:00', 'xsd:dateTime'],
    ['2026-01-31T10:00:00+01:00', 'xsd:dateTimeStamp'],
    ['2026-01-31', 'xsd:date'],
    ['2026-01-31Z', 'xsd:date'],
    ['P14D', 'xsd:duration'],
    [3, 'xsd:integer'],
    ['0', 'xsd:nonNegativeInteger'],
    ['1', 'xsd:positiveInteger'],
    ['2.50', 'xsd:decimal'],
    ['1e3', 'xsd:float'],
    ['anything', 'xsd:string'],
    ['anything', 'hasOwnProperty'],
  ])('is none when it is: %s as %s', (text, type) => {
    expect(of(typed(text, type))).toEqual([]);
  });

  it('may have it from the context', () => {
    const context = { rightOperand: { '@id': 'odrl:rightOperand', '@type': 'xsd:dateTime' } };
    expect(of('2026-01-31', context)).toMatchObject([{ path: '/permission/constraint/rightOperand' }]);
    expect(of('2026-01-31T00:00:00Z', context)).toEqual([]);
    expect(of('2026-01-31')).toEqual([]);
  });
});
