/** Invented articles, and the pages of an invented publisher around them. */
import type { ReadPage } from '../../../src/recall/reading/types.ts';
import type { ArticleText } from '../../../src/stamp/original.ts';

export const FERRIES: ArticleText = {
  headline: 'Island ferries to lose a seventh of their subsidy',
  body: [
    'TARVIK (Tidemark) - The regional council voted on Tuesday to cut the subsidy of the island ferries by 14 percent, a decision that the shipping line says will end winter crossings to two harbours.',
    'The vote passed by 21 to 18 after a debate of nine hours. Council leader Maret Oskelin said the money was needed for the bridge at Sund, which engineers closed to lorries in March.',
    'About 2,300 people live on the outer islands all year round. Many of them commute to the mainland, and the school at Halsey depends on teachers who cross each morning on the first boat.',
    '"We will be cut off from November to April," said Ivo Brandt, who keeps a shop near the quay on Norrholm. "Nobody who voted for this has ever waited for a boat in January."',
    'The line carried 410,000 passengers last year, 6 percent more than the year before. It has asked the ministry of transport to take over the two routes, and expects an answer before midsummer.',
    'A petition against the cut had gathered 9,400 signatures by Wednesday morning, according to its organizers. They plan a protest in front of the council building on Saturday.',
  ],
};

export const GLACIER: ArticleText = {
  headline: 'Glacier above Velm valley moves faster than ever measured',
  body: [
    'VELM (Tidemark) - The Harn glacier has moved 31 metres since January, more than in any full year since measurements began in 1954, the valley observatory reported on Monday.',
    'Geologists blame a warm spring and heavy rain, which made the ice slide on its bed. Sensors in nine boreholes show that water pressure under the tongue has doubled.',
    'The observatory advised walkers to avoid the northern path until further notice. The hut at the upper lake will stay closed for the summer, its warden Lene Dorsa told Tidemark.',
    'Officials do not expect the ice to reach the village, which lies four kilometres below. A siren was installed in 2019 after a smaller slide destroyed a footbridge.',
    'Researchers from three universities will fly over the glacier this week with a laser scanner. Their first results are due at the end of the month.',
  ],
};

export const JAPANESE: ArticleText = {
  headline: '港の新しい灯台が完成、来月から点灯へ',
  body: [
    '北浜港で建設が進んでいた新しい灯台が完成し、来月一日から点灯することが月曜日に明らかになった。工事費は十二億円で、当初の予定より三か月遅れた。',
    '灯台の高さは四十二メートルで、光は二十海里先まで届く。旧灯台は一九二三年に建てられ、地震による傾きが問題になっていた。',
    '港湾局の担当者は「漁船の安全が大きく改善される」と話した。地元の漁業組合は、完成を祝う式典を来週の土曜日に開く予定だ。',
  ],
};

export const FLASH: ArticleText = {
  headline: 'Bank of Estrava raises rate to 4.25 percent',
  body: [
    'The central bank of Estrava raised its key rate by half a point to 4.25 percent on Thursday, its third increase in a row. Governor Tamsin Role said that inflation remained too high.',
  ],
};

/** Of another agency, about the same events: some words and a quotation are the same. */
export const FERRIES_ELSEWHERE: ArticleText = {
  headline: 'Islanders angry as ferry money is slashed',
  body: [
    'Winter boats to Norrholm could soon be history. After a long night in the council chamber, 21 members backed a plan to trim ferry support by 14 percent.',
    'Shopkeeper Ivo Brandt is furious. "We will be cut off from November to April," he said on the quay.',
    'The council wants to spend the savings on repairs of the Sund bridge instead. Engineers had closed it to lorries in spring because of cracks in two pillars.',
    'The shipping line called the vote a mistake and pointed to growing passenger numbers. Whether the state will help is open.',
  ],
};

export const SWEDISH: ArticleText = {
  headline: 'Öfärjorna förlorar en sjundedel av sitt stöd',
  body: FERRIES.body.map(
    (_, nth) =>
      `Regionfullmäktige röstade på tisdagen för att minska stödet till färjorna, stycke ${nth}. Beslutet innebär enligt rederiet att vinterturerna till två hamnar upphör.`,
  ),
};

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const paragraphs = (texts: readonly string[]) =>
  texts.map((text) => `<p>${escaped(text)}</p>`).join('\n');

export const articleHtml = ({ headline = '', body }: ArticleText) =>
  `<article><h1>${escaped(headline)}</h1>\n<p class="by">Kansai Web, 2 March</p>\n${paragraphs(body)}</article>`;

/** What stands around each text of a publisher. */
export function site(main: string, more = ''): string {
  return `<!doctype html><html lang="en"><head><title>Kansai Web</title><meta charset="utf-8">
<script>window.dataLayer=[];</script><style>p{margin:0}</style></head><body>
<div id="consent" role="dialog"><h2>We value your privacy</h2><p>We and our 842 partners store and access information on a device. You can change your choice at any time.</p><button>Accept all</button></div>
<header><nav><a href="/">Home</a> <a href="/politics">Politics</a> <a href="/sport">Sport</a></nav></header>
<main>${main}</main>
<aside><h2>Most read</h2><ol><li><a href="/1">Storm delays trains in the west</a></li><li><a href="/2">Recipe: bean soup for cold days</a></li></ol></aside>
<section id="comments"><h2>Comments</h2><p>anna_k: I have been saying so for years. Thank you for this report!</p><p>borealis: Does anybody know when the next meeting is?</p></section>
${more}
<footer><p>© Kansai Web. All rights reserved. Contact us, imprint, terms of use, privacy.</p></footer></body></html>`;
}

/** An advertisement, as templates put it between paragraphs. */
export const AD =
  '<div class="ad"><p>Advertisement</p><p>Cheap flights to the sun, book today and save up to 40 percent.</p></div>';

export const pageOf = (text: string, kind: 'html' | 'text' = 'html', status = 200): ReadPage => ({
  url: 'https://kansai.example/1',
  finalUrl: 'https://kansai.example/1',
  readAt: '2026-03-02T12:00:00.000Z',
  status,
  reason: null,
  sha256: 'a'.repeat(64),
  content: { kind, text },
});
