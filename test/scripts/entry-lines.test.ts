/** What `npm run archive -- read` prints: nobody is handed what another license has. */
import { expect, it } from 'vitest';
import { linesOf } from '../../scripts/lib/entry-lines.ts';

const FILE = '{"license":"lic_a","index":0}\n{"license":"lic_b","index":0}\n{"license":"lic_a","index":1}\n';

it('prints the lines of the license that is asked for, to the letter, and all of them when none is', () => {
  expect(linesOf(FILE, 'lic_a')).toBe('{"license":"lic_a","index":0}\n{"license":"lic_a","index":1}\n');
  expect(linesOf(FILE, 'lic_c')).toBe('');
  expect(linesOf(FILE, undefined)).toBe(FILE);
});
