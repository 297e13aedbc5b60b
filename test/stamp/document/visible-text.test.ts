/** What readers see is not what is written: words shown, hidden or put in another order by markup alone, without a style sheet. */
import { describe, expect, it } from 'vitest';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { receiptClaims } from '../../../src/stamp/receipt-claims.ts';
import { componentsDigest, textDigest } from '../../../src/stamp/text-digest.ts';
import { verifyPublished } from '../../../src/stamp/verify.ts';
import { whole } from '../../formats/fixtures.ts';
import { anonymousBudget } from '../../support/budget.ts';
import { input, license } from '../fixtures.ts';
import { ARTICLE, RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};
const fragment = renderFragment({ ...whole, stamp }).body;
const page = (from: string, to: string) => {
  expect(fragment).toContain(from);
  return `<!DOCTYPE html><html><body>${fragment.replace(from, to)}</body></html>`;
};

describe('words in the midst of a sentence', () => {
  it.each([
    ['in a button', '<button>never</button>'],
    ['in a formula', '<math><mtext>never</mtext></math>'],
    ['in a drawing', '<svg><text>never</text></svg>'],
    ['in a text field', '<input value="never">'],
    ['hidden, and shown by a later declaration', '<span style="display:none;display:inline">never</span>'],
    ['hidden, and shown by style', '<span hidden style="display:inline">never</span>'],
    ['moved, where nothing is moved', '<span style="left:-9999px">never</span>'],
  ])('%s are told', (_, word) => {
    expect(verdictIn(page('sail again', `sail ${word} again`))).toMatchObject({
      text: 'altered',
      changed: [2],
    });
  });

  it.each([
    ['an icon', '<svg><title>Menu</title><path d="M0 0"></path></svg>'],
    ['an empty control', '<button></button>'],
  ])('%s has none', (_, icon) => {
    expect(verdictIn(page('sail again', `sail ${icon} again`)).text).toBe('unmodified');
  });

  it('do not count at its ends, where a control or a note is no part of it', () => {
    expect(verdictIn(page('from noon.', 'from noon. <button>Share</button>')).text).toBe('unmodified');
    expect(verdictIn(page('<p>Ferries', '<p><button>Listen</button> Ferries')).text).toBe('unmodified');
  });
});

describe('figures of a number', () => {
  const toll = { headline: 'Toll', body: ['The cities expect 46 million euros a year from CO2 and m2.'] };
  const verdict = (of: string) =>
    verdictIn(`<h1>Toll</h1><p>${toll.body[0]?.replace('46', of)}</p>`, toll).text;

  it.each([
    ['higher', '4<sup>6</sup>'],
    ['higher, the first of them', '<sup>4</sup>6'],
    ['lower', '4<sub>6</sub>'],
    ['higher by style', '4<span style="vertical-align: super">6</span>'],
    ['higher, within another element', '4<sup><b>6</b></sup>'],
  ])('that are set %s are told', (_, figures) => {
    expect(verdict(figures)).toBe('altered');
  });

  it('may stand higher or lower beside a letter', () => {
    const html = `<h1>Toll</h1><p>${toll.body[0]?.replace('CO2', 'CO<sub>2</sub>').replace('m2', 'm<sup>2</sup>')}</p>`;
    expect(verdictIn(html, toll).text).toBe('unmodified');
  });
});

describe('words in white', () => {
  it('in the midst of a sentence are told', () => {
    for (const word of ['<font color="white">never</font>', '<span style="color:#fff">never</span>'])
      expect(verdictIn(page('sail again', `sail ${word} again`)).text).toBe('altered');
  });

  it('are text where all of the block is white, or stands on a background of its own', () => {
    expect(
      verdictIn(
        page(
          '<p>Ferries sail again from noon.</p>',
          '<p><font color="#ffffff">Ferries sail again from noon.</font></p>',
        ),
      ).text,
    ).toBe('unmodified');
    expect(verdictIn(page('again', '<mark style="background:#c00;color:#fff">again</mark>')).text).toBe(
      'unmodified',
    );
  });
});

