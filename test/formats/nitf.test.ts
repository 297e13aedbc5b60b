import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderNitf } from '../../src/formats/nitf.ts';
import type { Rendering } from '../../src/formats/types.ts';
import { item, photograph } from '../stamp/fixtures.ts';
import { canonicalXml, xmlFaults, xmllintAbsent } from '../support/xmllint.ts';
import { BANNER, inAdvance, PHOTO_HREF, photoOnly, renderings, stamp, textOnly, whole } from './fixtures.ts';

const nitf = (rendering: Rendering) => renderNitf(rendering).body;

const PROFILE = fileURLToPath(import.meta.resolve('./nitf-profile.xsd'));
/** Not among the files that stand beside the repository today. */
const OFFICIAL = resolve('../shared/standards/nitf/nitf-3-6.xsd');
const schemas = existsSync(OFFICIAL) ? [PROFILE, OFFICIAL] : [PROFILE];
if (schemas.length === 1) console.log(`skipped: the official NITF schema is not at ${OFFICIAL}`);

describe.skipIf(xmllintAbsent).each(schemas)('by the schema %s', (schema) => {
  it('is valid: an article with a photograph, with and without its text, in advance and after', () => {
    expect(xmlFaults([whole, textOnly, photoOnly, inAdvance].map(nitf), schema)).toBe('');
  });

  it('is valid, whatever the item is', () => {
    const documents = fc.sample(renderings, { numRuns: 400, seed: 11 }).map(nitf);
    expect(xmlFaults(documents, schema)).toBe('');
  });
});

describe('an article as NITF', () => {
  it.skipIf(xmllintAbsent)('reads whole', () => {
    const credited = {
      ...photograph,
      supplier: 'Far Pictures',
      byline: 'Wout Terlinden',
      ninjs: { copyrightNotice: '© Far Pictures' },
    };
    const rendering = {
      ...inAdvance,
      item: {
        ...item,
        urgency: 3,
        embargoedUntil: Date.UTC(2026, 10, 20, 6),
        ninjs: { subjects: [{ name: 'Ports' }] },
      },
      components: [whole.components[0] ?? photograph, credited],
    };
    expect(
      canonicalXml(nitf(rendering)).replaceAll('><', '>\n<'),
    ).toBe(`<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/" baselang="en" uno="urn:example:harbor" version="-//IPTC//DTD NITF 3.6//EN">
<head>
<title>Harbor reopens after storm</title>
<meta content="3" name="version">
</meta>
<meta content="https://gateway.example/verify#aaa.bbb.ccc" name="rights-receipt">
</meta>
<meta content="{&quot;type&quot;:&quot;Agreement&quot;}" name="rights-expression">
</meta>
<meta content="https://gateway.example/licensing" name="license">
</meta>
<docdata management-status="embargoed">
<doc-id id-string="urn:example:harbor">
</doc-id>
<urgency ed-urg="3">
</urgency>
<date.issue norm="20261119T183000Z">
</date.issue>
<date.release norm="20261120T060000Z">
</date.release>
<date.expire norm="20270101T000000Z">
</date.expire>
<ed-msg info="Pier picture moves separately">
</ed-msg>
<doc.copyright holder="Saltmarsh Wire" year="2026">
</doc.copyright>
<doc.rights enddate="20270101T000000Z" limitations="${BANNER} ${stamp.usageTerms}" owner="Saltmarsh Wire">
</doc.rights>
<key-list>
<keyword key="Ports">
</keyword>
</key-list>
</docdata>
</head>
<body>
<body.head>
<hedline>
<hl1>Harbor reopens after storm</hl1>
</hedline>
<note noteclass="hd">
<body.content>
<p>${BANNER}</p>
</body.content>
</note>
<note noteclass="cpyrt">
<body.content>
<p>© Saltmarsh Wire. All rights reserved.</p>
</body.content>
</note>
<rights>${BANNER} ${stamp.usageTerms}<rights.owner contact="https://gateway.example/licensing">Saltmarsh Wire</rights.owner>
</rights>
<byline>By Ida Brandt</byline>
<distributor>Saltmarsh Wire</distributor>
<dateline>
<location>Velmar</location>
</dateline>
</body.head>
<body.content>
<p>VELMAR - The harbor reopened on Friday.</p>
<p>Ferries sail again from noon.</p>
<p>The pier stays closed.</p>
<media media-type="image">
<media-metadata name="uri" value="urn:example:pier">
</media-metadata>
<media-metadata name="type" value="photograph">
</media-metadata>
<media-metadata name="usageTerms" value="JAPAN OUT">
</media-metadata>
<media-reference copyright="© Far Pictures" height="600" mime-type="image/jpeg" source="${PHOTO_HREF}" source-credit="Ida Brandt/Saltmarsh Wire" units="pixels" width="800">
</media-reference>
<media-caption>The pier on Friday</media-caption>
<media-producer>Wout Terlinden</media-producer>
</media>
</body.content>
<body.end>
<tagline>Credit: Saltmarsh Wire / Ida Brandt. <a href="https://gateway.example/licensing" rel="license">License this article</a> · <a href="https://gateway.example/verify#aaa.bbb.ccc">Verify this copy</a>
</tagline>
</body.end>
</body>
</nitf>`);
  });

  it('has headings, lists, quotes, tables, emphasis, links and breaks in its own words', () => {
    const runs = [
      { text: 'a', emphasis: 'strong' as const, href: 'https://a.example/', break: true as const },
      { text: 'b', emphasis: 'em' as const },
    ];
    const blocks = [
      { kind: 'heading' as const, level: 3 as const, inlines: [{ text: 'Deal' }] },
      { kind: 'quote' as const, inlines: runs },
      { kind: 'list' as const, ordered: true, items: [[{ text: 'one' }]] },
      { kind: 'list' as const, ordered: false, items: [] },
      { kind: 'table' as const, rows: [[[{ text: 'x' }]], []] },
      { kind: 'preformatted' as const, text: ' <tide>' },
    ];
    const runsRead = '<a href="https://a.example/"><em class="bold">a</em></a><br/><em>b</em>';
    expect(nitf({ ...textOnly, item: { ...item, blocks } })).toContain(
      `<body.content><hl2>Deal</hl2><bq><block><p>${runsRead}</p></block></bq><ol><li>one</li></ol>` +
        '<table><tr><td>x</td></tr></table><pre> &lt;tide&gt;</pre></body.content>',
    );
  });
});
