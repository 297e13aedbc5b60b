import { describe, expect, it } from 'vitest';
import { parseScope, printScope, scopeId, scopeOf } from '../../src/restrictions/scope.ts';

const item = `itm_${'0a'.repeat(16)}`;
const component = `cmp_${'0b'.repeat(16)}`;

describe('a scope', () => {
  it.each(['agency', 'section:sport', 'section:Kultur & Medien', item, component])(
    '"%s" reads and prints as itself',
    (text) => {
      const scope = parseScope(text);
      expect(scope && printScope(scope)).toBe(text);
    },
  );

  it.each(['agency', 'section:sport', item, component])('"%s" survives storage', (text) => {
    const scope = parseScope(text);
    expect(scope && scopeOf(scope.kind, scopeId(scope))).toEqual(scope);
  });

  it.each([
    '',
    'Agency',
    'section:',
    'section: sport',
    `section:${'x'.repeat(129)}`,
    'section:\ud800',
    'itm_1',
    `${item}0`,
    item.toUpperCase(),
    'lic_0123',
  ])('"%s" is none', (text) => {
    expect(parseScope(text)).toBeNull();
  });
});
