/** What is looked up in a policy: which rules reach an act, and when what they say can change. */
import { describe, expect, it } from 'vitest';
import {
  type ActRules,
  indexOf,
  laterInstants,
  PolicyIndex,
} from '../../../src/rights/decide/policy-index.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { Duration } from '../../../src/rights/odrl/time.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { DAY_MS, NOW, set, unwrap, where } from '../fixtures.ts';

const policyOf = (rules: OdrlJson) => unwrap(parsePolicy(set(rules))).policy;
const prepare = (rules: OdrlJson) => new PolicyIndex(policyOf(rules));
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const at = (operator: string, text: string) =>
  where('dateTime', operator, { '@value': `${text}T00:00:00Z`, '@type': 'xsd:dateTime' });
const aged = (operator: string, text: string) =>
  where('elapsedTime', operator, { '@value': text, '@type': 'xsd:duration' });

describe('the rules that reach an act', () => {
  const prepared = prepare({
    permission: [
      { uid: 'p-use', action: 'use' },
      { uid: 'p-display', action: 'display' },
      { uid: 'p-unknown', action: 'http://example.com/teleport' },
    ],
    prohibition: [
      { uid: 'n-play', action: 'play' },
      { uid: 'n-archive', action: 'archive' },
      { uid: 'n-sell', action: 'sell' },
    ],
  });
  const ids = (action: string) => {
    const { permissions, prohibitions } = prepared.rulesFor(action);
    return [permissions.map(({ id }) => id), prohibitions.map(({ id }) => id)];
  };

  it.each<[string, string[], string[]]>([
    ['display', ['p-use', 'p-display'], ['n-play']],
    ['play', ['p-use'], ['n-play']],
    ['archive', ['p-use'], ['n-archive']],
    ['use', ['p-use'], ['n-play', 'n-archive']],
    ['transfer', [], ['n-sell']],
    ['give', [], []],
    ['sell', [], ['n-sell']],
    ['ai-train', [], []],
    ['teleport', [], []],
    ['', [], []],
  ])('%s', (action, permissions, prohibitions) => {
    expect(ids(action)).toEqual([permissions, prohibitions]);
    expect(ids(action)).toEqual([permissions, prohibitions]);
  });

  it('are looked up once for an act of the vocabulary, and not kept for a word', () => {
    expect(prepared.rulesFor('display')).toBe(prepared.rulesFor('display'));
    expect(prepared.rulesFor('teleport')).not.toBe(prepared.rulesFor('teleport'));
  });

  it('have one sign for two acts that no rule tells apart', () => {
    const sign = (action: string) => prepared.rulesFor(action).key;
    expect(sign('print')).toBe(sign('index'));
    expect(sign('print')).not.toBe(sign('archive'));
    expect(sign('display')).not.toBe(sign('play'));
    expect(sign('give')).toBe(sign('ai-train'));
    expect(sign('transfer')).toBe(sign('sell'));
  });

  it('have another sign where one atomic rule reaches one act twice', () => {
    // Rule 1 with rule 11 is not rule 11 with rule 1, nor rule 111.
    const many = prepare({
      permission: Array.from({ length: 12 }, (_, index) => ({
        action:
          index === 0
            ? ['print', 'index']
            : index === 10
              ? ['print', 'read']
              : index === 11
                ? 'stream'
                : 'archive',
      })),
    });
    const signs = ['print', 'index', 'read', 'stream'].map((action) => many.rulesFor(action).key);
    expect(signs).toEqual(['1,11', '1', '11', '12']);
  });
});

describe('the instants of an act', () => {
  const prepared = prepare({
    permission: [
      {
        action: ['display', 'print'],
        constraint: [at('gteq', '2026-03-01'), at('lt', '2026-02-01')],
        duty: [{ action: 'compensate', constraint: at('lt', '2026-05-01') }],
      },
      {
        action: 'display',
        constraint: { or: [at('lt', '2026-03-01'), where('spatial', 'eq', 'DE'), aged('lt', 'P3D')] },
      },
      { action: 'archive', constraint: at('lt', '2029-01-01') },
    ],
    prohibition: [{ action: 'play', constraint: [at('gteq', '2026-01-15'), aged('gteq', 'P2D')] }],
    obligation: [
      { action: 'compensate', constraint: at('gteq', '2026-08-01') },
      { action: 'attribute', constraint: at('gteq', '2026-09-01') },
    ],
  });
  const days = (action: string) =>
    prepared.rulesFor(action).instants.map((instant) => new Date(instant).toISOString().slice(0, 10));

  it('are those of its permissions with their duties, of its prohibitions and of what somebody must have done, each once and ascending', () => {
    expect(days('display')).toEqual(['2026-01-15', '2026-02-01', '2026-03-01', '2026-05-01', '2026-08-01']);
    expect(days('print')).toEqual(['2026-02-01', '2026-03-01', '2026-05-01', '2026-08-01']);
    expect(days('archive')).toEqual(['2026-08-01', '2029-01-01']);
    expect(days('ai-train')).toEqual(['2026-08-01']);
  });

  it('and the durations from the creation of the version', () => {
    const fromNow = (action: string) =>
      laterInstants([{ ...prepared.rulesFor(action), instants: [] }], 0, 0).map(
        (instant) => instant / DAY_MS,
      );
    expect(fromNow('display')).toEqual([2, 3]);
    expect(fromNow('play')).toEqual([2]);
    expect(fromNow('print')).toEqual([]);
    expect(['display', 'play', 'print'].map((action) => prepared.rulesFor(action).elapsed.length)).toEqual([
      2, 1, 0,
    ]);
  });

  it('name as open duty what the gateway does not do itself', () => {
    expect(prepared.openDuties.map(({ action }) => action)).toEqual(['compensate']);
  });
});

