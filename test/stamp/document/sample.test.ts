/** The articles of the sample, as delivered and as sites publish them: none is reported as an offense. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readItem } from '../../../scripts/newsroom/sample.ts';
import { textBlocks } from '../../../src/articles/blocks.ts';
import type { Component } from '../../../src/articles/model.ts';
import { parseItem } from '../../../src/articles/ninjs/parse.ts';
import { renderFragment } from '../../../src/formats/fragment.ts';
import { FORMATS } from '../../../src/formats/index.ts';
import type { Rendering } from '../../../src/formats/types.ts';
import { captionDigests } from '../../../src/stamp/captions.ts';
import { whole } from '../../formats/fixtures.ts';
import { RECEIPT, RECEIPT_ID, verdictIn } from './published.ts';

const AD = '<div class="ad"><span>Advertisement</span><p>Velmar Boats: the spring sale has begun.</p></div>';

const stamp = {
  ...whole.stamp,
  receipt: RECEIPT,
  receiptId: RECEIPT_ID,
  verifyUrl: `https://gateway.example/verify#${RECEIPT}`,
};

async function sampleRenderings(): Promise<[string, Rendering][]> {
  const files = readdirSync(join(import.meta.dirname, '../../../sample/items'));
  const read = files.map(async (file): Promise<[string, Rendering][]> => {
    const parsed = parseItem(await readItem(file), { sections: ['news'], now: Date.UTC(2026, 10, 24) });
    if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.reason)}`);
    const item = { ...parsed.value.item, seq: 1, changeType: 'new' as const };
    if (item.blocks.length === 0) return [];
    const components = item.components.map(
      (component): Component =>
        component.type === 'dispatch'
          ? component
          : { ...component, content: { key: 'k', contentType: 'image/jpeg', bytes: 1 } },
    );
    const hrefs = new Map(
      components.map(({ id }) => [id, `https://gateway.example/v1/articles/${item.id}/components/${id}`]),
    );
    const dispatch = components.filter(({ type }) => type === 'dispatch');
    const rendering = { ...whole, item, stamp, hrefs };
    return [
      [file, { ...rendering, components }],
      [`${file}, the text alone`, { ...rendering, components: dispatch }],
    ];
  });
  return (await Promise.all(read)).flat();
}

const renderings = await sampleRenderings();

function verdictOf(document: string, { item, components }: Rendering, mediaType?: string) {
  const [headline = ''] = textBlocks(item.headline, []);
  const original = { headline, body: textBlocks(undefined, item.blocks) };
  return verdictIn(document, original, { mediaType, captions: captionDigests(components) });
}

describe.each(Object.entries(FORMATS))('the sample in %s', (_, { render, mediaTypes }) => {
  it.each(renderings)('is unmodified: %s', (__, rendering) => {
    const document = render(rendering).body;
    expect(verdictOf(document, rendering, mediaTypes[0])).toMatchObject({ text: 'unmodified' });
  });
});

/** A page of a classic theme with the fragment as a sanitizer leaves it. */
const page = (
  rendering: Rendering,
  inner: string,
) => `<!DOCTYPE html><html><head><title>x</title></head><body>
<nav><ul><li>News</li></ul></nav><article class="post"><h1 class="entry-title">${rendering.item.headline}</h1>
<div class="entry-content">${inner}</div></article><footer>The Courier</footer></body></html>`;

describe('a page of the sample with an advertisement after its third paragraph', () => {
  it.each(renderings)('is complete, and the advertisement is listed: %s', (_, rendering) => {
    const [before = '', body = ''] = renderFragment(rendering).body.split(/(?=<div class="e-content)/u);
    const ends = [...(body.split('<footer>')[0] ?? '').matchAll(/<\/p>/gu)];
    // A briefing is one paragraph and a list.
    const { 0: end = '', index = 0 } = (ends.length > 3 ? ends[2] : ends[0]) ?? {};
    const html = before + body.slice(0, index + end.length) + AD + body.slice(index + end.length);
    const { text, where = [] } = verdictOf(page(rendering, html), rendering);
    expect([text, where.map(({ reads }) => reads)]).toEqual([
      'with_insertions',
      ['Advertisement', 'Velmar Boats: the spring sale has begun.'],
    ]);
  });

  it.each(renderings)('is altered when a word of the text is changed as well: %s', (_, rendering) => {
    const words = renderFragment(rendering).body.split(/(?<=<p>[^<]{20,}) (?=[^<]{20,}<\/p>)/u);
    expect(words.length).toBeGreaterThan(1);
    const html = [words[0], 'not', ...words.slice(1)].join(' ');
    expect(verdictOf(page(rendering, html.replace('</p>', `</p>${AD}`)), rendering).text).toBe('altered');
  });
});
