/**
 * The bytes of one item in every format, held against those of the last release. Kept copies must not be
 * called unchanged when a release writes them otherwise, so whoever changes them raises `REVISION`.
 *
 *   UPDATE_REVISION=1 npm exec -- vitest run --project pure test/formats/revision.test.ts
 */
import { createHash, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Block } from '../../src/articles/model.ts';
import { signingContext } from '../../src/delivery/signing-context.ts';
import { entryOf } from '../../src/formats/feeds/entry.ts';
import { FEEDS, type Feed } from '../../src/formats/feeds/index.ts';
import { FORMATS } from '../../src/formats/index.ts';
import { REVISION } from '../../src/formats/revision.ts';
import type { Rendering } from '../../src/formats/types.ts';
import type { Env } from '../../src/platform/env.ts';
import type { LicenseTerms } from '../../src/rights/terms.ts';
import { makeStamp } from '../../src/stamp/make-stamp.ts';
import { dispatch, input, item, license, photograph, rights } from '../stamp/fixtures.ts';
import { testKeys } from '../support/keys.ts';
import { PHOTO_HREF } from './fixtures.ts';

const FILE = fileURLToPath(import.meta.resolve('./revision.json'));
const known: { revision: number; formats: Record<string, string> } = JSON.parse(readFileSync(FILE, 'utf8'));

const inlines = [
  { text: 'The ' },
  { text: 'harbor', emphasis: 'strong' as const },
  { text: ' *reopened* <b>&', href: 'https://harbor.example/?a=1&b=2', break: true as const },
  { text: 'on Friday.', emphasis: 'em' as const },
];
const blocks: Block[] = [
  { kind: 'paragraph', inlines },
  { kind: 'heading', level: 2, inlines },
  { kind: 'heading', level: 4, inlines },
  { kind: 'quote', inlines },
  { kind: 'list', ordered: true, items: [inlines, inlines] },
  { kind: 'list', ordered: false, items: [inlines] },
  {
    kind: 'table',
    rows: [
      [inlines, inlines],
      [inlines, inlines],
    ],
  },
  { kind: 'preformatted', text: 'Tide  04:10\n      16:35' },
];
const embargoedUntil = Date.UTC(2026, 10, 20, 6);
const ITEM_NINJS = {
  subjects: [{ name: 'Ports', literal: 'prt' }],
  headlines: [{ role: 'short', contentType: 'text/plain', value: 'Harbor open' }],
  descriptions: [{ role: 'summary', contentType: 'text/plain', value: 'Ferries sail again.' }],
};
const rich = {
  ...item,
  blocks,
  embargoedUntil,
  firstCreated: item.versionCreated,
  urgency: 3,
  ninjs: ITEM_NINJS,
};
const PART_NINJS = {
  copyrightNotice: '© Far Picture Agency',
  edNote: 'Crop left',
  genres: [{ name: 'Feature' }],
};
const parts = [
  {
    ...photograph,
    supplier: 'Far Picture Agency',
    byline: 'Wout Terlinden',
    headline: 'Pier',
    ninjs: PART_NINJS,
  },
  {
    ...photograph,
    id: 'cmp_00000000000000000000000000000003',
    type: 'logo' as const,
    uri: 'urn:example:logo',
  },
  {
    ...photograph,
    id: 'cmp_00000000000000000000000000000004',
    type: 'audio' as const,
    uri: 'urn:example:sound',
  },
  {
    ...photograph,
    id: 'cmp_00000000000000000000000000000005',
    type: 'graphic' as const,
    uri: 'urn:example:map',
  },
];

const terms = { ...license.terms, credit: { line: 'Saltmarsh Wire', byline: true } } as LicenseTerms;

