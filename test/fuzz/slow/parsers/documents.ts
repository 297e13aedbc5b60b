/** Published documents as anyone may send them to be verified: reading, and judging what was read. */

import type { Budget } from '../../../../src/platform/budget.ts';
import { readDocument } from '../../../../src/stamp/document/read.ts';
import { knownHeadline, type NamedReceipt, textsOf } from '../../../../src/stamp/document/receipt-text.ts';
import { DOCUMENT_RECEIPTS_MAX } from '../../../../src/stamp/limits.ts';
import type { ArticleText, Published } from '../../../../src/stamp/original.ts';
import { readPublished } from '../../../../src/stamp/published.ts';
import { componentsDigest, textDigest } from '../../../../src/stamp/text-digest.ts';
import { spendOnTexts, verifyPublished } from '../../../../src/stamp/verify.ts';
import { worstVerdict } from '../../../../src/stamp/worst-verdict.ts';
import { anonymousBudget } from '../../../support/budget.ts';
import { nest, row, run } from '../growers.ts';
import { bare, type Parser, within, wordsOf } from '../parsers.ts';
import { ARTICLE, RECEIPTS, verified } from './receipts.ts';

/** A document of a request: 4 MiB, less its escapes and other members. */
const DOCUMENT_BYTES_MAX = 3_500_000;
const TEXT_BYTES_MAX = 1_000_000;

const [first] = RECEIPTS;
const RECEIPT = first?.receipt ?? '';
const ID = first?.id ?? '';
const MARKS = ' imprimatur-dlv_000000000000000000000000¶';
const ALL_RECEIPTS = RECEIPTS.map(({ receipt }) => receipt).join(' ');
const HEADLINES = Array.from({ length: 20 }, (_, at) => `{"value":"${ARTICLE.headline} ${at}"},`).join('');
const PARAGRAPHS = ARTICLE.body.join('\n\n');

export const HTML = wordsOf(
  [
    ...'p b a i div span table tr td li ul pre q button select option form svg math template h1 font br u nobr'
      .split(' ')
      .flatMap((name) => [`<${name}>`, `</${name}>`]),
    '<b><p>',
    '<a><p>',
    '<b a§>',
    '<i class=a§>',
    '<font size=§>',
    '<table><b>',
    '<td><p>a<p>b',
    '<svg><foreignObject>',
    '<p hidden>',
    '<p>Words of a passage.</p>',
    'word. ',
    '<input value="word">',
    '<img class="emoji" alt="!">',
    '<iframe srcdoc="<p>word</p>">',
    '<template shadowrootmode="open"><slot></slot>',
    '<bdo dir="rtl">',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?',
    '<script>',
    '<style>',
    '<textarea>',
    '<noscript>',
    '<html a§=b>',
    '<body a§=b>',
    ' a§="b"',
    ' class="a§ b"',
    '/*',
    '*/',
    'display:none;',
    '&notit',
    '&#x41;',
    `<p data-imprimatur="${ID}">word</p>`,
    '<p class="imprimatur-dlv_000000000000000000000000¶">word</p>',
    MARKS,
    '<br><br>word',
    `<a href="https://gateway.example/verify#${ID}">v</a>`,
    `<a href="https://gateway.example/verify#${RECEIPT}">v</a>`,
    `${RECEIPT} `,
    'eyJ.',
    ARTICLE.body[0] ?? '',
  ],
  [
    ...'p b a i div span table tr td li ul pre q button svg template h1 blockquote'
      .split(' ')
      .map((name) => `<${name}>…</${name}>`),
    '<…>',
    '<p …>',
    '<p class="…">x</p>',
    '<p style="…">x</p>',
    '<a href="…">x</a>',
    '<a href="https://gateway.example/verify#…">x</a>',
    '<input value="…">',
    '<iframe srcdoc="…"></iframe>',
    '<!--…-->',
    '<script>…</script>',
    '<textarea>…</textarea>',
    '<table><tr><td>…</td></tr></table>',
    '<b><p>…</p></b>',
    '<p><template shadowrootmode="open"><slot></slot></template>…</p>',
    `<p data-imprimatur="${ID}">…</p>`,
  ],
  ['xml'],
);

