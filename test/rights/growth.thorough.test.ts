/** Third-party policies and prose are read in time proportional to their size, or refused. */
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../src/rights/odrl/parse.ts';
import { readProse } from '../../src/rights/phrasebook/read.ts';
import { wordsOf } from '../../src/rights/phrasebook/words.ts';
import { expectLinear, processorMs, repeated } from '../support/growth.ts';
import { within } from '../support/runs.ts';

const CONTEXT = 'http://www.w3.org/ns/odrl.jsonld';
const list = (size: number, element: (number: number) => unknown) =>
  Array.from({ length: size }, (_, number) => element(number));
const policy = (members: object) => ({ '@context': CONTEXT, '@type': 'Set', uid: 'urn:p', ...members });
const graph = (...nodes: unknown[]) => ({ '@context': CONTEXT, '@graph': nodes });
const limit = (number: number) => ({ leftOperand: 'spatial', operator: 'eq', rightOperand: `X${number}` });

describe('a policy', () => {
  const permitting = (members: object) => policy({ permission: { action: 'use', ...members } });
  const members = (size: number, name: (number: number) => string) =>
    Object.fromEntries(Array.from({ length: size }, (_, n) => [name(n), n]));

  it.each<[string, (size: number) => object]>([
    ['members that it cannot have', (size) => permitting(members(size, (n) => `constrain${n}`))],
    ['members of other vocabularies', (size) => permitting(members(size, (n) => `dct:note${n}`))],
    [
      'members of vocabularies as long as that of ODRL',
      (size) => permitting(members(size, (n) => `http://www.w3.org/${`${n}`.padStart(8, 'x')}/constraint`)),
    ],
    ['targets', (size) => policy({ prohibition: { action: 'use', target: list(size, (n) => `t${n}`) } })],
    [
      'assignees',
      (size) => policy({ prohibition: { action: 'use', assignee: list(size, (n) => ({ '@id': `p${n}` })) } }),
    ],
    [
      'values',
      (size) =>
        policy({
          prohibition: {
            action: 'use',
            constraint: { ...limit(0), rightOperand: list(size, (n) => `X${n}`) },
          },
        }),
    ],
    [
      'terms of its own',
      (size) => ({
        ...policy({ prohibition: { action: 'use' } }),
        '@context': [
          CONTEXT,
          Object.fromEntries(list(size, (n) => [`k${n}`, `urn:${n}`]) as [string, string][]),
        ],
      }),
    ],
    [
      'links to it',
      (size) =>
        graph(
          policy({ prohibition: { action: 'use' } }),
          ...list(size / 3, (n) => ({ '@id': `x${n}`, hasPolicy: 'urn:p', a: 1 })),
        ),
    ],
    [
      'references to one id, from a part of it that is passed over',
      (size) => [
        policy({
          prohibition: { action: 'use' },
          refinement: { ...limit(0), x: list(size, () => 'urn:x') },
        }),
        ...list(size / 3, () => ({ '@id': 'urn:x', leftOperand: 'count' })),
      ],
    ],
    [
      'what is said of it elsewhere',
      (size) =>
        graph(
          policy({ prohibition: { action: 'use' } }),
          ...list(size / 3, (n) => ({ '@id': 'urn:p', target: `t${n}` })),
        ),
    ],
  ])('is read in time that grows with %s', (_, document) => {
    expectLinear(parsePolicy, document, 6_000);
  });

  it.each<[string, (size: number) => object]>([
    [
      'rules',
      (size) => policy({ prohibition: list(size, (n) => ({ action: 'use', constraint: limit(n) })) }),
    ],
    ['constraints', (size) => policy({ prohibition: { action: 'use', constraint: list(size, limit) } })],
  ])('is read in time that grows with %s', (_, document) => {
    expectLinear(parsePolicy, document, 1_000);
  });

  it.each<[string, object]>([
    ['members', permitting(members(19_000, (n) => `constrnt${n}abc`))],
    ['actions', policy({ permission: { action: list(19_000, (n) => `displya${n}`) } })],
  ])('is not compared with known words once it has too many unknown %s', (_, document) => {
    parsePolicy(document);
    expect(processorMs(() => parsePolicy(document))).toBeLessThan(within(1_000));
  });

  it.each<[string, object]>([
    [
      'references to a rule with thousands of targets',
      graph(policy({ permission: list(900, () => ({ '@id': 'r' })) }), {
        '@id': 'r',
        action: 'use',
        target: list(15_000, (n) => `t${n}`),
      }),
    ],
    [
      'references to a rule with thousands of actions',
      graph(policy({ permission: list(900, () => ({ '@id': 'r' })) }), {
        '@id': 'r',
        action: list(15_000, () => 'use'),
      }),
    ],
    [
      'references to a constraint with thousands of values',
      graph(policy({ prohibition: { action: 'use', constraint: list(1_900, () => ({ '@id': 'c' })) } }), {
        '@id': 'c',
        ...limit(0),
        rightOperand: list(15_000, (n) => `X${n}`),
      }),
    ],
    [
      'rules that share thousands of targets',
      policy({
        target: list(8_000, (n) => ({ '@id': `t${n}` })),
        prohibition: list(900, () => ({ action: 'use' })),
      }),
    ],
  ])('is soon refused with %s', (_, document) => {
    expect(parsePolicy(document)).toMatchObject({
      ok: false,
      reason: [{ message: expect.stringMatching(/^It has more than 40000 values/) }],
    });
    expect(processorMs(() => parsePolicy(document))).toBeLessThan(within(1_000));
  });
});

describe('prose', () => {
  /** Characters of a restriction that are read (restrictions/limits.ts). */
  const CHARS_MAX = 4_000;

  it.each<[string, (size: number) => string]>([
    ['places', repeated('AUSTRIA, ')],
    ['restrictions', repeated('NO SALES, NO ARCHIVES. ')],
    ['free words', repeated('NO ', 'MANDATORY CREDIT ')],
    ['dots', repeated('A.')],
    ['digits', repeated('1.')],
    ['dashes', repeated('-', 'A ')],
    ['marks', repeated('\u0301\u0316', 'A')],
  ])('is read in time that grows with %s', (_, text) => {
    expectLinear(readProse, text, CHARS_MAX);
  });

  it.each<[string, (size: number) => string]>([
    ['dots', repeated('A.')],
    ['numbers', repeated('1/')],
    ['dashes', repeated('-', 'A ')],
  ])('is taken apart in time that grows with %s', (_, text) => {
    expectLinear(wordsOf, text, 50_000);
  });
});
