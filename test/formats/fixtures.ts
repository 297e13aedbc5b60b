/** Renderings for the tests of the formats, one by hand and any number by fast-check. */
import fc from 'fast-check';
import type { Block, Component, ItemVersion } from '../../src/articles/model.ts';
import type { Rendering } from '../../src/formats/types.ts';
import type { Stamp } from '../../src/stamp/types.ts';
import { agency, dispatch, idOfEntry, item, photograph, rights } from '../stamp/fixtures.ts';

export const BANNER = 'EMBARGOED: not for publication before 20 November 2026, 06:00 UTC.';

export const stamp: Stamp = {
  agency,
  copyrightHolder: agency.name,
  copyrightNotice: agency.notice,
  usageTerms: 'May be displayed by The Courier on the web, in Austria.',
  creditLine: 'Saltmarsh Wire / Ida Brandt',
  encodedRights: '{"type":"Agreement"}',
  receipt: 'aaa.bbb.ccc',
  receiptId: idOfEntry(1),
  verifyUrl: 'https://gateway.example/verify#aaa.bbb.ccc',
  rights,
  releasedMs: Date.UTC(2026, 10, 19, 19),
};

export const PHOTO_HREF = `https://gateway.example/v1/articles/${item.id}/components/${photograph.id}`;

export const whole: Rendering = {
  item,
  components: [dispatch, photograph],
  members: [],
  hrefs: new Map([[photograph.id, PHOTO_HREF]]),
  stamp,
};

export const textOnly: Rendering = { ...whole, components: [dispatch] };
export const photoOnly: Rendering = { ...whole, components: [photograph] };
export const inAdvance: Rendering = { ...whole, stamp: { ...stamp, banner: BANNER } };

/** Marks every word of the dispatch, so that a leak shows. */
export const SECRET = 'zqxsecret';

const wild = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img onerror=x>',
    '\u0000\u001b[31m',
    '\ud800',
    ' \u2028 ',
    ']]>',
  ),
);
const words = wild.map((text) => `${text}${SECRET}`);
const inline = fc.record({
  text: words,
  href: fc.constantFrom(undefined, 'https://a.example/?b&c', 'javascript:alert(1)'),
});
const inlines = fc.array(inline, { minLength: 1, maxLength: 3 });
const block: fc.Arbitrary<Block> = fc.oneof(
  inlines.map((list): Block => ({ kind: 'paragraph', inlines: list })),
  inlines.map((list): Block => ({ kind: 'quote', inlines: list })),
  inlines.map((list): Block => ({ kind: 'heading', level: 3, inlines: list })),
  fc.array(inlines, { maxLength: 3 }).map((items): Block => ({ kind: 'list', ordered: false, items })),
  fc
    .array(fc.array(inlines, { maxLength: 2 }), { maxLength: 2 })
    .map((rows): Block => ({ kind: 'table', rows })),
  words.map((text): Block => ({ kind: 'preformatted', text })),
);

const ms = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const parts: fc.Arbitrary<Component[]> = fc.uniqueArray(
  fc.record({
    id: fc.stringMatching(/^cmp_[0-9a-f]{32}$/),
    type: fc.constantFrom(
      'photograph' as const,
      'graphic' as const,
      'logo' as const,
      'video' as const,
      'audio' as const,
    ),
    name: wild,
    uri: fc.constantFrom('urn:example:a', 'urn:example:b', 'https://a.example/c'),
    headline: maybe(wild),
    caption: maybe(wild),
    credit: maybe(wild),
    byline: maybe(wild),
    supplier: maybe(wild),
    usageTerms: maybe(wild),
    content: fc.constantFrom(undefined, {
      key: 'k',
      contentType: 'image/png',
      bytes: 10,
      width: 4,
      height: 3,
    }),
    ninjs: fc.constant({ descriptions: [{ value: 'A picture' }] }),
  }),
  { selector: ({ id }) => id, maxLength: 3 },
);

const items: fc.Arbitrary<ItemVersion> = fc
  .record({
    headline: maybe(words),
    byline: maybe(words),
    located: maybe(words),
    slugline: maybe(words),
    edNote: maybe(words),
    blocks: fc.array(block, { maxLength: 5 }),
    versionCreated: ms,
    embargoedUntil: maybe(ms),
    language: maybe(fc.constantFrom('en', 'de-AT', '"><x')),
    urgency: maybe(fc.integer({ min: 1, max: 9 })),
    parts,
  })
  .map(({ parts: list, ...rest }) => ({
    ...item,
    ...rest,
    components: [dispatch, ...list],
    ninjs: { descriptions: [{ value: `Summary ${SECRET}` }], bodies: [{ value: SECRET }] },
  }));

/** Any item, all parts permitted, with or without a banner. */
export const renderings: fc.Arbitrary<Rendering> = fc
  .record({ any: items, advance: fc.boolean(), notice: wild })
  .map(({ any, advance, notice }) => ({
    item: any,
    components: any.components,
    members: [],
    hrefs: new Map(
      any.components.map(({ id }) => [id, `https://gateway.example/v1/articles/${any.id}/components/${id}`]),
    ),
    stamp: { ...stamp, copyrightNotice: notice, ...(advance && { banner: BANNER }) },
  }));