/** A stamp as it is made, but for the signature: keys are anew in every run. */
function renderingOf(change: { advance: boolean; text: boolean }): Rendering {
  const { privateKey } = generateKeyPairSync('ed25519');
  const components = change.text ? [dispatch, ...parts] : parts;
  const stamp = makeStamp(
    {
      ...input,
      item: rich,
      components,
      rights: { ...rights, ...(change.advance && { notBefore: embargoedUntil }) },
      license: { ...license, terms },
      ...(change.advance && { embargoedUntil }),
    },
    { kid: 'kid', privateKey },
  );
  const unsigned = stamp.receipt.split('.').slice(0, 2).join('.');
  return {
    item: rich,
    components,
    members: [{ id: 'itm_3', name: 'lead', uri: 'urn:example:lead', type: 'text' }],
    hrefs: new Map(parts.map(({ id }) => [id, PHOTO_HREF.replace(photograph.id, id)])),
    stamp: { ...stamp, receipt: unsigned, verifyUrl: stamp.verifyUrl.replace(stamp.receipt, unsigned) },
  };
}

/** A page of a feed with everything that a feed has. */
function feedOf(list: Rendering[]): Feed {
  const at = 'https://gateway.example/v1/articles';
  const entries = list.map((rendering, place) => ({
    ...entryOf({
      agency: rendering.stamp.agency,
      ...rendering,
      rights,
      ...(place > 0 && { embargoedUntil }),
    }),
    summary: 'The harbor is open.',
    ...(place > 0 && {
      delivery: {
        content: '<p>Open.</p>',
        receipt: rendering.stamp.receipt,
        verifyUrl: rendering.stamp.verifyUrl,
        usageTerms: rendering.stamp.usageTerms,
      },
    }),
  }));
  const { agency } = input;
  return {
    id: at,
    title: 'All',
    description: 'All of it',
    agency,
    updated: embargoedUntil,
    self: at,
    first: at,
    next: `${at}?c`,
    entries,
  };
}

const now: Record<string, string> = {};
beforeAll(() => {
  const renderings = [
    { advance: false, text: true },
    { advance: true, text: true },
    { advance: false, text: false },
  ].map(renderingOf);
  for (const [format, { render }] of Object.entries(FORMATS)) {
    const hash = createHash('sha256');
    for (const rendering of renderings) hash.update(JSON.stringify(render(rendering)));
    now[format] = hash.digest('base64url');
  }
  for (const [name, { render }] of Object.entries(FEEDS))
    now[`feed ${name}`] = createHash('sha256')
      .update(render(feedOf(renderings)))
      .digest('base64url');
});

const changed = () => Object.keys(known.formats).filter((format) => known.formats[format] !== now[format]);

describe('the revision of the formats', () => {
  it.runIf(process.env.UPDATE_REVISION)('is written down anew', () => {
    if (changed().length > 0 && REVISION <= known.revision)
      throw new Error(`First raise REVISION in src/formats/revision.ts to ${known.revision + 1}`);
    writeFileSync(FILE, `${JSON.stringify({ revision: REVISION, formats: now }, null, 2)}\n`);
  });

  it.skipIf(process.env.UPDATE_REVISION)('was raised when a format’s bytes changed', () => {
    const remedy = 'raise REVISION in src/formats/revision.ts, then run this file with UPDATE_REVISION=1';
    expect({ revision: REVISION, formats: now }, remedy).toEqual(known);
  });

  it('is part of the seal of every ETag', async () => {
    const env = { SIGNING_KEYS: testKeys, PUBLIC_URL: 'https://gateway.example' } as Env;
    const { seal } = await signingContext(env);
    vi.resetModules();
    const unchanged = await import('../../src/delivery/signing-context.ts');
    expect((await unchanged.signingContext(env)).seal).toBe(seal);
    vi.resetModules();
    vi.doMock('../../src/formats/revision.ts', () => ({ REVISION: REVISION + 1 }));
    const next = await import('../../src/delivery/signing-context.ts');
    vi.doUnmock('../../src/formats/revision.ts');
    expect((await next.signingContext(env)).seal).not.toBe(seal);
  });
});
