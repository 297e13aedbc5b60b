/**
 * Which object a name means, by jurisdiction, and near whom it is made. The embedded runtime has no
 * jurisdictions: it is played here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { objectIn } from '../../src/ledger/namespace.ts';
import type { Env } from '../../src/platform/env.ts';

/** Says what was asked of it. */
function namespace(within = 'everywhere'): Env['LEDGER'] {
  return {
    idFromName: (name: string) => `${within}/${name}`,
    get: (id: string, options?: object) => ({ id, ...options }),
    jurisdiction: (name: string) => namespace(name),
  } as unknown as Env['LEDGER'];
}

const object = (name: string, vars: Partial<Env> = {}) => objectIn(namespace(), vars, name) as unknown;

describe('a ledger object', () => {
  it('is where the jurisdiction says, and without one where it always was', () => {
    expect(object('ledger-0')).toEqual({ id: 'everywhere/ledger-0' });
    expect(object('ledger-0', { LEDGER_JURISDICTION: 'none', LEDGER_REGIONS: '' })).toEqual({
      id: 'everywhere/ledger-0',
    });
    expect(object('agency', { LEDGER_JURISDICTION: 'eu' })).toEqual({ id: 'eu/agency' });
  });

  it('is none at all when the jurisdiction is not understood', () => {
    for (const LEDGER_JURISDICTION of ['EU', 'us', 'TO BE CHOSEN'])
      expect(() => object('ledger-0', { LEDGER_JURISDICTION })).toThrow(/neither "eu" nor "none"/);
  });

  it('is made near the regions in turn; the operators’ and the agency’s near the first', () => {
    const regions = { LEDGER_REGIONS: 'weur, eeur' };
    const hint = (name: string) => (object(name, regions) as { locationHint: string }).locationHint;
    expect(['ledger-0', 'ledger-1', 'ledger-2', 'ledger-15'].map(hint)).toEqual([
      'weur',
      'eeur',
      'weur',
      'eeur',
    ]);
    expect(['operators', 'agency', 'monitor'].map(hint)).toEqual(['weur', 'weur', 'weur']);
  });

  it('is named in one place of the sources, so that none is asked for outside of its jurisdiction', () => {
    const src = join(import.meta.dirname, '..', '..', 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.tsx?$/.test(name),
    );
    const naming = files.filter((name) =>
      /idFromName|getByName|newUniqueId/.test(readFileSync(join(src, name), 'utf8')),
    );
    expect(naming).toEqual([join('ledger', 'namespace.ts')]);
  });
});
