import { describe, expect, it } from 'vitest';
import { type ParsedItem, parseItem } from '../../../src/articles/ninjs/parse.ts';
import { derivedId } from '../../../src/platform/ids.ts';

function parsed(fields: Record<string, unknown>): ParsedItem {
  const document = { uri: 'urn:tidemark:1', type: 'text', bodies: [{ value: 'Text.' }], ...fields };
  const result = parseItem(document, { sections: [], now: 0, agency: 'Tidemark' });
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}
const ITEM = derivedId('itm', 'urn:tidemark:1');
const types = ({ item }: ParsedItem) => item.components.map(({ type, name }) => `${type}:${name}`);
const picture = (fields: Record<string, unknown> = {}) => ({
  name: 'pic',
  uri: 'urn:p:1',
  type: 'picture',
  ...fields,
});

describe('components', () => {
  it('are the text and each associated medium; other items are only named', () => {
    const item = parsed({
      associations: [
        picture(),
        { name: 'chart', uri: 'urn:g:1', type: 'graphic' },
        { name: 'sound', uri: 'urn:a:1', type: 'audio' },
        { name: 'film', uri: 'urn:v:1', type: 'video' },
        { name: 'related', uri: 'urn:t:1', type: 'text', headlines: [{ value: 'Secret' }] },
        { name: 'package', uri: 'urn:c:1', type: 'composite', associations: [picture({ uri: 'urn:p:2' })] },
      ],
    });
    expect(types(item)).toEqual([
      'dispatch:dispatch',
      'photograph:pic',
      'graphic:chart',
      'audio:sound',
      'video:film',
    ]);
    expect(item.links).toEqual(['urn:p:1', 'urn:g:1', 'urn:a:1', 'urn:v:1', 'urn:t:1', 'urn:c:1', 'urn:p:2']);
    expect(JSON.stringify(item.item)).not.toContain('Secret');
  });

  it('have ids that stay when others come and go, and when they are renamed', () => {
    const [dispatch, component] = parsed({ associations: [picture()] }).item.components;
    const [, , two] = parsed({ associations: [picture({ uri: 'urn:p:0' }), picture({ name: 'main' })] }).item
      .components;
    expect(dispatch?.id).toBe(derivedId('cmp', ITEM, 'dispatch'));
    expect(two?.id).toBe(component?.id);
  });

  it('are told apart when the same picture is used twice, and are one when it is only repeated', () => {
    const ids = parsed({
      associations: [picture(), picture({ name: 'teaser' }), picture({ name: 'teaser' })],
    }).item.components.map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(ids).toHaveLength(3);
  });

  it('are logos by name, genre or subject', () => {
    const logos = [
      picture({ name: 'logo' }),
      picture({ name: 'logo-left', uri: 'urn:p:2', type: 'graphic' }),
      picture({ name: 'x', uri: 'urn:p:3', genres: [{ uri: 'http://cv.example.org/genre/logo' }] }),
      picture({ name: 'y', uri: 'urn:p:4', subjects: [{ name: 'Logo' }] }),
      { name: 'logo', uri: 'urn:p:5' },
    ];
    expect(types(parsed({ associations: logos })).slice(1)).toEqual([
      'logo:logo',
      'logo:logo-left',
      'logo:x',
      'logo:y',
      'logo:logo',
    ]);
    expect(types(parsed({ associations: [picture({ name: 'logotherapy' })] }))).toContain(
      'photograph:logotherapy',
    );
    expect(types(parsed({ associations: [{ name: 'logo', uri: 'urn:t:1', type: 'text' }] }))).toEqual([
      'dispatch:dispatch',
    ]);
  });

  it('without a type are what their renditions are', () => {
    const renditions = [{ name: 'main', href: 'https://e.example/x', contentType: 'video/mp4' }];
    expect(
      types(
        parsed({
          associations: [
            { name: 'clip', uri: 'urn:v:1', renditions },
            { name: 'what', uri: 'urn:w:1' },
          ],
        }),
      ),
    ).toEqual(['dispatch:dispatch', 'video:clip']);
  });

  it('of a picture item are the picture itself, and its text when it has one', () => {
    const item = parsed({
      type: 'picture',
      bodies: undefined,
      copyrightHolder: 'Sipa',
      usageTerms: 'NO ARCHIVE.',
    });
    expect(item.item.components).toMatchObject([
      {
        id: derivedId('cmp', ITEM, 'main'),
        type: 'photograph',
        name: 'main',
        uri: 'urn:tidemark:1',
        supplier: 'Sipa',
      },
    ]);
    expect(item.rights).toEqual([{ scope: { kind: 'item', item: ITEM }, text: 'NO ARCHIVE.' }]);
    expect(types(parsed({ type: 'picture' }))).toEqual(['dispatch:dispatch', 'photograph:main']);
  });

  it('that their newsroom holds or has killed do not come in', () => {
    const associations = [
      picture({ pubStatus: 'canceled' }),
      picture({ uri: 'urn:p:2', pubStatus: 'withheld' }),
      picture({ uri: 'urn:p:3', pubStatus: 'usable' }),
    ];
    expect(parsed({ associations }).item.components.map(({ uri }) => uri)).toEqual([
      'urn:tidemark:1',
      'urn:p:3',
    ]);
  });

  it('hold back the whole item until the last embargo lifts', () => {
    const { item } = parsed({
      embargoedUntil: '2026-01-01T00:00:00Z',
      associations: [picture({ embargoedUntil: '2026-01-02T00:00:00Z' })],
    });
    expect(item.embargoedUntil).toBe(Date.parse('2026-01-02T00:00:00Z'));
  });
});

