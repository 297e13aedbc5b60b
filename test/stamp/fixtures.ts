/** One item and one license of a small newsroom, for the tests of the stamp. */
import type { Component, ItemVersion } from '../../src/articles/model.ts';
import type { EffectiveRights, LicenseSource, RightsGrant } from '../../src/rights/types.ts';
import type { StampInput } from '../../src/stamp/make-stamp.ts';
import { textDigest } from '../../src/stamp/text-digest.ts';
import type { Agency } from '../../src/stamp/types.ts';

export const agency: Agency = {
  name: 'Saltmarsh Wire',
  notice: '© Saltmarsh Wire. All rights reserved.',
  licenseUrl: 'https://gateway.example/licensing',
  publicUrl: 'https://gateway.example',
  logOrigin: 'saltmarsh.example/log',
};

export const headline = 'Harbor reopens after storm';
export const body = [
  'VELMAR - The harbor reopened on Friday.',
  'Ferries sail again from noon.',
  'The pier stays closed.',
];

export const dispatch: Component = {
  id: 'cmp_00000000000000000000000000000001',
  type: 'dispatch',
  name: 'dispatch',
  uri: 'urn:example:harbor',
  digest: textDigest([headline, ...body]).digest,
  ninjs: {},
};

export const photograph: Component = {
  id: 'cmp_00000000000000000000000000000002',
  type: 'photograph',
  name: 'pier',
  uri: 'urn:example:pier',
  caption: 'The pier on Friday',
  credit: 'Ida Brandt/Saltmarsh Wire',
  usageTerms: 'JAPAN OUT',
  digest: 'UGllcg',
  content: { key: 'pier', contentType: 'image/jpeg', bytes: 1200, width: 800, height: 600 },
  ninjs: {},
};

export const item: ItemVersion = {
  id: 'itm_00000000000000000000000000000001',
  uri: 'urn:example:harbor',
  version: '3',
  seq: 7,
  changeType: 'update',
  type: 'text',
  pubStatus: 'usable',
  versionCreated: Date.UTC(2026, 10, 19, 18, 30),
  sections: ['economy'],
  subjects: [],
  language: 'en',
  headline,
  byline: 'By Ida Brandt',
  located: 'Velmar',
  slugline: 'HARBOR-REOPENS',
  blocks: body.map((text) => ({ kind: 'paragraph', inlines: [{ text }] })),
  components: [dispatch, photograph],
  edNote: 'Pier picture moves separately',
  ninjs: { profile: 'text-photo', people: [{ name: 'Ida Brandt', rel: 'author' }] },
};

export const grant: RightsGrant = {
  uses: ['distribute', 'display'],
  titles: ['courier'],
  territories: ['AT', 'DE'],
  except: [],
  channels: ['web', 'app'],
};

export const rights: EffectiveRights = {
  grants: [grant],
  alterations: ['headline'],
  duties: [{ action: 'attribute', text: 'Saltmarsh Wire / Ida Brandt' }],
  expires: Date.UTC(2027, 0, 1),
};

export const license: LicenseSource = {
  id: 'lic_00000000000000000000000000000001',
  version: 2,
  titles: [
    { id: 'courier', name: 'The Courier', domains: ['courier.example'], market: 'AT' },
    { id: 'evening', name: 'Evening Post', domains: ['evening.example'], market: 'DE' },
  ],
  terms: {
    partner: 'par_00000000000000000000000000000001',
    products: ['prd_1'],
    uses: ['distribute', 'display'],
    components: ['dispatch', 'photograph'],
    territories: ['AT', 'DE'],
    channels: ['web', 'app'],
    alterations: ['headline'],
    starts: '2026-01-01T00:00:00Z',
    ends: '2027-01-01T00:00:00Z',
    consent: { reference: 'C-1', signedBy: 'R. Moor', signedOn: '2025-12-01' },
  },
};

const AT_MS = Date.UTC(2026, 10, 19, 19, 0, 0, 250);

/** The id of an entry of the same instant: the log finds entries by the time in their id. */
export const idOfEntry = (n: number) =>
  `dlv_${AT_MS.toString(16).padStart(12, '0')}7${String(n).padStart(19, '0')}`;

export const input: StampInput = {
  agency,
  item,
  components: [dispatch, photograph],
  delivered: [
    { component: dispatch.id, digest: dispatch.digest ?? '' },
    { component: photograph.id, digest: photograph.digest ?? '' },
  ],
  rights,
  license,
  statedTitle: null,
  first: {
    id: idOfEntry(1),
    atMs: AT_MS,
    index: 41,
    leaf: 'N2NhYTQzODQ0MDY2ODY4OWE3ZmE0ZTk0N2NlY2M2ZTU=',
  },
};