const XML_PIECES = [
  '<a/>',
  '<a>',
  '</a>',
  '<a§/>',
  '<n:a xmlns:n="u§"/>',
  ' a§="b"',
  ' xmlns:n§="u"',
  '&#97;',
  '<![CDATA[x]]>',
  '<!--x-->',
  '<?p x?>',
  '&e;',
  '<!ENTITY e§ "&e¤;">',
];
const XML_WRAPS = [
  '<a>…</a>',
  '<a…/>',
  '<a b="…"/>',
  '<a xmlns="…"/>',
  '<![CDATA[…]]>',
  '<!--…-->',
  '<a b§="c">…</a>',
  '<!DOCTYPE a […]>',
];

const ATOM = wordsOf(
  [
    ...XML_PIECES,
    '<title>t§</title>',
    '<title type="html">&lt;b></title>',
    '<content type="html">&lt;p>c§</content>',
    '<content type="xhtml"><div><p>c§</p></div></content>',
    '<content>c§</content>',
    '<entry><title>t</title><content>c</content></entry>',
    '<entry>',
    '&lt;b&gt;',
    '&lt;p&gt;&lt;b&gt;',
    `${RECEIPT} `,
  ],
  [
    ...XML_WRAPS,
    '<entry>…</entry>',
    '<title>…</title>',
    '<title type="xhtml">…</title>',
    '<content type="html">…</content>',
    '<content type="xhtml">…</content>',
  ],
  ['xml'],
);
const ATOM_NS = 'xmlns="http://www.w3.org/2005/Atom"';

