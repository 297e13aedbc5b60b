/** Thirty breaches beside thirty innocent pages: all are found, and none is invented. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../src/platform/budget.ts';
import { KnownArticles } from '../../../src/recall/reading/articles-on-page.ts';
import { type Compared, judgePage } from '../../../src/recall/reading/judge-page.ts';
import { JUDGING_WORK } from '../../../src/recall/reading/limits.ts';
import { passagesOf } from '../../../src/recall/reading/passages.ts';
import type { ReadPage } from '../../../src/recall/reading/types.ts';
import type { ArticleText } from '../../../src/stamp/original.ts';
import { runs } from '../../support/runs.ts';
import {
  AD,
  articleHtml,
  FERRIES,
  FERRIES_ELSEWHERE,
  FLASH,
  GLACIER,
  JAPANESE,
  pageOf,
  paragraphs,
  SWEDISH,
  site,
} from './articles.ts';

const judge = (page: ReadPage, compared: Partial<Compared> = {}) =>
  judgePage(
    page,
    { delivered: FERRIES, current: null, alterations: [], credits: ['Tidemark'], ...compared },
    new Budget(JUDGING_WORK),
  );

const { headline = '', body } = FERRIES;
const [lead = '', vote = '', people = '', quote = '', line = '', petition = ''] = body;
const change = (from: string, to: string): ArticleText => ({
  headline: headline.replace(from, to),
  body: body.map((text) => text.replaceAll(from, to)),
});
const CORRECTED = change('14 percent', '12 percent');
const CONTINUED = change('before midsummer', 'before midsummer, a spokeswoman said');
const SHORTENED: ArticleText = { headline, body: body.filter((text) => text !== petition) };
const LONGER: ArticleText = {
  headline,
  body: [...body, 'The council meets again on 9 April. Its agenda names the ferries first.'],
};

const teaser = (text: string) =>
  `<div class="card"><h3><a href="/f">${headline}</a></h3><p>${text}</p></div>`;
const inTwo = (text: string) => `<p>${text.slice(0, 90)}</p>${AD}<p>${text.slice(90)}</p>`;
const data = (value: unknown, type = 'application/json') =>
  `<html><body><div id="root"></div><script type="${type}">${JSON.stringify(value)}</script></body></html>`;

type Case = [name: string, page: ReadPage, verdict: string | string[], compared?: Partial<Compared>];

const STILL = ['unchanged', 'altered'];

/** After a kill, or a correction if `current` is set. */
const BREACHES: Case[] = [
  ['the text as it was delivered', pageOf(site(articleHtml(FERRIES))), 'unchanged'],
  ['the text alone', pageOf(articleHtml(FERRIES)), 'unchanged'],
  ['a plain text', pageOf([headline, ...body].join('\n\n'), 'text'), 'unchanged'],
  [
    'advertisements between paragraphs',
    pageOf(site(`<h1>${headline}</h1>${body.map((text) => `<p>${text}</p>${AD}`).join('')}`)),
    'unchanged',
  ],
  [
    'advertisements within paragraphs',
    pageOf(site(`<h1>${headline}</h1>${body.map(inTwo).join('')}`)),
    'unchanged',
  ],
  ['lines broken by br', pageOf(site(`<h1>${headline}</h1><div>${body.join('<br>')}</div>`)), 'unchanged'],
  ['one paragraph of all', pageOf(site(`<p>${body.join(' ')}</p>`)), 'unchanged'],
  [
    'links and emphasis',
    pageOf(site(paragraphs(body).replaceAll('council', '<a href="/c"><b>council</b></a>'))),
    'unchanged',
  ],
  ['another headline', pageOf(site(articleHtml({ headline: 'Outrage on the islands', body }))), 'unchanged'],
  [
    'other quotation marks and dashes',
    pageOf(
      site(
        articleHtml({
          headline,
          body: body.map((text) => text.replace(/"([^"]*)"/g, '„$1“').replace(' - ', ' — ')),
        }),
      ),
    ),
    'unchanged',
  ],
  [
    'soft hyphens',
    pageOf(
      site(articleHtml({ headline, body: body.map((text) => text.replaceAll('council', 'coun\u00ADcil')) })),
    ),
    'unchanged',
  ],
  [
    'a text that a button unfolds',
    pageOf(
      site(
        `<h1>${headline}</h1><p>${lead}</p><div style="display:none">${paragraphs(body.slice(1))}</div><button>Read more</button>`,
      ),
    ),
    'unchanged',
  ],
  [
    'a page that a script renders',
    pageOf(data({ props: { article: { title: headline, body: paragraphs(body) } } })),
    'unchanged',
  ],
  [
    'structured data',
    pageOf(data({ '@type': 'NewsArticle', articleBody: body.join('\n') }, 'application/ld+json')),
    'unchanged',
  ],
  ['the last paragraph cut off', pageOf(site(articleHtml({ headline, body: body.slice(0, -1) }))), STILL],
  [
    'a third cut out',
    pageOf(site(articleHtml({ headline, body: [lead, people, line, petition] }))),
    'altered',
  ],
  ['paragraphs in another order', pageOf(site(articleHtml({ headline, body: [...body].reverse() }))), STILL],
  ['a word changed in each paragraph', pageOf(site(articleHtml(change('the ', 'these ')))), 'altered'],
  ['figures changed', pageOf(site(articleHtml(change('14', '24')))), 'altered'],
  ['letters that only look alike', pageOf(site(articleHtml(change('e', 'е')))), 'altered'],
  [
    'sentences of its own between them',
    pageOf(
      site(
        paragraphs(body.flatMap((text) => [text, 'Kansai Web has asked the council for a comment on this.'])),
      ),
    ),
    STILL,
  ],
  [
    'the text within a longer report',
    pageOf(site(paragraphs([...GLACIER.body, ...body, ...FERRIES_ELSEWHERE.body]))),
    'unchanged',
  ],
  [
    'the text below a notice that it was withdrawn',
    pageOf(site(`<p>This article has been withdrawn by the agency.</p>${articleHtml(FERRIES)}`)),
    'unchanged',
  ],
  [
    'half of the text, within a license to shorten',
    pageOf(site(paragraphs([lead, vote, quote, line]))),
    STILL,
    { alterations: ['shorten', 'excerpt'] },
  ],
  ['a flash of one paragraph', pageOf(site(articleHtml(FLASH))), 'unchanged', { delivered: FLASH }],
  ['a Japanese text', pageOf(site(articleHtml(JAPANESE))), 'unchanged', { delivered: JAPANESE }],
  [
    'a Japanese text with other figures',
    pageOf(
      site(articleHtml({ ...JAPANESE, body: JAPANESE.body.map((text) => text.replaceAll('二', '三')) })),
    ),
    'altered',
    { delivered: JAPANESE },
  ],
  ['the text before its correction', pageOf(site(articleHtml(FERRIES))), 'unchanged', { current: CORRECTED }],
  [
    'a Japanese text with a word changed in each sentence',
    pageOf(
      site(articleHtml({ ...JAPANESE, body: JAPANESE.body.map((text) => text.replace(/[のは]/gu, 'ノ')) })),
    ),
    'altered',
    { delivered: JAPANESE },
  ],
  [
    'the text before its sentence went on',
    pageOf(site(articleHtml(FERRIES))),
    'unchanged',
    { current: CONTINUED },
  ],
  [
    'the text under its old headline',
    pageOf(site(articleHtml(FERRIES))),
    'unchanged',
    { current: { ...FERRIES, headline: 'Ferries lose subsidy' } },
  ],
  [
    'the text without a paragraph that was added',
    pageOf(site(articleHtml(FERRIES))),
    'unchanged',
    { current: LONGER },
  ],
  ['a paragraph that was taken out', pageOf(site(articleHtml(FERRIES))), 'unchanged', { current: SHORTENED }],
  [
    'the corrected text beside the old one',
    pageOf(site(articleHtml(CORRECTED) + articleHtml(FERRIES))),
    'unchanged',
    { current: CORRECTED },
  ],
  [
    'the killed text beside its substitute',
    pageOf(site(articleHtml(FERRIES_ELSEWHERE) + articleHtml(FERRIES))),
    'unchanged',
    { current: FERRIES_ELSEWHERE },
  ],
];

