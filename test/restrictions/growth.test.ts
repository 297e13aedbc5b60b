/** Restrictions of suppliers are read in time proportional to their size. */
import { describe, it } from 'vitest';
import { ENCODED_CHARS_MAX } from '../../src/restrictions/limits.ts';
import { meaningOfEncoded, meaningOfProse } from '../../src/restrictions/reading.ts';
import { textKey } from '../../src/restrictions/text.ts';
import { expectLinear, repeated } from '../support/growth.ts';

describe('a restriction', () => {
  it.each<[string, (size: number) => string]>([
    ['marks out of their order', repeated('\u0301\u0316', 'a')],
    ['space', repeated(' \n', 'a', 'b')],
    ['words', repeated('NO ')],
  ])('in prose is named and read in time that grows with %s', (_, text) => {
    const read = (prose: string) => [textKey(prose), meaningOfProse(prose, null)];
    expectLinear(read, text, 60_000);
  });

  it.each<[string, (size: number) => string]>([
    [
      'targets',
      (size) =>
        JSON.stringify({
          '@type': 'Set',
          prohibition: { action: 'use', target: Array.from({ length: size / 8 }, (_, n) => `t${n}`) },
        }),
    ],
    [
      'references',
      (size) =>
        JSON.stringify({
          '@graph': [
            { '@type': 'Set', prohibition: Array.from({ length: size / 40 }, () => ({ '@id': 'r' })) },
            { '@id': 'r', action: 'use', target: Array.from({ length: size / 20 }, (_, n) => `t${n}`) },
          ],
        }),
    ],
    ['brackets', repeated('[')],
  ])('in ODRL is read in time that grows with %s', (_, text) => {
    expectLinear((encoded) => meaningOfEncoded(encoded), text, ENCODED_CHARS_MAX);
  });
});
