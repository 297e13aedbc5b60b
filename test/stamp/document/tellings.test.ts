/** Headlines and bodies of one story: all are read, and none is multiplied by the others. */
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/stamp/document/read.ts';
import { paired, readTellings } from '../../../src/stamp/document/tellings.ts';
import { STORY_TELLINGS_MAX } from '../../../src/stamp/limits.ts';

const text = (of: string) => ({ text: of });

describe('paired', () => {
  it('has every headline and every body, and one pair fewer than there are of both', () => {
    const titled = paired(['A', 'B', 'C'], [text('1'), text('2')]);
    expect(titled).toEqual([
      { headline: 'A', body: text('1') },
      { headline: 'B', body: text('1') },
      { headline: 'C', body: text('1') },
      { headline: 'A', body: text('2') },
    ]);
  });

  it('states a headline once, also above nothing, and needs none', () => {
    expect(paired(['A', 'A'], [])).toEqual([{ headline: 'A', body: text('') }]);
    expect(paired([], [text('1')])).toEqual([{ body: text('1') }]);
    expect(paired([], [])).toEqual([]);
  });
});

describe('readTellings', () => {
  it('reads a body once, whatever number of headlines it has', () => {
    const read = readTellings(paired(['A', 'B'], [{ html: '<p>One.</p>', page: true }]));
    if (!read.ok) throw new Error(read.reason);
    const [first, second] = read.value;
    expect([first?.headline, second?.headline]).toEqual(['A', 'B']);
    expect(second?.passages).toBe(first?.passages);
  });

  it('refuses a story with more headlines and bodies than documents have', () => {
    const headlines = Array.from({ length: STORY_TELLINGS_MAX + 1 }, (_, n) => `Headline ${n}`);
    expect(readTellings(paired(headlines, [text('1')]))).toEqual({ ok: false, reason: 'too_complex' });
  });
});

/** 135 KB each: a title or a body is a dozen bytes, and 3,500 of one were multiplied by 3,500 of the other. */
const MANY = 3_500;
const repeated = (element: string) => element.repeat(MANY);
const HOSTILE: Record<string, string> = {
  atom: `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${Array.from({ length: MANY }, (_, n) => `<title>${n}</title>`).join('')}${repeated('<content>x</content>')}</entry></feed>`,
  rss: `<rss version="2.0"><channel><item>${Array.from({ length: MANY }, (_, n) => `<title>${n}</title>`).join('')}${repeated('<description>x</description>')}</item></channel></rss>`,
  ninjs: JSON.stringify({
    uri: 'urn:x',
    headlines: Array.from({ length: MANY }, (_, n) => ({ value: String(n) })),
    bodies: Array.from({ length: MANY }, () => ({ contentType: 'text/html', value: '<p>x' })),
  }),
};

it.each(Object.entries(HOSTILE))('refuses %s with thousands of headlines and bodies', (_, source) => {
  expect(readDocument(source)).toMatchObject({ ok: false, reason: 'too_complex' });
});
