/** The partner guide as a gateway serves it, from docs/partner.md. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderGuide } from '../../scripts/reference/guide.mjs';

const chapters = renderGuide(readFileSync('docs/partner.md', 'utf8'));
const textOf = (slug: string) => chapters.find((chapter) => chapter.slug === slug)?.html ?? '';

describe('the partner guide of a gateway', () => {
  it('has a place for the partner’s own key and takes the newest article that its license covers', () => {
    expect(textOf('get-a-token')).toContain("KEY='key_…:imp_live_…'");
    const fetching = textOf('fetch-an-article');
    expect(fetching).not.toContain('ITEM=itm_');
    expect(fetching).toContain(`ITEM=$(curl -s -H "$AUTH" "$G/v1/articles?type=text&amp;limit=1" | jq -r`);
  });

  it('says whose ids and titles the examples have, and where a partner’s own are', () => {
    expect(textOf('begin-here')).toContain('those of the sample newsroom');
    expect(textOf('begin-here')).toContain('<a href="/docs/guide/see-what-you-may-use">list</a>');
  });

  it('names no document that it does not serve', () => {
    for (const { html } of chapters)
      expect(html.replace(/<(pre|code)\b.*?<\/\1>/gs, '')).not.toMatch(/\w\.md\b/);
    expect(textOf('embargo-and-advance')).toContain('the desk has set an embargo.</p>');
  });
});
