/**
 * Text delivered under any title name stays unmodified: the name is part of the small print of every format,
 * next to the text.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyRing } from '../../../src/access/keyring.ts';
import { textBlocks } from '../../../src/articles/blocks.ts';
import { readNewsml } from '../../../src/articles/newsml/read.ts';
import { parseItem } from '../../../src/articles/ninjs/parse.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import type { Rendering } from '../../../src/formats/types.ts';
import { newPartner } from '../../../src/licensing/partners/schemas.ts';
import { faultOfLine } from '../../../src/platform/clean-text.ts';
import { makeStamp } from '../../../src/stamp/make-stamp.ts';
import type { TextVerdict } from '../../../src/stamp/verify.ts';
import { whole } from '../../formats/fixtures.ts';
import { unbounded } from '../../support/budget.ts';
import { HIDDEN_CHARACTERS } from '../../support/hidden-characters.ts';
import { testKeys } from '../../support/keys.ts';
import { newsItem, xhtml } from '../../support/newsml.ts';
import { runs } from '../../support/runs.ts';
import { input, license, rights } from '../fixtures.ts';
import { ARTICLE, RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const RULE = '='.repeat(72);
const formats = Object.entries(FORMATS).map(([name, { render, mediaTypes }]) => ({
  name,
  render,
  mediaType: mediaTypes[0],
}));

/** The formats of a rendering whose verdict is not unmodified, with their verdicts. */
function faultyIn(rendering: Rendering): [string, TextVerdict['text']][] {
  const { headline, blocks } = rendering.item;
  const original = { headline: textBlocks(headline, [])[0] ?? '', body: textBlocks(undefined, blocks) };
  const stamp = {
    ...rendering.stamp,
    receipt: RECEIPT,
    receiptId: RECEIPT_ID,
    verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
  };
  return formats.flatMap(({ name, render, mediaType }): [string, TextVerdict['text']][] => {
    const document = render({ ...rendering, stamp }).body;
    const texts = [verdictIn(document, original, { mediaType }).text, verdictIn(document, original).text];
    return texts.filter((text) => text !== 'unmodified').map((text) => [name, text]);
  });
}

const anyName = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'The Courier',
            RULE,
            '---',
            '# ',
            '```',
            '> ',
            ' ',
            '\n',
            '\r\n',
            '\u202e',
            '\u2067',
            '<!--',
            '-->',
          ],
          ...[
            '</p><p>',
            '</script>',
            ']]>',
            '&#x202e;',
            '"',
            "'",
            '\\',
            '[x](y)',
            '|',
            '=',
            'صحيفة',
            '👩\u200d👧',
          ],
          ...[
            'https://gateway.example/verify#',
            RECEIPT_ID,
            '<div hidden>',
            '<article>',
            '<plaintext>',
            '{{7*7}}',
          ],
        ),
        { minLength: 1, maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  )
  .filter((name) => name.length <= 200);

describe('what is delivered to a title', () => {
  it('is unmodified in every format, whatever accepted name the title has', async () => {
    const key = (await keyRing(testKeys)).sign.receipt;
    fc.assert(
      fc.property(anyName, anyName, (name, credit) => {
        const title = { id: 'courier', name, domains: [], market: 'AT' };
        const read = newPartner.safeParse({ name: credit, titles: [title] });
        fc.pre(read.success);
        const { name: line, titles } = read.data ?? { name: '', titles: [] };
        const stamp = makeStamp(
          {
            ...input,
            license: { ...license, titles: titles.map(({ kind: _kind, ...one }) => one) },
            rights: { ...rights, duties: [{ action: 'attribute', text: line }] },
          },
          key,
        );
        expect(stamp.usageTerms).toContain(titles[0]?.name);
        expect(faultyIn({ ...whole, stamp })).toEqual([]);
      }),
      {
        ...runs(150),
        examples: [
          [RULE, RULE],
          [`The ${RULE} Courier`, `a ${RULE} b`],
        ],
      },
    );
  });

  it('says the words of a policy without the characters that no name may hold', async () => {
    const key = (await keyRing(testKeys)).sign.receipt;
    const text = HIDDEN_CHARACTERS.map((character) => `a${character}`).join('');
    const duties = [
      { action: 'attribute', text },
      { action: 'inform', text },
      { action: 'delete', text },
      { action: 'compensate', text },
    ];
    const { creditLine, usageTerms } = makeStamp({ ...input, rights: { ...rights, duties } }, key);
    expect(faultOfLine(creditLine)).toBeNull();
    expect(faultOfLine(usageTerms, { lines: true })).toBeNull();
  });

  it('is unmodified where the text itself has lines like the rules of the plain text', () => {
    const blocks = [...ARTICLE.body, RULE, `${RULE} `, 'The end.'].map((text) => ({
      kind: 'paragraph' as const,
      inlines: [{ text }],
    }));
    const pre = { kind: 'preformatted' as const, text: `Tide\n${RULE}\n04:10` };
    const item = { ...whole.item, byline: RULE, slugline: RULE, located: RULE, blocks: [...blocks, pre] };
    expect(faultyIn({ ...whole, item })).toEqual([]);
  });
});

