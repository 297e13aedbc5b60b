import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksToText } from '../../../src/articles/blocks.ts';
import { type ParsedItem, parseItem } from '../../../src/articles/ninjs/parse.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const UNFILED = { sections: [], now: NOW };

function parsed(document: unknown): ParsedItem {
  const result = parseItem(document, {
    sections: ['news'],
    now: NOW,
    agency: 'Tidemark',
  });
  if (!result.ok) throw new Error(JSON.stringify(result.reason));
  return result.value;
}
function faultPaths(document: unknown): string[] {
  const result = parseItem(document, UNFILED);
  return result.ok ? [] : result.reason.map(({ path }) => path);
}

const V3 = {
  standard: { name: 'ninjs', version: '3.1' },
  uri: 'urn:tidemark:1',
  type: 'text',
  version: '4',
  firstCreated: '2026-11-24T08:00:00Z',
  versionCreated: '2026-11-24T10:00:00+01:00',
  embargoedUntil: '2026-11-25T06:00:00Z',
  pubStatus: 'withheld',
  urgency: 3,
  language: 'en',
  copyrightHolder: 'Tidemark',
  usageTerms: 'EDITORIAL USE ONLY.',
  edNote: 'Hold.',
  by: 'Ada Quist',
  located: 'Limwick',
  headlines: [
    { role: 'short', value: 'Strike over' },
    { role: 'main', contentType: 'text/html', value: '<b>Harbor pilots</b> end strike' },
  ],
  descriptions: [
    { role: 'summary', contentType: 'text/html', value: '<p>They <script>x</script>return.</p>' },
  ],
  bodies: [
    { role: 'sidebar', contentType: 'text/html', value: '<p>Aside.</p>' },
    { role: 'main', contentType: 'text/plain', value: 'Plain.' },
    { role: 'main', contentType: 'application/xhtml+xml', value: '<p>Rich <em>text</em>.</p>' },
  ],
  subjects: [{ name: 'Ports', uri: 'http://cv.example.org/ports', literal: 'prt' }, { name: 'Labor' }],
};

/** The same item in ninjs 2.x and 1.x. */
const V2 = {
  uri: V3.uri,
  type: 'text',
  version: '4',
  firstcreated: V3.firstCreated,
  versioncreated: V3.versionCreated,
  embargoed: V3.embargoedUntil,
  pubstatus: 'withheld',
  urgency: 3,
  language: 'en',
  copyrightholder: 'Tidemark',
  usageterms: V3.usageTerms,
  ednote: 'Hold.',
  by: 'Ada Quist',
  located: 'Limwick',
  headlines: [{ role: 'main', value: 'Harbor pilots end strike' }],
  bodies: [{ role: 'main', contenttype: 'text/html', value: '<p>Rich <em>text</em>.</p>' }],
  subjects: V3.subjects,
};
const { by, headlines: _headlines, bodies: _bodies, subjects: _subjects, ...COMMON } = V2;
const V1 = {
  ...COMMON,
  byline: by,
  headline: 'Harbor pilots end strike',
  body_xhtml: '<p>Rich <em>text</em>.</p>',
  body_text: 'Plain.',
  subject: [{ name: 'Ports', scheme: 'http://cv.example.org', code: 'ports' }],
};

