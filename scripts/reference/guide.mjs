// Renders docs/partner.md as HTML, a chapter for each of its second-level headings.
import { Marked } from 'marked';

/** What stands in the guide for the sample newsroom, and what a partner types instead. */
const KEY = /^KEY=\$\(jq .*\.local\/credentials\.json\)$/gm;
const PARTNERS_KEY = "KEY='key_…:imp_live_…'";
const ITEM = /^ITEM=itm_[0-9a-f]{32}$/gm;
const NEWEST_ITEM = `ITEM=$(curl -s -H "$AUTH" "$G/v1/articles?type=text&limit=1" | jq -r '.items[0].id')`;

/** References to documents that are not served, such as ` ([admin.md](admin.md#hold))`. */
const ASIDE = /\s\(\[[\w./-]+\]\([^#)][^)]*\)\)/g;

/** @returns {{slug: string, title: string, html: string, headings: {id: string, title: string}[]}[]} */
export function renderGuide(markdown) {
  const parser = new Marked();
  const tokens = parser.lexer(asServed(markdown));
  const chapters = [];
  for (const token of tokens) {
    if (token.type === 'heading' && token.depth === 2)
      chapters.push({ slug: slugOf(token.text), title: token.text, tokens: [], headings: [] });
    else chapters.at(-1)?.tokens.push(token);
    if (token.type === 'heading' && token.depth > 2)
      chapters.at(-1)?.headings.push({ id: slugOf(token.text), title: token.text });
  }
  const homes = new Map(
    chapters.flatMap(({ slug, headings }) => [[slug, slug], ...headings.map(({ id }) => [id, slug])]),
  );
  parser.use({ renderer: rendererFor(homes) });
  return chapters.map(({ tokens: own, ...chapter }) => ({ ...chapter, html: parser.parser(own) }));
}

const asServed = (markdown) =>
  markdown
    .replace(KEY, PARTNERS_KEY)
    .replace(ITEM, () => NEWEST_ITEM)
    .replace(ASIDE, '');

/** As GitHub makes it, so that one link serves both. */
export const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const rendererFor = (homes) => ({
  heading({ tokens, depth, text }) {
    const level = depth - 1;
    return `<h${level} id="${slugOf(text)}">${this.parser.parseInline(tokens)}</h${level}>`;
  },
  link({ href, tokens }) {
    const text = this.parser.parseInline(tokens);
    if (/^https?:/.test(href)) return `<a href="${href}">${text}</a>`;
    const home = href.startsWith('#') ? homes.get(href.slice(1)) : undefined;
    // Other documents are not served.
    if (home === undefined) return text;
    return `<a href="/docs/guide/${home}${href === `#${home}` ? '' : href}">${text}</a>`;
  },
  code({ text }) {
    return `<pre tabindex="0"><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`;
  },
  table({ header, rows }) {
    const cells = (tag, row) =>
      row.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag.split(' ')[0]}>`).join('');
    const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('');
    return `<div class="scroll" tabindex="0"><table><thead><tr>${cells('th scope="col"', header)}</tr></thead><tbody>${body}</tbody></table></div>`;
  },
});
