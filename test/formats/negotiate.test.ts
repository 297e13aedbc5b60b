import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/index.ts';
import { negotiate, splitSuffix } from '../../src/formats/negotiate.ts';

const format = (accept: string | undefined) => {
  const answer = negotiate(accept);
  return 'format' in answer ? answer.format : answer.reason;
};

describe('the Accept header', () => {
  it.each([
    ['nothing said', undefined, 'ninjs'],
    ['an empty header', ' ', 'ninjs'],
    ['anything', '*/*', 'ninjs'],
    ['JSON', 'application/json', 'ninjs'],
    ['any application type', 'application/*', 'ninjs'],
    ['any text type', 'text/*', 'html'],
    ['HTML', 'text/html', 'html'],
    ['plain text', 'text/plain', 'text'],
    ['letter case', 'TEXT/Plain; Q=0.5', 'text'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
    ['weights', 'text/html;q=0.3, text/plain;q=0.7', 'text'],
    ['equal weights', 'text/plain, text/html, application/json', 'ninjs'],
    ['a refusal by name under a wildcard', '*/*, application/json;q=0, application/ninjs+json;q=0', 'html'],
    ['a refusal of the label under a wildcard', '*/*, application/json;q=0', 'ninjs2'],
    ['a refusal of the label beside another name', 'text/plain;q=0.1, application/xml, */*;q=0', 'newsml'],
    ['a single news item', 'application/vnd.iptc.g2.newsitem+xml', 'newsitem'],
    ['the specific range over the general', 'text/*;q=0.9, text/html;q=0.1, application/json;q=0.5', 'text'],
    ['a version of ninjs', 'application/ninjs+json;version=3.1', 'ninjs'],
    ['a quoted version', 'text/html;q=0.9, application/ninjs+json; version="3.1"', 'ninjs'],
    ['any version of ninjs', 'application/ninjs+json', 'ninjs'],
    ['UTF-8, which is what there is', 'text/html; charset=UTF-8', 'html'],
    ['empty list elements', ', text/plain,,', 'text'],
  ])('is understood: %s', (_, accept, expected) => {
    expect(format(accept)).toBe(expected);
  });

  it.each([
    ['another type', 'image/png'],
    ['a refusal of everything', '*/*;q=0'],
    ['a refusal of what it is labeled with', 'application/xml, application/vnd.iptc.g2.newsmessage+xml;q=0'],
    ['a refusal and nothing else', 'text/html;q=0.000'],
    ['a variant that is not offered', 'text/html;level=1'],
    ['a version that is not offered', 'application/ninjs+json;version=4.0'],
    ['a weight that is none', 'text/html;q=high'],
    ['a weight above one', 'text/html;q=2'],
    ['half a range', '*/html'],
    ['no range at all', 'json'],
    ['more than a header should be', `text/html${' '.repeat(5000)}`],
  ])('is not acceptable: %s', (_, accept) => {
    expect(negotiate(accept)).toEqual({
      reason: 'not_acceptable',
      offered: Object.values(FORMATS).flatMap(({ mediaTypes }) => mediaTypes),
    });
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (accept) => {
        expect(format(accept)).toSatisfy(
          (chosen: string) => chosen === 'not_acceptable' || chosen in FORMATS,
        );
      }),
    );
  });
});

describe('the suffix of an address', () => {
  it.each(Object.entries(FORMATS).map(([name, { suffix }]) => [suffix, name]))(
    '.%s names %s',
    (suffix, name) => {
      expect(splitSuffix(`itm_1.${suffix}`)).toEqual({ article: 'itm_1', format: name });
    },
  );

  it('is one format’s alone', () => {
    const suffixes = Object.values(FORMATS).map(({ suffix }) => suffix);
    expect(new Set(suffixes).size).toBe(suffixes.length);
  });

  it.each(['itm_1', 'itm_1.', 'itm_1.exe', 'itm_1.JSON', 'itm_1.constructor', '.', ''])(
    'is none of ours: %s',
    (address) => {
      expect(splitSuffix(address)).toEqual({ article: address });
    },
  );
});