const documents: Parser[] = [
  {
    name: 'document HTML',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      bare,
      within('<!doctype html><body>', ''),
      within('<body><table><tr><td>'),
      within('<body><p>', '</p>'),
    ],
    words: HTML,
    seeds: [row(nest('<p class="', run(MARKS, 100), '">'), run('<br><br>word', 10_000))],
    read: (input) => readDocument(input, anonymousBudget(), 'text/html'),
  },
  {
    name: 'document Atom',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within(`<feed ${ATOM_NS}>`, '</feed>'),
      within(`<feed ${ATOM_NS}><entry>`, '</entry></feed>'),
      within(`<entry ${ATOM_NS}><title>t</title><content type="html">`, '</content></entry>', 'xml'),
      within(`<entry ${ATOM_NS}><content type="xhtml">`, '</content></entry>'),
      bare,
    ],
    words: ATOM,
    read: (input) => readDocument(input, anonymousBudget(), 'application/atom+xml'),
  },
  {
    name: 'document RSS',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within('<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>', '</channel></rss>'),
      within(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>',
        '</item></channel></rss>',
      ),
      within(
        '<rss><channel><item><title>t</title><description>',
        '</description></item></channel></rss>',
        'xml',
      ),
    ],
    words: wordsOf(
      [
        ...XML_PIECES,
        '<title>t§</title>',
        '<description>&lt;p>c§</description>',
        '<content:encoded>&lt;p>c§</content:encoded>',
        '<item><title>t</title><description>c</description></item>',
        '&lt;b&gt;',
      ],
      [...XML_WRAPS, '<item>…</item>', '<title>…</title>', '<description>…</description>'],
      ['xml'],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'application/rss+xml'),
  },
  {
    name: 'document NewsML-G2',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within('<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">', '</newsItem>'),
      within('<newsMessage>', '</newsMessage>'),
      within(
        '<newsItem><contentMeta><headline>h</headline></contentMeta><contentSet>',
        '</contentSet></newsItem>',
      ),
      within('<newsItem><contentSet><inlineXML>', '</inlineXML></contentSet></newsItem>'),
    ],
    words: wordsOf(
      [
        ...XML_PIECES,
        '<contentMeta><headline>h§</headline></contentMeta>',
        '<contentSet><inlineData>t§</inlineData></contentSet>',
        '<inlineData>t§</inlineData>',
        '<inlineXML><html><body><p>t§</p></body></html></inlineXML>',
        '<inlineXML><nitf><body><body.content><p>t</p></body.content></body></nitf></inlineXML>',
        '<nitf><body><body.head><hedline><hl1>h</hl1></hedline></body.head><body.content><p>t</p></body.content></body></nitf>',
        '<body><p>t</p></body>',
        '<newsItem><contentSet><inlineData>t</inlineData></contentSet></newsItem>',
      ],
      [
        ...XML_WRAPS,
        '<newsItem>…</newsItem>',
        '<contentSet>…</contentSet>',
        '<inlineXML>…</inlineXML>',
        '<inlineData>…</inlineData>',
        '<nitf>…</nitf>',
        '<body>…</body>',
        '<body.content>…</body.content>',
        '<hedline>…</hedline>',
      ],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'application/vnd.iptc.g2.newsitem+xml'),
  },
  {
    name: 'document NITF',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within('<nitf>', '</nitf>'),
      within('<nitf><body><body.head><hedline><hl1>h</hl1></hedline></body.head>', '</body></nitf>'),
      within('<nitf><body><body.content>', '</body.content></body></nitf>'),
    ],
    words: wordsOf(
      [
        ...XML_PIECES,
        '<body><body.content><p>t</p></body.content></body>',
        '<body.content><p>t§</p></body.content>',
        '<hedline><hl1>h§</hl1></hedline>',
        '<block><p>t</p></block>',
        '<media><media-caption>c</media-caption></media>',
        '<p>t</p>',
        '<textarea>',
      ],
      [
        ...XML_WRAPS,
        '<body>…</body>',
        '<body.content>…</body.content>',
        '<hedline>…</hedline>',
        '<hl1>…</hl1>',
        '<nitf>…</nitf>',
        '<block>…</block>',
      ],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'application/nitf+xml'),
  },
  {
    name: 'document JSON Feed',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within('{"version":"https://jsonfeed.org/version/1.1","items":[', '{}]}'),
      within(
        '{"version":"https://jsonfeed.org/version/1.1","items":[{"title":"t","content_html":"',
        '"}]}',
        'json',
      ),
      within('{"version":"https://jsonfeed.org/version/1.1",', '"items":[]}'),
    ],
    words: wordsOf(
      [
        '{"title":"t§","content_html":"<p>c","content_text":"c"},',
        '{"content_text":"c"},',
        '{"title":"t"},',
        '"a§":1,',
        '[],',
        '{"a":1},',
        '1,',
        '<p>',
        '<b>',
        `{"content_html":"<p>${RECEIPT}"},`,
      ],
      ['[…],', '{"a":…},', '{"a":[…0]},', '{"title":"…"},', '{"content_html":"…"},', '{"content_text":"…"},'],
      ['json'],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'application/feed+json'),
  },
  {
    name: 'document ninjs',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within('{"uri":"u","headlines":[{"value":"h"}],"bodies":[', '{}]}'),
      within('{"uri":"u","headlines":[', '{}],"bodies":[{"contentType":"text/html","value":"<p>b"}]}'),
      within('{"uri":"u","bodies":[{"contentType":"text/html","value":"', '"}]}', 'json'),
      within('{"uri":"u",', '"headline":"h"}'),
    ],
    words: wordsOf(
      [
        '{"value":"v§"},',
        '{"role":"main","value":"v§"},',
        '{"contentType":"text/html","value":"<p>v§"},',
        '"body_a§":"v",',
        '"body_html§":"<p>v",',
        '"a§":{"b":[1]},',
        '[],',
        '1,',
        '<p>',
        '<b>',
      ],
      [
        '[…],',
        '{"a":…},',
        '{"value":"…"},',
        '{"contentType":"text/html","value":"…"},',
        '"body_html":"…",',
        '"a§":{…"b":1},',
      ],
      ['json'],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'application/ninjs+json'),
  },
  {
    name: 'document Markdown',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [bare, within('---\n', '\n---\ntext')],
    words: wordsOf(
      [
        '# ',
        '- ',
        '* ',
        '> ',
        '>> ',
        '1. ',
        '```\n',
        '~~~\n',
        '`',
        '``',
        '**',
        '*a ',
        '_a',
        '__',
        '[',
        '![',
        '](',
        '](a)',
        '](<',
        '[a](b) ',
        '![a](b)',
        '| a ',
        '|-',
        '| a |\n|---|\n',
        '---\n',
        '===\n',
        '    a\n',
        'a  \n',
        '\\',
        '<b>',
        '<https://a>',
        '&amp;',
        'a\n\n',
        'text\n---\n',
        '# a #',
        `[v](https://gateway.example/verify#${RECEIPT})`,
      ],
      [
        '[…](a)',
        '[a](…)',
        '[a](b "…")',
        '**…**',
        '`…`',
        '```\n…\n```\n',
        '> …\n',
        '# …\n',
        '| … |\n',
        '<p>…</p>',
        '![…](b)',
        '*…*',
      ],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'text/markdown'),
  },
  {
    name: 'document text',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [bare],
    words: wordsOf(
      [
        'a\n\n',
        '\n \n',
        `${'='.repeat(72)}\n`,
        'word ',
        `${RECEIPT} `,
        'eyJ.',
        'eyJhbGciOiJFZERTQSIsInR5cCI6InJpZ2h0cy1yZWNlaXB0K2p3dCJ9.',
      ],
      [`${'='.repeat(72)}\n…\n${'='.repeat(72)}\n`],
    ),
    read: (input) => readDocument(input, anonymousBudget(), 'text/plain'),
  },
  {
    name: 'document unlabeled',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [bare, within('<'), within('{'), within(' \n')],
    words: wordsOf(
      ['<!--x-->', '<!x>', '<?x?>', '<x:', '<feed>', '{"version":', '[a](http://a/verify#', '\uFEFF', '# '],
      ['<!--…-->', '<!…>', '<…>', '{…}', '"version"…:'],
    ),
    read: (input) => readDocument(input, anonymousBudget()),
  },
];