describe('released words that readers do not see', () => {
  it.each([
    ['in the brackets of ruby', '<ruby><rp>again</rp></ruby>'],
    ['as what a picture stands for', '<img class="emoji" alt="again" src="blank.gif">'],
    ['struck out', '<del>again</del>'],
    ['struck through', '<s>again</s>'],
    ['struck through by style', '<span style="text-decoration: line-through red">again</span>'],
    ['white', '<font color=#FFF>again</font>'],
    ['white by style', '<span style="color: #fdfdfd">again</span>'],
    ['of a color that is seen through', '<b style="color:rgba(0, 0, 0, 0.0)">again</b>'],
    ['without color', '<span style="color: transparent">again</span>'],
    ['scaled to nothing', '<span style="transform:scale(0)">again</span>'],
    ['hidden by an escaped word', '<span style="display:n\\6fne">again</span>'],
    ['without a font', '<span style="font:0/0 a">again</span>'],
  ])('%s are missing', (_, word) => {
    expect(verdictIn(page('sail again', `sail ${word}`))).toMatchObject({ text: 'altered', changed: [2] });
  });

  it('stand under a shadow root that shows something else', () => {
    const html = fragment.replace(
      '<p>Ferries',
      '<p><template shadowrootmode="open">Ferries sail never more.</template>Ferries',
    );
    expect(html).not.toBe(fragment);
    expect(verdictIn(html).text).toBe('altered');
    const all = `<div><template shadowrootmode="closed"><p>The mayor was arrested.</p></template>${fragment}</div>`;
    expect(verdictIn(all).text).not.toBe('unmodified');
  });

  it('stay where a shadow root lets them through', () => {
    const all = `<div><template shadowrootmode="open"><main><slot></slot></main></template>${fragment}</div>`;
    expect(verdictIn(all).text).toBe('unmodified');
  });
});

describe('words in another order than they are written', () => {
  it.each([
    ['an override', '\u202Enoon\u202C'],
    ['an isolate', '\u2067noon\u2069'],
    ['a right-to-left mark', '\u200Fnoon\u200F'],
    ['an element that overrides', '<bdo dir="rtl">noon</bdo>'],
    ['an element of the other direction', '<span dir="RTL">noon</span>'],
    ['style', '<span style="direction: rtl; unicode-bidi: bidi-override">noon</span>'],
  ])('by %s are told', (_, word) => {
    expect(verdictIn(page('noon', word))).toMatchObject({ text: 'altered', changed: [2] });
  });

  it('are told in a plain text too', () => {
    expect(
      verdictIn([ARTICLE.headline, ...ARTICLE.body].join('\n\n').replace('noon', '\u202Enoon\u202C')).text,
    ).toBe('altered');
  });

  it('are as released where the original has the same marks, or somebody took them off', () => {
    const original = {
      ...ARTICLE,
      body: ARTICLE.body.map((text) => text.replace('noon', '\u2067noon\u2069')),
    };
    expect(verdictIn(page('noon', '\u2067noon\u2069'), original).text).toBe('unmodified');
    expect(verdictIn(fragment, original).text).toBe('unmodified');
  });
});

const atom = (title: string, content: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${title}<link href="https://gateway.example/verify#${RECEIPT}"/>` +
  `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${content}</div></content></entry></feed>`;
const paragraphs = ARTICLE.body.map((text) => `<p>${text}</p>`);

describe('an entry of a feed', () => {
  const title = `<title>${ARTICLE.headline}</title>`;
  it('is unmodified as it was released', () => {
    expect(verdictIn(atom(title, paragraphs.join('')))).toEqual({ text: 'unmodified' });
  });

  it.each(['xmp', 'plaintext', 'noscript', 'textarea'])('has what stands in %s', (name) => {
    const lie = `<${name}>Ferries sail again from midnight.</${name}>`;
    expect(verdictIn(atom(title, [paragraphs[0], lie, ...paragraphs.slice(1)].join(''))).text).toBe(
      'altered',
    );
  });

  it('has no title of which readers see a part', () => {
    const [first, ...rest] = ARTICLE.headline.split(' ');
    for (const hidden of ['style="display:none"', 'hidden=""']) {
      const xhtml = `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><span ${hidden}>${first}</span> ${rest.join(' ')}</div></title>`;
      expect(verdictIn(atom(xhtml, paragraphs.join(''))).text).toBe('altered');
    }
    const html = `<title type="html">${ARTICLE.headline.replace(/ (\S+)$/u, ' &lt;b hidden&gt;$1&lt;/b&gt;')}</title>`;
    expect(verdictIn(atom(html, paragraphs.join(''))).text).toBe('altered');
  });

  it('has every title that it has', () => {
    expect(verdictIn(atom(`${title}<title>Harbor lost in storm</title>`, paragraphs.join(''))).text).toBe(
      'altered',
    );
  });
});

describe('where the original is not kept', () => {
  const entry = {
    delivered: [{ component: 'cmp_1', digest: textDigest([ARTICLE.headline, ...ARTICLE.body]).digest }],
    index: 0,
    leaf: '',
  };
  const verdictOf = (body: string[]) =>
    verifyPublished(
      {
        claims: {
          ...receiptClaims({ ...input, partner: license.terms.partner }),
          digest: componentsDigest(entry.delivered),
        },
        entry,
        original: null,
        published: { ...ARTICLE, body, page: false },
      },
      input.first.atMs,
      anonymousBudget(),
    ).text;

  it('a text with other marks of order is not called unmodified', () => {
    expect(verdictOf(ARTICLE.body)).toBe('unmodified');
    expect(verdictOf(ARTICLE.body.map((text) => `\u200F${text}`))).toBe('unknown');
  });
});
