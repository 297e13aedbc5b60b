import { describe, expect, it } from 'vitest';
import { isNamedId } from '../../../src/console/frame/entity-names.ts';

const HEX = 'f0'.repeat(16);

describe('an id that has a name', () => {
  it.each([`lic_${HEX}`, `rcl_${HEX}`])('is %s', (id) => {
    expect(isNamedId(id)).toBe(true);
  });

  // A request with a longer text is refused, and the page would show no names at all.
  it.each([`xyz_${HEX}`, `lic_1_${HEX}`, `lic_${HEX}0`, `${HEX}`])('is not %s', (text) => {
    expect(isNamedId(text)).toBe(false);
  });
});
