/** Headlines and bodies of one story: all are read, and none is multiplied by the others. */
import { describe, expect, it } from 'vitest';
import { ANONYMOUS_WORK } from '../../../src/platform/limits.ts';
import { readDocument } from '../../../src/stamp/document/read.ts';
import { paired, readVersions } from '../../../src/stamp/document/story-versions.ts';
import { anonymousBudget } from '../../support/budget.ts';
import { RECEIPT, storiesIn, verdictIn } from './published.ts';

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
    const read = readVersions(paired(['A', 'B'], [{ html: '<p>One.</p>', page: true }]), anonymousBudget());
    if (!read.ok) throw new Error(read.reason);
    const [first, second] = read.value;
    expect([first?.headline, second?.headline]).toEqual(['A', 'B']);
    expect(second?.passages).toBe(first?.passages);
  });
});

/** 135 KB each: a title or a body is a dozen bytes, and 3,500 of one must not be multiplied by 3,500 of the other. */
const MANY = 3_500;
const times = (make: (n: number) => string) => Array.from({ length: MANY }, (_, n) => make(n)).join('');
const LINK = `https://gateway.example/verify#${RECEIPT}`;
const HOSTILE: Record<string, string> = {
  atom: `<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="${LINK}"/>${times((n) => `<title>${n}</title>`)}${times((n) => `<content>${n}</content>`)}</entry></feed>`,
  rss: `<rss version="2.0"><channel><item><link>${LINK}</link>${times((n) => `<title>${n}</title>`)}${times((n) => `<description>${n}</description>`)}</item></channel></rss>`,
  ninjs: JSON.stringify({
    uri: 'urn:x',
    headlines: Array.from({ length: MANY }, (_, n) => ({ value: String(n) })),
    bodies: Array.from({ length: MANY }, (_, n) => ({ contentType: 'text/html', value: `<p>${n}` })),
    trustIndicators: [{ href: LINK }],
  }),
};

describe.each(Object.entries(HOSTILE))('%s with thousands of headlines and bodies', (_, source) => {
  it('is read as the sum of its headlines and bodies, within the budget of a stranger', () => {
    const [story] = storiesIn(source);
    expect(story?.versions).toHaveLength(2 * MANY - 1);
  });

  it('is refused once they are held against an article', () => {
    expect(() => verdictIn(source)).toThrow(expect.objectContaining({ problem: exceeding('comparisons') }));
  });
});

it('refuses a document with more parts than a stranger may send, whatever its kind', () => {
  const parts = ANONYMOUS_WORK.nodes + 1;
  const documents = [
    '<p>'.repeat(parts),
    `<rss version="2.0">${'<a/>'.repeat(parts)}</rss>`,
    `{"uri":"x","a":[${'0,'.repeat(parts)}0]}`,
    `# Heading\n\n${'- x\n'.repeat(parts)}`,
    'x\n\n'.repeat(parts),
    // One text of all passages for each article.
    `<article><a href="verify#${RECEIPT}">Verify</a>`.repeat(200) + '<p>x'.repeat(parts / 200),
  ];
  for (const document of documents)
    expect(() => readDocument(document, anonymousBudget())).toThrow(
      expect.objectContaining({ problem: exceeding('nodes') }),
    );
});

function exceeding(what: keyof typeof ANONYMOUS_WORK) {
  return expect.objectContaining({
    code: 'too_complex',
    members: { exceeded: { what, limit: ANONYMOUS_WORK[what] } },
  });
}