/** As long as a verbatim transcript. */
const TRANSCRIPT = {
  headline: ARTICLE.headline,
  body: Array.from({ length: 40 }, (_, day) =>
    ARTICLE.body.map((text) => text.replace('Friday', `day ${day}`)),
  ).flat(),
};

/** Compares each receipt with each version of its story, as stamp/check-document.ts does. */
async function judged(source: string, mediaType: string, article = ARTICLE): Promise<void> {
  const budget = anonymousBudget();
  const read = readDocument(source, budget, mediaType);
  if (!read.ok) return;
  const pairs = read.value.stories.flatMap((story) => story.receipts.map((receipt) => ({ story, receipt })));
  const signatures = new Map<string, ReturnType<typeof verified>>();
  const signature = (receipt: string) => {
    const known = signatures.get(receipt) ?? verified(receipt);
    signatures.set(receipt, known);
    return known;
  };
  // Prepared for this document, as an article that was looked up for it is.
  const original = { ...article };
  for (const { story, receipt } of pairs.slice(0, DOCUMENT_RECEIPTS_MAX)) {
    const others = await genuine(
      story.receipts.filter((other) => other !== receipt),
      signature,
    );
    const signed = await signature(receipt);
    if (!signed.ok) continue;
    const of = { others, isHeadline: knownHeadline(original) };
    verdictOn(original, textsOf(story, { receipt, id: signed.claims.jti }, of).texts, budget);
  }
}

async function genuine(receipts: readonly string[], signature: typeof verified): Promise<NamedReceipt[]> {
  const signed = await Promise.all(receipts.slice(0, DOCUMENT_RECEIPTS_MAX).map(signature));
  return signed.flatMap((verdict, at) =>
    verdict.ok ? [{ receipt: receipts[at] ?? '', id: verdict.claims.jti }] : [],
  );
}

const signedClaims = await verified(RECEIPT);

function verdictOn(original: ArticleText, texts: Published[], budget: Budget): void {
  if (!signedClaims.ok) throw new Error('a receipt of ours does not hold');
  const { digest } = textDigest([original.headline ?? '', ...original.body]);
  const delivered = [{ component: 'cmp_00000000000000000000000000000001', digest }];
  const claims = { ...signedClaims.claims, digest: componentsDigest(delivered) };
  spendOnTexts(texts, original, budget);
  worstVerdict(
    texts.map((published) =>
      verifyPublished({ claims, entry: null, delivered, original, published }, 0, budget),
    ),
  );
}

const TOLD = wordsOf(
  [
    ...ARTICLE.body.slice(0, 3).map((text) => `<p>${text}</p>`),
    ...ARTICLE.body.slice(0, 2),
    `<p>${ARTICLE.body.join('</p><p>')}</p>`,
    `<h1>${ARTICLE.headline}</h1>`,
    ARTICLE.headline,
    '<p>The harbor reopened on Sunday, said pilot §. Ferries sail again from noon.</p>',
    '<p>Ferries sail § times. </p>',
    '<p>.</p>',
    '<p>x§</p>',
    'Ferries sail. ',
    '. ',
    '\u202e',
    '4\u00d74 ',
    '\u2122',
    `<p data-imprimatur="${ID}">word</p>`,
    ...RECEIPTS.slice(0, 3).map(({ id }) => `<p data-imprimatur="${id}">word</p>`),
    `<a href="https://gateway.example/verify#${ID}">v</a>`,
    `<a href="https://gateway.example/verify#${RECEIPT}">v</a>`,
    RECEIPTS.map(({ id }) => `<p class="imprimatur-${id}">word</p>`).join(''),
    '<figcaption>Ferries sail again from noon, said pilot §, and so on.</figcaption>',
  ],
  [
    '<p>…</p>',
    '<p hidden>…</p>',
    `<div data-imprimatur="${ID}">…</div>`,
    '<h1>…</h1>',
    '<figcaption>…</figcaption>',
    '<iframe srcdoc="…"></iframe>',
  ],
  ['xml', 'json'],
);