describe('later instants', () => {
  const rules = (instants: number[], elapsed: Duration[] = []): ActRules => ({
    permissions: [],
    prohibitions: [],
    key: '',
    instants,
    elapsed,
  });
  const elapsedOf = (text: string) =>
    prepare({ prohibition: { action: 'use', constraint: aged('gteq', text) } }).rulesFor('use').elapsed;

  it('are after now, ascending and each once, whichever rule brings them', () => {
    expect(laterInstants([rules([5, 10, 15]), rules([10, 12, 3])], 0, 5)).toEqual([10, 12, 15]);
    expect(laterInstants([], 0, 0)).toEqual([]);
    expect(laterInstants([rules([])], 0, 0)).toEqual([]);
    expect(laterInstants([rules([100, 20, 3])], 0, 0)).toEqual([3, 20, 100]);
  });

  it('count durations from the origin', () => {
    const origin = day('2026-01-31');
    const elapsed = [...elapsedOf('P1M'), ...elapsedOf('P2D')];
    expect(laterInstants([rules([], elapsed)], origin, origin)).toEqual([
      day('2026-02-02'),
      day('2026-02-28'),
    ]);
    expect(laterInstants([rules([], elapsed)], origin, day('2026-02-02'))).toEqual([day('2026-02-28')]);
    expect(laterInstants([rules([day('2026-02-02')], elapsed)], origin, NOW - 365 * DAY_MS)).toEqual([
      day('2026-02-02'),
      day('2026-02-28'),
    ]);
    expect(laterInstants([rules([], elapsed)], origin, day('2026-02-28'))).toEqual([]);
  });
});

describe('the tests of an operand', () => {
  const DE = where('spatial', 'eq', 'DE');
  const prepared = prepare({
    permission: {
      action: ['display', 'print'],
      constraint: { or: [DE, { and: [where('purpose', 'eq', 'editorial'), where('spatial', 'neq', 'JP')] }] },
      duty: { action: 'compensate', constraint: where('count', 'gt', '3') },
    },
    prohibition: { action: 'archive', constraint: [DE, where('noSuchOperand', 'eq', '1')] },
    obligation: { action: 'inform', constraint: where('event', 'lt', 'urn:event') },
  });
  const tests = (operand: string) =>
    prepared.tests(operand).map(({ display: shown }) => `${shown.operator} ${shown.rightOperand}`);

  it('are those of every rule and duty, inside compounds too, each once', () => {
    expect(tests('spatial')).toEqual(['eq DE', 'neq JP']);
    expect(tests('purpose')).toEqual(['eq editorial']);
    expect(tests('count')).toEqual(['gt 3']);
    expect(tests('event')).toEqual(['lt urn:event']);
    expect(tests('language')).toEqual([]);
    expect(tests('noSuchOperand')).toEqual([]);
  });

  it('tell codes of places apart, and are asked once for each place', () => {
    const asked: string[] = [];
    const sign = (code: string) =>
      prepared.territoryKey(code, (found) => {
        asked.push(`${code} ${found.length}`);
        return `sign of ${code}`;
      });
    expect([sign('DE'), sign('DE'), sign('JP')]).toEqual(['sign of DE', 'sign of DE', 'sign of JP']);
    expect([sign('DACH'), sign('DACH')]).toEqual(['sign of DACH', 'sign of DACH']);
    expect([sign('de'), sign('de')]).toEqual(['sign of de', 'sign of de']);
    expect(asked).toEqual(['DE 2', 'JP 2', 'DACH 2', 'DACH 2', 'de 2', 'de 2']);
  });
});

describe('a written rule', () => {
  it('is the same for its atomic rules that differ in the act, and for no other', () => {
    const { policy } = {
      policy: policyOf({
        permission: [{ action: ['display', 'print'] }, { action: 'archive' }],
        prohibition: { action: ['index', 'read'] },
      }),
    };
    const prepared = new PolicyIndex(policy);
    const [display, print, archive] = policy.permissions.map((rule) => prepared.writtenRuleKey(rule));
    const [index, read] = policy.prohibitions.map((rule) => prepared.writtenRuleKey(rule));
    expect(display).toBeDefined();
    expect(print).toBe(display);
    expect(archive).not.toBe(display);
    expect(read).toBe(index);
    expect(index).not.toBe(archive);
    expect(policy.permissions.map((rule) => prepared.writtenRuleKey(rule))).toEqual([
      display,
      print,
      archive,
    ]);
    expect(prepared.writtenRuleKey(policy.permissions[0] as never)).toBe(display);
  });

  it('belongs to a policy that is made ready once', () => {
    const policy = policyOf({ permission: { action: 'display' } });
    expect(indexOf(policy)).toBe(indexOf(policy));
    expect(indexOf(policyOf({ permission: { action: 'display' } }))).not.toBe(indexOf(policy));
    expect(indexOf(policy).policy).toBe(policy);
  });
});