describe('an item', () => {
  it('is the same whatever version it is written in', () => {
    const items = [V3, V2, V1].map((document) => {
      const { ninjs: _ninjs, subjects: _codes, ...item } = parsed(document).item;
      return item;
    });
    expect(items[1]).toEqual(items[0]);
    expect(items[2]).toEqual(items[0]);
    expect(items[0]).toMatchObject({
      uri: 'urn:tidemark:1',
      version: '4',
      versionCreated: Date.parse('2026-11-24T09:00:00Z'),
      embargoedUntil: Date.parse('2026-11-25T06:00:00Z'),
      pubStatus: 'withheld',
      sections: ['news'],
      headline: 'Harbor pilots end strike',
      byline: 'Ada Quist',
      edNote: 'Hold.',
    });
  });

  it('has the richest main body as its blocks, and only plain text in its descriptions', () => {
    const { item } = parsed(V3);
    expect(blocksToText(item.blocks)).toBe('Rich text.');
    expect(item.ninjs.descriptions).toEqual([
      { role: 'summary', contentType: 'text/plain', value: 'They return.' },
    ]);
    expect(JSON.stringify(item)).not.toContain('<');
  });

  it('keeps of ninjs what the model has no field for, and nothing of bodies, rights and renditions', () => {
    const { item } = parsed({
      ...V3,
      title: 'T',
      rightsInfo: { encodedRights: '{}' },
      renditions: [{ name: 'x' }],
    });
    expect(Object.keys(item.ninjs).sort()).toEqual(['descriptions', 'headlines', 'subjects', 'title']);
  });

  it('can be selected by each code of its subjects', () => {
    expect(parsed(V3).item.subjects).toEqual(['http://cv.example.org/ports', 'prt', 'Labor']);
    expect(parsed(V1).item.subjects).toEqual(['http://cv.example.org/ports', 'ports']);
  });

  it('has its description as its text when that is all there is', () => {
    const { item } = parsed({
      uri: 'urn:x',
      type: 'text',
      descriptions: [{ role: 'text', value: 'Flash: strike over.' }],
    });
    expect(blocksToText(item.blocks)).toBe('Flash: strike over.');
  });

  it('says when it has neither number nor time of its own', () => {
    const bare = parsed({ uri: 'urn:x' });
    expect(bare).toMatchObject({
      numbered: false,
      dated: false,
      item: { version: '1', versionCreated: NOW, type: 'text' },
    });
    expect(parsed(V3)).toMatchObject({ numbered: true, dated: true });
  });
});

describe('the version of ninjs', () => {
  it('is what the item declares, whatever it looks like', () => {
    expect(faultPaths({ standard: { version: '3.0' }, uri: 'urn:x', pubstatus: 'usable' })).toEqual([
      '/pubstatus',
    ]);
    expect(faultPaths({ standard: { version: '2.1' }, uri: 'urn:x', pubStatus: 'usable' })).toEqual([
      '/pubStatus',
    ]);
    expect(faultPaths({ $standard: { version: '1.5' }, uri: 'urn:x', headlines: [] })).toEqual([
      '/headlines',
    ]);
    expect(faultPaths({ standard: { version: '4.0' }, uri: 'urn:x' })).toEqual(['/standard/version']);
  });

  it.each(['complete', 'incomplete'])(
    'is 1.x where representationtype is %s, which only 1.x says',
    (word) => {
      const document = {
        uri: 'urn:x',
        type: 'text',
        representationtype: word,
        versioncreated: '2026-01-01T00:00:00Z',
      };
      const { item } = parsed(document);
      expect(item.ninjs.representationType).toBe(word === 'complete' ? 'full' : 'partial');
    },
  );

  it('is 2.x where representationtype is full or partial', () => {
    const document = { uri: 'urn:x', type: 'text', representationtype: 'partial' };
    expect(parsed(document).item.ninjs.representationType).toBe('partial');
    expect(faultPaths({ ...document, representationtype: 'whole' })).toEqual(['/representationtype']);
  });

  it('is told by names further down where the top level has none to tell it by', () => {
    const { item } = parsed({ uri: 'urn:x', bodies: [{ contenttype: 'text/html', value: '<p>a</p>' }] });
    expect(blocksToText(item.blocks)).toBe('a');
  });

  it('cannot be mixed', () => {
    expect(faultPaths({ uri: 'urn:x', pubStatus: 'usable', pubstatus: 'withheld' })).toEqual(['/pubstatus']);
    expect(
      faultPaths({
        uri: 'urn:x',
        versioncreated: '2026-01-01T00:00:00Z',
        pubstatus: 'usable',
        pubStatus: 'withheld',
      }),
    ).toEqual(['/pubStatus']);
  });
});

describe('faults', () => {
  it('are told in the spelling of the sender', () => {
    expect(
      faultPaths({ uri: 'urn:x', versioncreated: 'yesterday', bodies: [{ contenttype: 1, value: '' }] }),
    ).toEqual(['/versioncreated', '/bodies/0/contenttype']);
    const v1 = {
      uri: 'urn:x',
      byline: 1,
      body_xhtml: 2,
      person: [{ scheme: 'x y', code: 'c' }],
      associations: { pic: { uri: 'urn:y', headline: [] } },
    };
    expect(faultPaths(v1).sort()).toEqual([
      '/associations/pic/headline',
      '/body_xhtml',
      '/byline',
      '/person/0/uri',
    ]);
  });

  it('name each unknown field', () => {
    expect(faultPaths({ ...V3, random: 1, bodies: [{ value: '', 'a/b~': 1 }] }).sort()).toEqual([
      '/bodies/0/a~1b~0',
      '/random',
    ]);
  });

  it('are at most twenty', () => {
    const document = {
      uri: 'urn:x',
      ...Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`f${index}`, 1])),
    };
    expect(faultPaths(document)).toHaveLength(20);
  });
});