const verifications: Parser[] = [
  {
    name: 'verify a page',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within(`<body>${ALL_RECEIPTS}`),
      within(`<body>${RECEIPT}`),
      within(`<body>${ALL_RECEIPTS}<div data-imprimatur="${ID}"><p>${ARTICLE.body[0]}</p>`, '</div>'),
    ],
    words: TOLD,
    read: (input) => judged(input, 'text/html'),
  },
  {
    name: 'verify a page of a transcript',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within(`<body>${RECEIPT}`),
      within(`<body>${ALL_RECEIPTS}<div data-imprimatur="${ID}"><p>${ARTICLE.body[0]}</p>`, '</div>'),
    ],
    words: TOLD,
    ownBytes: TRANSCRIPT.body.join().length,
    read: (input) => judged(input, 'text/html', TRANSCRIPT),
  },
  {
    name: 'verify a feed',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within(
        `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"${ALL_RECEIPTS}","title":"t","content_html":"`,
        '"}]}',
        'json',
      ),
      within(
        `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"${ALL_RECEIPTS}","title":"t","content_text":"`,
        '"}]}',
        'json',
      ),
    ],
    words: TOLD,
    read: (input) => judged(input, 'application/feed+json'),
  },
  {
    name: 'verify ninjs',
    bytesMax: DOCUMENT_BYTES_MAX,
    frames: [
      within(`{"uri":"${ALL_RECEIPTS}","headline":"${ARTICLE.headline}","bodies":[`, '{}]}'),
      within(`{"uri":"${RECEIPT}","bodies":[`, '{}]}'),
      within(`{"uri":"${ALL_RECEIPTS}","headlines":[${HEADLINES}{}],"body_text":"`, '"}', 'json'),
    ],
    words: wordsOf(
      [
        `{"value":"${PARAGRAPHS.replaceAll('\n', '\\n')}"},`,
        '{"value":"The harbor reopened on Sunday, said pilot §."},',
        '{"contentType":"text/html","value":"<p>The harbor reopened on Sunday.<p>Ferries sail."},',
        'Ferries sail again.\\n\\n',
        'x§\\n\\n',
        '.',
      ],
      ['{"value":"…"},', '{"contentType":"text/html","value":"…"},'],
      ['json'],
    ),
    read: (input) => judged(input, 'application/ninjs+json'),
  },
  {
    name: 'verify a text',
    bytesMax: TEXT_BYTES_MAX,
    frames: [
      bare,
      within(`${ARTICLE.headline}\n\n${PARAGRAPHS}\n\n`),
      within(`${ARTICLE.headline}\n\n`, `\n\n${PARAGRAPHS}`),
    ],
    words: wordsOf(
      [
        `${ARTICLE.body[0]}\n\n`,
        `${ARTICLE.body[1]}\n\n`,
        'The harbor reopened on Sunday, said pilot §.\n\n',
        'Ferries sail again from noon, said pilot §. ',
        'x§\n\n',
        'x\n',
        '. ',
        '。',
        '."',
        '.\n\n',
        'abc',
        '\u202e',
        '4\u00d74',
        '\u2122',
        `${'='.repeat(72)}\n`,
      ],
      ['"…"\n\n', '\u2067…\u2069'],
    ),
    read: (input) => {
      const published = readPublished({ text: input });
      if (published) verdictOn({ ...ARTICLE }, [published], anonymousBudget());
    },
  },
  {
    name: 'receipt',
    bytesMax: 8_192,
    frames: [
      bare,
      within('', `.${RECEIPT.split('.').slice(1).join('.')}`, 'base64url'),
      within(`${RECEIPT.split('.')[0]}.`, '.AAAA', 'base64url'),
    ],
    words: wordsOf(
      ['.', 'eyJ', '{"a§":1,', '[', '"typ":"rights-receipt+jwt",', RECEIPT],
      ['[…]', '{"alg":…}', '{"kid":"…"}'],
      ['base64url'],
    ),
    read: verified,
  },
];

export const DOCUMENTS: readonly Parser[] = [...documents, ...verifications];
