/**
 * Items of ours that use what the IPTC's files of a version leave out: they have one item of 1.6 and of 2.2
 * each.
 */
import type { Version } from './ninjs-files.ts';

const contact = {
  type: 'office',
  role: 'desk',
  lang: 'de',
  name: 'Desk',
  address: { lines: ['Quay 4'], locality: 'Limwick', area: 'Coast', postalcode: '1004', country: 'NL' },
};
const term = { name: 'Limwick', rel: 'about', scheme: 'http://cv.example.org/place', code: 'lim' };

const FULL_1 = {
  uri: 'urn:tidemark:item:1600',
  type: 'text',
  mimetype: 'application/xhtml+xml',
  representationtype: 'complete',
  version: '3',
  firstcreated: '2026-03-01T10:00:00Z',
  versioncreated: '2026-03-01T11:00:00+01:00',
  contentcreated: '2026-03-01T09:00:00Z',
  embargoed: '2026-03-02T06:00:00Z',
  pubstatus: 'usable',
  urgency: 4,
  copyrightholder: 'Tidemark',
  copyrightnotice: 'Copyright Tidemark',
  usageterms: 'EDITORIAL USE ONLY.',
  ednote: 'Adds quote.',
  language: 'en-GB',
  person: [{ ...term, contactinfo: [contact] }],
  organisation: [
    {
      ...term,
      symbols: [
        { ticker: 'LIM', exchange: 'AMS', symboltype: 'http://cv.example.org/sym', symbol: 'LIM.AS' },
      ],
      contactinfo: [{ role: 'press', value: 'press@example.org' }],
    },
  ],
  place: [{ ...term, geometry_geojson: { type: 'Point', coordinates: [4.3, 52.1] }, contactinfo: [contact] }],
  subject: [{ ...term, creator: 'desk', relevance: 80, confidence: 90 }],
  event: [term],
  object: [term],
  infosource: [{ ...term, contactinfo: [contact] }],
  title: 'Pilots',
  byline: 'Ada Quist',
  headline: 'Harbor pilots end strike',
  headline_short: 'Strike over',
  slugline: 'PILOTS',
  located: 'Limwick',
  charcount: 120,
  wordcount: 20,
  description_text: 'They go back to work.',
  body_xhtml: '<p>LIMWICK — Pilots went <em>back</em> to work.</p>',
  body_text: 'LIMWICK — Pilots went back to work.',
  renditions: {
    main: {
      href: 'https://img.example.org/1.jpg',
      mimetype: 'image/jpeg',
      title: 'Main',
      height: 600,
      width: 800,
      sizeinbytes: 9000,
      duration: 1.5,
      format: 'JPEG',
    },
  },
  associations: {
    mainpic: {
      uri: 'urn:tidemark:pic:1',
      type: 'picture',
      headline: 'Pilots',
      byline: 'B. Oom',
      usageterms: 'JAPAN OUT.',
    },
  },
  altids: { local: 'x1' },
  trustindicator: [
    {
      scheme: 'http://cv.example.org/trust',
      code: 'policy',
      title: 'Policy',
      href: 'https://example.org/policy',
    },
  ],
  genre: [{ name: 'Current', scheme: 'http://cv.example.org/genre', code: 'Current' }],
  expires: '2027-03-01T10:00:00Z',
  rightsinfo: { langid: 'http://w3.org/ns/odrl/2/', linkedrights: 'https://example.org/rights' },
  digitalsourcetype: { name: 'Capture', uri: 'http://cv.example.org/dst/capture', literal: 'capture' },
};

const FULL_2 = {
  uri: 'urn:tidemark:item:2200',
  type: 'picture',
  representationtype: 'full',
  version: '2.1',
  firstcreated: '2026-03-01T10:00:00Z',
  versioncreated: '2026-03-01T11:00:00Z',
  embargoed: '2026-03-02T06:00:00Z',
  pubstatus: 'withheld',
  urgency: 3,
  copyrightholder: 'Tidemark',
  usageterms: 'NO ARCHIVE.',
  ednote: 'Hold.',
  language: 'de',
  descriptions: [{ role: 'caption', contenttype: 'text/plain', value: 'Lotsen im Hafen.' }],
  bodies: [{ role: 'main', contenttype: 'text/html', charcount: 10, wordcount: 2, value: '<p>Text.</p>' }],
  headlines: [{ role: 'main', value: 'Lotsen' }],
  organisations: [
    {
      name: 'Hafen',
      uri: 'https://example.org/o',
      symbols: [{ ticker: 'H', exchange: 'XETR' }],
      contactinfo: [contact],
    },
  ],
  places: [{ name: 'Limwick', geojson: { type: 'Point', coordinates: [4, 52] } }],
  infosources: [{ name: 'dpa', role: 'source', contactinfo: [{ value: 'x' }] }],
  by: 'Ada Quist',
  renditions: [
    {
      name: 'main',
      href: 'https://img.example.org/2.jpg',
      contenttype: 'image/jpeg',
      width: 10,
      height: 5,
      sizeinbytes: 99,
    },
  ],
  associations: [
    { name: 'logo', uri: 'urn:tidemark:logo:1', type: 'graphic', rightsinfo: { encodedrights: '{}' } },
  ],
  altids: [{ role: 'local', value: 'x' }],
  trustindicators: [{ role: 'https://example.org/t', title: 'T', href: 'https://example.org/h' }],
  genres: [{ name: 'Photo', literal: 'photo' }],
  expires: '2027-03-01T10:00:00Z',
  digitalsourcetype: { name: 'Capture', uri: 'http://cv.example.org/dst/capture' },
};

export const OWN: Partial<Record<Version, Record<string, unknown>>> = { '1.6': FULL_1, '2.2': FULL_2 };