describe('an item with its own profile', () => {
  it('may carry more, which is kept apart and listed', () => {
    const { item, extra } = parsed({
      ...V3,
      profile: 'desk',
      desk: { a: 1 },
      bodies: [{ value: 'x', tone: 'dry' }],
    });
    expect(extra.sort()).toEqual(['/bodies/0/tone', '/desk']);
    expect(item.extra).toEqual({ '/desk': { a: 1 }, '/bodies/0/tone': 'dry' });
    expect(JSON.stringify(item.ninjs)).not.toContain('dry');
  });

  it('may do so in every version', () => {
    expect(parsed({ ...V2, profile: 'desk', myField: 1 }).item.extra).toEqual({ '/myField': 1 });
    expect(parsed({ ...V1, profile: 'desk', person: [{ name: 'A', mood: 'x' }] }).item.extra).toEqual({
      '/person/0/mood': 'x',
    });
  });

  it('cannot lose a hold, an embargo or a restriction by spelling it as in another version', () => {
    for (const field of ['pubStatus', 'embargoedUntil', 'usageTerms', 'rightsInfo', 'edNote'])
      expect(faultPaths({ ...V2, profile: 'desk', [field]: 'withheld' })).toEqual([`/${field}`]);
  });
});

describe('hostile JSON', () => {
  it('is never thrown on', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(typeof parseItem(value, UNFILED).ok).toBe('boolean');
      }),
      { numRuns: 200 },
    );
  });

  it('is never thrown on when it stands in a known field', () => {
    const key = fc.constantFrom(
      ...Object.keys(V3),
      ...Object.keys(V2),
      ...Object.keys(V1),
      'renditions',
      'associations',
      'altids',
      'toString',
      '__proto__',
      'constructor',
    );
    const value = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant({ toString: 1, valueOf: null }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value), { maxLength: 6 }), (fields) => {
        const document = JSON.parse(
          `{"uri":"urn:x",${fields.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`).join(',')}}`.replace(
            ',}',
            '}',
          ),
        );
        const result = parseItem(document, UNFILED);
        if (result.ok) expect(JSON.stringify(result.value).isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when it is too deep or pollutes', () => {
    const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(faultPaths({ uri: 'urn:x', bodies: deep(5_000) })).toEqual(['/']);
    expect(faultPaths(JSON.parse('{"uri":"urn:x","__proto__":{"pubStatus":"usable"}}'))).toEqual(['/']);
    expect(faultPaths([])).toEqual(['/']);
    expect(faultPaths(null)).toEqual(['/']);
  });

  it('holds no lone surrogate, control or active link once it is stored', () => {
    const { item } = parsed({
      uri: 'urn:x',
      title: 'a\ud800\u0000b',
      by: '\udfff',
      people: [{ uri: 'https://e.example/é' }],
    });
    expect(item.ninjs.title).toBe('a\ufffdb');
    expect(item.byline).toBe('\ufffd');
    expect(item.ninjs.people).toEqual([{ uri: 'https://e.example/%C3%A9' }]);
    for (const uri of ['javascript:alert(1)', 'data:text/html,x', 'x y', 'word', 'https://e.example/"<'])
      expect(faultPaths({ uri: 'urn:x', people: [{ uri }] })).toEqual(['/people/0/uri']);
  });

  it('names no day that does not exist', () => {
    for (const versionCreated of [
      '2026-02-30T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01',
      '2026-01-01T25:00:00Z',
      'now',
    ])
      expect(faultPaths({ uri: 'urn:x', versionCreated })).toEqual(['/versionCreated']);
  });
});

describe('a large item', () => {
  it('of 1 MiB is read', () => {
    const { item } = parsed({
      ...V3,
      bodies: [{ contentType: 'text/html', value: `<p>${'word '.repeat(200)}</p>`.repeat(1_040) }],
    });
    expect(item.blocks).toHaveLength(1_040);
  });

  it('is refused with the path of its body when that has more blocks than any story', () => {
    expect(faultPaths({ ...V1, body_xhtml: '<p>a</p>'.repeat(20_000) })).toEqual(['/body_xhtml']);
  });
});
