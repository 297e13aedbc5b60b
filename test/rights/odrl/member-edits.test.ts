/** Every edit of one letter in a member of a policy is a fault, or grants no more than the policy did. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from '../../../src/rights/index.ts';
import { parsePolicy } from '../../../src/rights/odrl/parse.ts';
import type { OdrlJson } from '../../../src/rights/types.ts';
import { budget, runs } from '../../support/runs.ts';
import { printPolicy } from './print-policy.ts';
import { JAPAN, NAMESPACE } from './support.ts';

describe('any edit of one letter in a member', () => {
  const full = {
    uid: 'urn:test:all',
    '@type': 'Agreement',
    profile: 'http://www.w3.org/ns/odrl/2/core',
    conflict: 'prohibit',
    inheritFrom: {
      uid: 'urn:test:parent',
      '@type': 'Set',
      inheritAllowed: true,
      prohibition: { action: 'archive' },
    },
    permission: [
      {
        uid: 'urn:test:all#show',
        assigner: { '@id': 'urn:imprimatur:agency' },
        assignee: {
          '@type': 'PartyCollection',
          source: 'urn:p',
          refinement: { ...JAPAN, rightOperand: 'DE' },
        },
        target: { '@type': 'AssetCollection', source: 'urn:a', partOf: 'urn:all' },
        action: [
          { 'rdf:value': { '@id': 'display' }, refinement: { and: [{ ...JAPAN, rightOperand: 'DE' }] } },
          'print',
        ],
        constraint: [
          {
            or: [
              {
                leftOperand: 'count',
                operator: 'lteq',
                rightOperand: 3,
                unit: 'page',
                dataType: 'xsd:integer',
              },
            ],
          },
          { ...JAPAN, rightOperand: 'DE' },
        ],
        duty: { action: 'attribute', 'imp:text': 'A', consequence: { action: 'inform' } },
        output: 'urn:o',
      },
    ],
    prohibition: [
      {
        action: 'print',
        constraint: { xone: [{ ...JAPAN, rightOperand: 'DE' }] },
        remedy: { action: 'inform' },
      },
    ],
    obligation: [{ action: 'inform', compensatedParty: 'urn:x' }],
  };
  const legacy = {
    policytype: 'http://www.w3.org/ns/odrl/2/Agreement',
    policyid: 'urn:test:legacy',
    conflict: 'prohibit',
    permissions: [
      {
        target: 'urn:a',
        assignee: 'urn:p',
        action: 'display',
        constraints: [{ name: 'spatial', operator: 'eq', rightoperand: 'DE' }],
        duties: [
          {
            action: 'attribute',
            constraints: [{ name: 'payAmount', operator: 'eq', rightoperand: '5', rightoperandunit: 'EUR' }],
          },
        ],
      },
    ],
    prohibitions: [{ target: 'urn:a', action: 'print' }],
  };
  const spelled = (value: unknown, spell: (key: string) => string): unknown =>
    Array.isArray(value)
      ? value.map((value) => spelled(value, spell))
      : typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, part]) => [spell(key), spelled(part, spell)]))
        : value;
  const prefixed = (key: string) => (/[:@]|uid/.test(key) ? key : `odrl:${key}`);
  const expanded = (key: string) =>
    key === 'uid'
      ? '@id'
      : key === 'rdf:value'
        ? 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value'
        : key === 'imp:text'
          ? 'urn:imprimatur:profile:1#text'
          : /[:@]/.test(key)
            ? key
            : NAMESPACE + key;
  const forms = [full, spelled(full, prefixed), spelled(full, expanded), legacy] as OdrlJson[];

  /** Paths and names of members. */
  function membersOf(
    value: unknown,
    path: readonly string[] = [],
  ): { path: readonly string[]; key: string }[] {
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, part]) => [
      ...(Array.isArray(value) ? [] : [{ path, key }]),
      ...membersOf(part, [...path, key]),
    ]);
  }
  function renamed(value: unknown, path: readonly string[], from: string, to: string): unknown {
    const [step, ...rest] = path;
    if (Array.isArray(value))
      return value.map((value, at) => (`${at}` === step ? renamed(value, rest, from, to) : value));
    return Object.fromEntries(
      Object.entries(value as OdrlJson).map(([key, part]) =>
        step === undefined
          ? [key === from ? to : key, part]
          : [key, key === step ? renamed(part, rest, from, to) : part],
      ),
    );
  }
  const REQUESTS = ['display', 'print', 'archive', 'inform'].flatMap((action) =>
    ['DE', 'JP', undefined].flatMap((spatial) =>
      [['attribute'], []].flatMap((performed) =>
        ['urn:a', 'urn:b'].flatMap((target) =>
          ['urn:p', 'urn:q'].map((assignee) => ({
            request: {
              action,
              target,
              assignee,
              context: { ...(spatial && { spatial }), count: 2, payAmount: 5 },
            },
            state: { performed },
          })),
        ),
      ),
    ),
  );
  const permitsOf = (policy: OdrlJson) =>
    REQUESTS.map(({ request, state }) => evaluatePolicy(policy, request, state).decision === 'permit');

  const verdictOf = (policy: OdrlJson) => {
    const parsed = parsePolicy(policy);
    return parsed.ok ? JSON.stringify(printPolicy(parsed.value.policy)) : 'fault';
  };
  const right = new Map(forms.map((form) => [form, { verdict: verdictOf(form), permits: permitsOf(form) }]));

  /**
   * Expects a fault, the same policy (a known other spelling), or one that permits nothing that the original
   * does not.
   */
  function mustNotGrantMore(form: OdrlJson, path: readonly string[], key: string, wrong: string): void {
    const edited = renamed(form, path, key, wrong) as OdrlJson;
    const verdict = verdictOf(edited);
    const before = right.get(form);
    if (verdict === 'fault' || verdict === before?.verdict) return;
    const more = permitsOf(edited).filter((permits, at) => permits && !before?.permits[at]);
    expect([`${path.join('/')}/${wrong} for ${key}`, more.length]).toEqual([
      `${path.join('/')}/${wrong} for ${key}`,
      0,
    ]);
  }

  it('starts from policies that permit something and not everything', () => {
    for (const [form, { verdict, permits }] of right) {
      expect([verdict === 'fault', parsePolicy(form).ok]).toEqual([false, true]);
      expect(permits).toContain(true);
      expect(permits).toContain(false);
    }
  });

  it.each(forms.map((form, n) => [n, form] as const))(
    'leaves a letter out, doubles it, changes its case or its place, and grants no more (form %i)',
    (_n, form) => {
      const step = budget(1, 5);
      for (const { path, key } of membersOf(form).filter((_, n) => n % step === 0))
        for (let at = 0; at < key.length; at += 1) {
          const [before, letter, after] = [key.slice(0, at), key.charAt(at), key.slice(at + 1)];
          const flipped = letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase();
          const edits = [
            before + after,
            before + letter + letter + after,
            before + flipped + after,
            before + after.charAt(0) + letter + after.slice(1),
          ];
          for (const wrong of new Set(edits)) if (wrong !== key) mustNotGrantMore(form, path, key, wrong);
        }
    },
  );

  it('puts in or takes any other letter, and grants no more', () => {
    const members = forms.flatMap((form) => membersOf(form).map((member) => ({ form, ...member })));
    fc.assert(
      fc.property(
        fc.constantFrom(...members),
        fc.nat(80),
        fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzS0_-:/#@. ', 'é', '\u200b'),
        fc.boolean(),
        ({ form, path, key }, place, letter, instead) => {
          const at = place % (key.length + 1);
          const wrong = key.slice(0, at) + letter + key.slice(instead ? at + 1 : at);
          if (wrong !== key) mustNotGrantMore(form, path, key, wrong);
        },
      ),
      runs(),
    );
  });
});
