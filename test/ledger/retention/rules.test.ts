import { describe, expect, it } from 'vitest';
import { heldBy } from '../../../src/ledger/retention/held.ts';
import { monthsInD1 } from '../../../src/ledger/retention/retention.ts';
import { readRetention } from '../../../src/ledger/retention/rules.ts';
import type { Hold } from '../../../src/ledger/types.ts';

describe('RETENTION', () => {
  it.each([[undefined], [''], ['  '], ['{}']])('%j keeps everything', (variable) => {
    expect(readRetention(variable)).toEqual({ ok: true, value: {} });
  });

  it('says months by class', () => {
    const variable = '{"entries": 24, "actions": 120, "counts": 13, "findings": 12, "readings": 6}';
    expect(readRetention(variable)).toEqual({
      ok: true,
      value: { entries: 24, actions: 120, counts: 13, findings: 12, readings: 6 },
    });
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', '/:'],
    ['{"entries": 1}', '/entries:'],
    ['{"entries": 2.5}', '/entries:'],
    ['{"entries": "24"}', '/entries:'],
    ['{"entries": null}', '/entries:'],
    ['{"entries": 24, "actoins": 3}', '/: Unknown field: actoins'],
    [`{"entries": 24${' '.repeat(1_000)}}`, 'too long'],
  ])('%s is refused whole, with the place', (variable, fault) => {
    const read = readRetention(variable);
    expect(read).toMatchObject({ ok: false, reason: expect.stringContaining(`RETENTION: ${fault}`) });
  });
});

describe('the texts of a log', () => {
  it('are kept as long as their class, and in D1 no longer than that', () => {
    expect(monthsInD1('0', undefined)).toBe(0);
    expect(monthsInD1(undefined, undefined)).toBe(0);
    expect(monthsInD1('3', undefined)).toBe(3);
    expect(monthsInD1('3', 24)).toBe(3);
    expect(monthsInD1('0', 24)).toBe(24);
    expect(monthsInD1('36', 24)).toBe(24);
    expect(monthsInD1('0', 600)).toBe(120);
  });
});

describe('a hold', () => {
  const hold = (kind: Hold['kind'], target: string, released = false): Hold => ({
    ...{
      id: 'hld_1',
      kind,
      target,
      reason: 'r',
      operator: 'opr_1',
      since: '2026-01-01T00:00:00.000Z',
      version: 1,
    },
    ...(released && { released: { at: '2026-01-02T00:00:00.000Z', operator: 'opr_1', reason: 'r' } }),
  });
  const entry = (license: string, partner: string, article: string | null) =>
    JSON.stringify({ license, partner, article });

  it('is on what it names, and on nothing else', () => {
    const isHeld = heldBy([hold('license', 'lic_1'), hold('partner', 'par_2'), hold('article', 'itm_3')]);
    expect(isHeld(entry('lic_1', 'par_9', 'itm_9'))).toBe(true);
    expect(isHeld(entry('lic_9', 'par_2', 'itm_9'))).toBe(true);
    expect(isHeld(entry('lic_9', 'par_9', 'itm_3'))).toBe(true);
    expect(isHeld(entry('par_2', 'itm_3', 'lic_1'))).toBe(false);
  });

  it('is on all that operators did, while there is any', () => {
    expect(heldBy([hold('article', 'itm_3')])(entry('operators', '', null))).toBe(true);
    expect(heldBy([hold('article', 'itm_3', true)])(entry('operators', '', null))).toBe(false);
    expect(heldBy([])(entry('operators', '', null))).toBe(false);
  });

  it('that is released holds nothing', () => {
    expect(heldBy([hold('license', 'lic_1', true)])(entry('lic_1', 'par_1', 'itm_1'))).toBe(false);
  });
});
