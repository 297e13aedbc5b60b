import { describe, expect, it } from 'vitest';
import { fitText, textKey, wireRestrictionId } from '../../src/restrictions/text.ts';

describe('the key of a text', () => {
  it('is the same for the same words in another spacing or Unicode form', () => {
    const key = textKey('JAPAN OUT. NO ARCHIVE');
    expect(textKey('  JAPAN\u00a0OUT.\n NO  ARCHIVE ')).toBe(key);
    expect(textKey('ＪＡＰＡＮ OUT. NO ARCHIVE')).toBe(key);
  });

  it('is another in another case: "US OUT" names a country, "us out" need not', () => {
    expect(textKey('US OUT')).not.toBe(textKey('us out'));
  });

  it('is another for other words, and for words in other sentences', () => {
    expect(textKey('JAPAN OUT')).not.toBe(textKey('CHINA OUT'));
    expect(textKey('NO SALES. JAPAN OUT')).not.toBe(textKey('NO SALES JAPAN. OUT'));
  });

  it('exists for ill-formed text', () => {
    expect(textKey('JAPAN \ud800 OUT')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('a text that has to fit', () => {
  it('stays as it is when it fits', () => {
    expect(fitText('JAPAN OUT', 20)).toEqual({ text: 'JAPAN OUT', cut: false });
  });

  it('is cut, marked, and still told from another that differs only at its end', () => {
    const one = fitText(`${'x'.repeat(50)}a`, 20);
    const other = fitText(`${'x'.repeat(50)}b`, 20);
    expect(one.cut).toBe(true);
    expect(one.text.startsWith(`${'x'.repeat(20)} […]`)).toBe(true);
    expect(one.text).not.toBe(other.text);
  });

  it('is well-formed even where a pair was cut in two', () => {
    expect(fitText('😀😀', 3).text.isWellFormed()).toBe(true);
  });
});

describe('the id of a wire restriction', () => {
  it('is always the same for a scope and part, and an id like any other', () => {
    const id = wireRestrictionId('item', 'itm_1', 'prose');
    expect(wireRestrictionId('item', 'itm_1', 'prose')).toBe(id);
    expect(wireRestrictionId('item', 'itm_1', 'encoded')).not.toBe(id);
    expect(wireRestrictionId('component', 'itm_1', 'prose')).not.toBe(id);
    expect(id).toMatch(/^rst_[0-9a-f]{32}$/);
  });
});