describe('a picture', () => {
  const full = picture({
    version: '2',
    copyrightHolder: 'Sipa',
    by: 'B. Oom',
    usageTerms: 'JAPAN OUT.',
    edNote: 'MANDATORY CREDIT.',
    headlines: [{ value: 'Pilots' }],
    descriptions: [
      { role: 'creditline', value: 'Oom/Sipa' },
      { role: 'caption', contentType: 'text/html', value: '<p>Pilots <img src=x onerror=y>wave.</p>' },
    ],
    rightsInfo: { encodedRights: '{"policytype":"x"}' },
    renditions: [{ name: 'main', href: 'https://e.example/1.jpg' }],
    associations: [picture({ uri: 'urn:p:9' })],
  });

  it('keeps its caption, byline, credit and supplier', () => {
    expect(parsed({ copyrightHolder: 'Tidemark', associations: [full] }).item.components[1]).toMatchObject({
      version: '2',
      headline: 'Pilots',
      caption: 'Pilots wave.',
      byline: 'B. Oom',
      credit: 'Oom/Sipa',
      supplier: 'Sipa',
      usageTerms: 'JAPAN OUT.',
    });
    expect(
      parsed({ associations: [picture({ copyrightHolder: ' TIDEMARK ' })] }).item.components[1],
    ).not.toHaveProperty('supplier');
  });

  it('brings its restrictions, those in its special instructions too', () => {
    const { rights, item } = parsed({ usageTerms: 'EDITORIAL USE ONLY.', associations: [full] });
    expect(rights).toEqual([
      { scope: { kind: 'item', item: ITEM }, text: 'EDITORIAL USE ONLY.' },
      {
        scope: { kind: 'component', component: item.components[1]?.id },
        text: 'JAPAN OUT. MANDATORY CREDIT.',
        encodedRights: '{"policytype":"x"}',
      },
    ]);
  });

  it('has no bytes, rights or further items in what is kept of its ninjs', () => {
    const { ninjs } = parsed({ associations: [full] }).item.components[1] ?? { ninjs: {} };
    expect(Object.keys(ninjs).sort()).toEqual([
      'by',
      'copyrightHolder',
      'descriptions',
      'edNote',
      'headlines',
      'name',
      'type',
      'uri',
      'version',
    ]);
    expect(JSON.stringify(ninjs)).not.toContain('<');
  });

  it('that comes inside the document is handed over with the path it stands at', () => {
    const renditions = [
      { name: 'thumb', href: 'data:image/png;base64,AA==' },
      { name: 'main', href: 'data:image/png;base64,AAAAAAAA', width: 3, height: 2 },
    ];
    const { media, item } = parsed({ associations: [picture(), picture({ uri: 'urn:p:2', renditions })] });
    expect(media).toEqual([
      {
        component: item.components[2]?.id,
        type: 'photograph',
        path: '/associations/1/renditions/1/href',
        href: 'data:image/png;base64,AAAAAAAA',
        width: 3,
        height: 2,
      },
    ]);
  });
});