const INNOCENT: Case[] = [
  ['another article', pageOf(site(articleHtml(GLACIER))), 'other'],
  ['another agency’s report of the same', pageOf(site(articleHtml(FERRIES_ELSEWHERE))), 'other'],
  ['another language', pageOf(site(articleHtml(SWEDISH))), 'other'],
  ['an empty page', pageOf(''), 'other'],
  ['noise alone', pageOf(site('')), 'other'],
  [
    'a page that says not found',
    pageOf(site('<h1>Not found</h1><p>Sorry, we could not find this page.</p>')),
    'other',
  ],
  [
    'a notice that it was withdrawn',
    pageOf(site(`<h1>${headline}</h1><p>This article has been withdrawn at the request of the agency.</p>`)),
    'other',
  ],
  ['its headline among others', pageOf(site(articleHtml(GLACIER), `<ul><li>${headline}</li></ul>`)), 'other'],
  ['a teaser of it beside another article', pageOf(site(articleHtml(GLACIER), teaser(lead))), 'other'],
  [
    'a list of teasers',
    pageOf(site([FERRIES, GLACIER, FLASH].map((story) => teaser(story.body[0] ?? '')).join(''))),
    'other',
  ],
  [
    'a teaser of a short article',
    pageOf(
      site(
        articleHtml(GLACIER),
        teaser(
          'The central bank of Estrava raised its key rate by half a point to 4.25 percent on Thursday, its third increase in a row.',
        ),
      ),
    ),
    'other',
    { delivered: FLASH },
  ],
  [
    'a paywall after the first paragraph',
    pageOf(site(`<h1>${headline}</h1><p>${lead}</p><p>Subscribe to read on. First month for one euro.</p>`)),
    'other',
  ],
  [
    'one quoted sentence',
    pageOf(site(articleHtml({ ...GLACIER, body: [...GLACIER.body, `Tidemark reported: "${vote}"`] }))),
    'other',
  ],
  [
    'a licensed excerpt of one paragraph',
    pageOf(site(paragraphs([quote, 'Read the whole story in our print edition.']))),
    'other',
    { alterations: ['excerpt'] },
  ],
  [
    'a summary in other words',
    pageOf(
      site(
        '<p>The council of the region has cut what it pays for the ferries. Two harbours may have no boats in winter. Islanders have collected signatures.</p>',
      ),
    ),
    'other',
  ],
  [
    'names and phrases in common',
    pageOf(
      site(
        paragraphs([
          'Council leader Maret Oskelin opened the new library at Halsey.',
          'The ministry of transport will close the bridge at Sund for a day.',
          'Ivo Brandt, who keeps a shop near the quay on Norrholm, sponsors the regatta.',
        ]),
      ),
    ),
    'other',
  ],
  [
    'comments that quote a sentence',
    pageOf(site(articleHtml(GLACIER), `<section>${paragraphs([`> ${petition}`, 'So true!'])}</section>`)),
    'other',
  ],
  [
    'data of another article',
    pageOf(data({ articles: [{ title: headline, text: GLACIER.body.join(' ') }] })),
    'other',
  ],
  ['an article of another delivery', pageOf(site(articleHtml(FLASH))), 'other', { delivered: JAPANESE }],
  [
    'another Japanese article',
    pageOf(
      site(
        articleHtml({
          headline: '北浜港で祭り',
          body: [
            '北浜港で土曜日に夏祭りが開かれ、約三千人が集まった。地元の漁業組合が屋台を出し、子どもたちは灯台を見学した。',
          ],
        }),
      ),
    ),
    'other',
    { delivered: JAPANESE },
  ],
  ['a page that is gone', pageOf(site(articleHtml(FERRIES)), 'html', 410), 'gone'],
  ['a page that was not found', pageOf('no', 'html', 404), 'gone'],
  ['a page that needs a sign-in', pageOf('no', 'html', 401), 'gone'],
  ['a page that failed', { ...pageOf('', 'html', 503), reason: 'status', content: null }, 'unread'],
  ['a picture', { ...pageOf(''), reason: 'not_text', content: null }, 'unread'],
  ['the corrected text', pageOf(site(articleHtml(CORRECTED))), 'corrected', { current: CORRECTED }],
  [
    'the corrected text with a note that quotes what was wrong',
    pageOf(site(`${articleHtml(CORRECTED)}<p>Correction: An earlier version said: "${lead}"</p>`)),
    'corrected',
    { current: CORRECTED },
  ],
  [
    'the corrected text, shortened elsewhere',
    pageOf(site(paragraphs(CORRECTED.body.slice(0, 4)))),
    'corrected',
    { current: CORRECTED },
  ],
  [
    'the text without what was wrong',
    pageOf(site(paragraphs(body.slice(1)))),
    'corrected',
    { current: CORRECTED },
  ],
  [
    'the text with what was wrong said in other words',
    pageOf(
      site(
        paragraphs([
          'Money for the ferries will shrink by an eighth, which the shipping line says will end winter crossings to two harbours.',
          ...body.slice(1),
        ]),
      ),
    ),
    'corrected',
    { current: CORRECTED },
  ],
  [
    'the corrected text, whose sentence only goes on',
    pageOf(site(articleHtml(CONTINUED))),
    'corrected',
    { current: CONTINUED },
  ],
  [
    'the corrected text below a headline of its own',
    pageOf(site(articleHtml({ ...CORRECTED, headline: 'Outrage on the islands' }))),
    'corrected',
    { current: { ...CORRECTED, headline: 'Ferries lose an eighth of their subsidy' } },
  ],
  [
    'the corrected text beside its old headline in a list',
    pageOf(
      site(articleHtml({ ...FERRIES, headline: 'Ferries lose subsidy' }), `<ul><li>${headline}</li></ul>`),
    ),
    'corrected',
    { current: { ...FERRIES, headline: 'Ferries lose subsidy' } },
  ],
  [
    'the text with a paragraph that was added',
    pageOf(site(articleHtml(LONGER))),
    'corrected',
    { current: LONGER },
  ],
  [
    'the text without a paragraph that was taken out',
    pageOf(site(articleHtml(SHORTENED))),
    'corrected',
    { current: SHORTENED },
  ],
  [
    'the substitute of the killed text',
    pageOf(site(articleHtml(FERRIES_ELSEWHERE))),
    'corrected',
    { current: FERRIES_ELSEWHERE },
  ],
];