const OPTIONS = {
  sections: ['news'],
  now: Date.UTC(2026, 10, 24),
  agency: 'Tidemark',
  own: undefined,
  budget: unbounded(),
};
const anyWords = fc
  .array(
    fc.oneof(
      fc.constantFrom(...HIDDEN_CHARACTERS),
      fc.constantFrom('Harbor ', 'reopens ', RULE, 'مرفأ ', '12 '),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => `A${parts.join('')}Z`);

const WIRES: Record<string, (words: string) => unknown> = {
  'ninjs 3': (words) => ({
    standard: { name: 'ninjs', version: '3.1' },
    uri: 'urn:x:1',
    type: 'text',
    headlines: [{ value: words }, { role: 'short', value: words }],
    by: words,
    located: words,
    slugline: words,
    copyrightHolder: words,
    copyrightNotice: words,
    usageTerms: words,
    edNote: words,
    bodies: [{ contentType: 'text/plain', value: `First.\n\n${words}\n\nLast.` }],
    associations: [
      {
        name: words,
        uri: 'urn:x:2',
        type: 'picture',
        by: words,
        headlines: [{ value: words }],
        descriptions: [
          { role: 'caption', value: words },
          { role: 'creditline', value: words },
        ],
      },
    ],
  }),
  'ninjs 3 with markup': (words) => ({
    standard: { name: 'ninjs', version: '3.1' },
    uri: 'urn:x:1',
    type: 'text',
    headlines: [{ contentType: 'text/html', value: `<b>A</b>${referenced(words)}` }],
    bodies: [{ contentType: 'text/html', value: `<p>First.</p><p>${referenced(words)}</p><p>Last.</p>` }],
  }),
  'ninjs 2': (words) => ({
    standard: { name: 'ninjs', version: '2.1' },
    uri: 'urn:x:1',
    type: 'text',
    headlines: [{ role: 'main', value: words }],
    by: words,
    bodies: [{ contenttype: 'text/plain', value: `First.\n\n${words}` }],
  }),
  'ninjs 1': (words) => ({
    uri: 'urn:x:1',
    type: 'text',
    headline: words,
    byline: words,
    body_text: `First.\n\n${words}`,
  }),
};

/** Character references. Markup cannot reference NUL or surrogates. */
function referenced(words: string): string {
  return [...words].map((word) => `&#x${(word.codePointAt(0) ?? 0).toString(16)};`).join('');
}

const inMarkup = (words: string) => words.replace(/[\p{Cc}\p{Cs}\uFFFF]/gu, '');

describe.each(Object.keys(WIRES))('a wire in %s', (name) => {
  it('is not refused for a hidden character, and is delivered without it in its names', () => {
    fc.assert(
      fc.property(anyWords, (words) => {
        const parsed = parseItem(WIRES[name]?.(words), OPTIONS);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.reason));
        expectDelivered(parsed.value.item);
      }),
      { ...runs(50), examples: [['A\u202CHarbor \uFEFF\r\u2028Z']] },
    );
  });
});

describe('a wire in NewsML-G2', () => {
  it('is not refused for a hidden character, and is delivered without it in its names', () => {
    fc.assert(
      fc.property(anyWords.map(inMarkup), (words) => {
        const source = newsItem({
          content: `<by>${words}</by><slugline>${words}</slugline><headline>${words}</headline><creditline>${words}</creditline>`,
          set: xhtml(`<p>First.</p><p>${words}</p>`),
        });
        const read = readNewsml(source, OPTIONS);
        if (!read.ok) throw new Error(JSON.stringify(read.reason));
        for (const { item } of read.value.items) expectDelivered(item);
      }),
      { ...runs(50), examples: [[`A${RULE}Harbor ${RULE}Harbor ${RULE}${RULE}Z`]] },
    );
  });
});

function expectDelivered(parsed: Omit<Rendering['item'], 'seq' | 'changeType'>): void {
  const item = { ...parsed, seq: 1, changeType: 'new' as const };
  const { blocks: _body, ...names } = item;
  // Notes and terms may contain line breaks, but no other character that JSON escapes and no hidden character
  // that it does not.
  const written = JSON.stringify(names);
  for (const one of HIDDEN_CHARACTERS.filter((character) => character !== '\n'))
    expect([JSON.stringify(one), written.includes(JSON.stringify(one).slice(1, -1))]).toEqual([
      JSON.stringify(one),
      false,
    ]);
  expect(item.headline).not.toContain('\n');
  expect(faultyIn({ ...whole, item, components: item.components, hrefs: new Map() })).toEqual([]);
}
