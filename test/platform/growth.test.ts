/** What every route reads takes time that grows as it does. */
import { describe, it } from 'vitest';
import { unbounded } from '../../src/platform/budget.ts';
import { ifRangeHolds, parseRange } from '../../src/platform/byte-range.ts';
import { addressAllowed, isCidr } from '../../src/platform/cidr.ts';
import { cleanText } from '../../src/platform/clean-text.ts';
import { codingOf } from '../../src/platform/content-coding.ts';
import { openCursor } from '../../src/platform/cursor.ts';
import { withoutSecrets } from '../../src/platform/log.ts';
import { isTrustworthy } from '../../src/platform/web-address.ts';
import { element, escapeMarkup } from '../../src/platform/xml.ts';
import { readXml } from '../../src/platform/xml-reader.ts';
import { expectLinear, numbered, repeated } from '../support/growth.ts';
import { testKeys } from '../support/keys.ts';

describe('a header', () => {
  it.each<[string, (size: number) => string]>([
    ['spaces', repeated(' ', 'bytes=', 'x')],
    ['digits', repeated('9', 'bytes=')],
    ['colons', repeated(':')],
    ['dots', repeated('1.')],
    ['slashes', repeated('/', '1.2.3.4')],
    ['commas', repeated(',;q=')],
    ['a host', repeated('\u00FC', 'https://')],
  ])('is read in time that grows with %s', (_, header) => {
    const read = (sent: string) => {
      parseRange(sent, 100);
      ifRangeHolds(sent, '"a"');
      codingOf(sent);
      isCidr(sent);
      addressAllowed(['10.0.0.0/8', sent], sent);
      isTrustworthy(sent);
      openCursor(testKeys, { list: 'feed', reader: 'anyone', filter: {} }, sent);
    };
    expectLinear(read, header, 100_000);
  });
});

describe('a line of the log', () => {
  it.each<[string, (size: number) => string]>([
    ['tokens that do not end', repeated('eyJabcdefgh-')],
    ['tokens of two parts', repeated('eyJabcdefgh-', 'eyJabcdefgh.')],
    ['keys', repeated('imp_live_')],
    ['schemes', repeated('Bearer ')],
  ])('loses its secrets in time that grows with %s', (_, line) => {
    expectLinear(withoutSecrets, line, 100_000);
  });
});

describe('XML', () => {
  it.each<[string, (size: number) => string]>([
    ['elements', repeated('<b/>', '<a>', '</a>')],
    ['levels', repeated('<b>', '<a>')],
    ['text', repeated('x &lt; ', '<a>', '</a>')],
    ['entities', repeated('&lt;', '<a>', '</a>')],
    ['attributes', numbered((number) => ` b${number}=""`, '<a', '/>')],
    ['space', repeated(' ', '<a', '/>')],
    ['what stands before it', repeated('<! ', '', '<a/>')],
    ['sections', repeated('<![CDATA[x]]>', '<a>', '</a>')],
  ])('is read in time that grows with %s', (_, source) => {
    expectLinear((text) => readXml(text, unbounded()), source, 50_000);
  });

  it.each<[string, (size: number) => string]>([
    ['line ends', repeated('\r')],
    ['controls', repeated('\u0001')],
    ['brackets', repeated('<&')],
  ])('is written in time that grows with %s', (_, text) => {
    const write = (given: string) =>
      `${cleanText(given)}${escapeMarkup(given)}${element('a', { b: given }, given)}`;
    expectLinear(write, text, 100_000);
  });
});