describe('a breach is found', () => {
  it.each(BREACHES)('%s', (_, page, verdict, compared) => {
    const judged = judge(page, compared);
    expect([verdict].flat()).toContain(judged.verdict);
    expect(judged.reason).toBeNull();
  });
});

describe('an honest page is not accused', () => {
  it.each(INNOCENT)('%s', (_, page, verdict, compared) => {
    expect(judge(page, compared).verdict).toBe(verdict);
  });
});

/** Of a feed it is not known which article a page shows. */
describe('the article of a page is found among others', () => {
  const others = new Map<string, ArticleText>([
    ['glacier', GLACIER],
    ['japanese', JAPANESE],
    ['swedish', SWEDISH],
    ['flash', FLASH],
  ]);
  it.each(BREACHES)('%s', (_, { content }, _verdict, compared) => {
    const delivered = compared?.delivered ?? FERRIES;
    const passages = content && passagesOf(content, new Budget(JUDGING_WORK));
    if (!passages) throw new Error('no text');
    const rest = [...others].filter(([, text]) => text !== delivered);
    const known = new KnownArticles(new Map([...rest, ['delivered', delivered]]));
    // As for the pages of a feed, more than one page is compared with them.
    for (let pages = 0; pages < 2; pages++) expect(known.onPage(passages)).toContain('delivered');
  });
});

it('has thirty of each', () => {
  expect(BREACHES.length).toBeGreaterThanOrEqual(30);
  expect(INNOCENT.length).toBeGreaterThanOrEqual(30);
});

describe('a judgement', () => {
  it('says how many blocks were found', () => {
    expect(judge(pageOf(site(articleHtml(FERRIES))))).toMatchObject({ blocks: 7, found: 7, credit: true });
    expect(judge(pageOf(site(articleHtml(change('14', '24')))))).toMatchObject({ blocks: 7, found: 6 });
    expect(judge(pageOf(site(paragraphs(body.slice(0, 4)))))).toMatchObject({ blocks: 7, found: 4 });
  });

  it('says whether the agency is named', () => {
    const uncredited = change(' (Tidemark)', '');
    expect(judge(pageOf(articleHtml(uncredited)))).toMatchObject({ verdict: 'unchanged', credit: false });
    expect(judge(pageOf(`${articleHtml(uncredited)}<p>Source: TIDEMARK.</p>`)).credit).toBe(true);
    expect(judge(pageOf(`${articleHtml(uncredited)}<p>Tidemarkets</p>`)).credit).toBe(false);
    expect(judge(pageOf(articleHtml(GLACIER))).credit).toBeNull();
  });

  it('does not take a missing dateline for an alteration', () => {
    const undated = change('TARVIK (Tidemark) - The', 'The');
    expect(judge(pageOf(articleHtml(undated)))).toMatchObject({ verdict: 'unchanged', found: 7 });
  });

  it('does not take what a license permits for an alteration', () => {
    const shortened = pageOf(site(articleHtml({ headline, body: [lead, people, line, petition] })));
    expect(judge(shortened, { alterations: ['shorten'] }).verdict).toBe('unchanged');
    const retitled = pageOf(site(articleHtml({ headline: headline.replace('seventh', 'sixth'), body })));
    expect(judge(retitled).verdict).toBe('altered');
    expect(judge(retitled, { alterations: ['headline'] }).verdict).toBe('unchanged');
  });

  it('needs a text to compare with, and bounds its work', () => {
    expect(judge(pageOf(site(articleHtml(FERRIES))), { delivered: null })).toMatchObject({
      verdict: 'unread',
      reason: 'no_original',
    });
    expect(judge(pageOf('<div>'.repeat(100_000)))).toMatchObject({
      verdict: 'unread',
      reason: 'too_complex',
    });
    expect(judge(pageOf('<i>x'.repeat(500_000)))).toMatchObject({ verdict: 'unread', reason: 'too_complex' });
  });
});

const shuffled = <T>(list: T[]) =>
  fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length });

describe('whatever stands around it', () => {
  const noise = fc.array(
    fc.constantFrom(
      AD,
      teaser(lead),
      articleHtml(GLACIER),
      paragraphs(FERRIES_ELSEWHERE.body),
      '<p>Share this story</p>',
      `<p>${petition}</p>`,
    ),
    { maxLength: 6 },
  );

  it('the text is found', () => {
    fc.assert(
      fc.property(noise, noise, fc.constantFrom(FERRIES, change('14', '24')), (before, after, text) => {
        const { verdict } = judge(pageOf(site(before.join('') + articleHtml(text) + after.join(''))));
        expect(verdict).not.toBe('other');
      }),
      runs(50),
    );
  });

  it('a text that is not there is not invented', () => {
    fc.assert(
      fc.property(noise, noise, (before, after) => {
        const page = pageOf(site(before.join('') + articleHtml(SWEDISH) + after.join('')));
        expect(judge(page).verdict).toBe('other');
      }),
      runs(50),
    );
  });

  it('a part of the text is judged by its size: two paragraphs of six are not it, and four are', () => {
    fc.assert(
      fc.property(shuffled(body), (order) => {
        expect(judge(pageOf(site(paragraphs(order.slice(0, 1))))).verdict).toBe('other');
        expect(judge(pageOf(site(paragraphs(order.slice(0, 4))))).verdict).not.toBe('other');
      }),
      runs(50),
    );
  });
});
