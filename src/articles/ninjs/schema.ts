/**
 * A strict schema of ninjs 3.1. Every version is converted to these names first (names1.ts, names2.ts), and
 * nothing else is stored. A test compares it with the IPTC's own schema.
 */
import { z } from '@hono/zod-openapi';
import { ASSOCIATIONS_MAX, BODY_CHARS_MAX, SHORT_LIST_MAX, TERMS_MAX, TEXTS_MAX } from '../limits.ts';
import { geoJson } from './geojson.ts';
import * as s from './scalars.ts';

const PUB_STATUS = ['usable', 'withheld', 'canceled'] as const;
const TYPES = [
  'text',
  'audio',
  'video',
  'picture',
  'graphic',
  'composite',
  'component',
  'event',
  'planning',
] as const;
const FREQUENCIES = ['secondly', 'minutely', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;

/** True if exactly one of the two is present: `oneOf` of the standard. */
const exactlyOne = (a: unknown, b: unknown) => (a === undefined) !== (b === undefined);
const shortList = <T extends z.ZodType>(schema: T) => z.array(schema).max(SHORT_LIST_MAX).optional();
const terms = <T extends z.ZodType>(schema: T) => z.array(schema).max(TERMS_MAX).optional();
const texts = <T extends z.ZodType>(schema: T) => z.array(schema).max(TEXTS_MAX).optional();

const address = z.strictObject({
  lines: shortList(s.name),
  locality: s.name.optional(),
  area: s.name.optional(),
  postalCode: s.name.optional(),
  country: s.name.optional(),
});

const contactInfo = z
  .strictObject({
    type: s.name.optional(),
    role: s.name.optional(),
    lang: s.name.optional(),
    name: s.name.optional(),
    value: s.name.optional(),
    address: address.optional(),
  })
  .refine(
    (info) => exactlyOne(info.value, info.address),
    'Contact information has either a value or an address',
  );

/** Members of nearly every list in ninjs. */
const term = {
  name: s.name.optional(),
  rel: s.name.optional(),
  uri: s.link.optional(),
  literal: s.name.optional(),
};

const symbol = z.strictObject({
  exchange: s.name.optional(),
  symbolType: s.link.optional(),
  symbol: s.name.optional(),
});
const organisation = z.strictObject({
  ...term,
  symbols: shortList(symbol),
  contactInfo: shortList(contactInfo),
});

const recurrenceRule = z.strictObject({
  frequency: z.enum(FREQUENCIES).optional(),
  interval: z.int().optional(),
  until: s.dateTime.optional(),
  count: z.int().optional(),
});

const dates = z
  .strictObject({
    startDate: s.dateTime.optional(),
    endDate: s.dateTime.optional(),
    expectedStartDate: s.truncatedDateTime.optional(),
    expectedEndDate: s.truncatedDateTime.optional(),
    expectedDuration: s.name.optional(),
    recurrence: z
      .strictObject({
        recurrenceDates: shortList(s.truncatedDateTime),
        recurrenceRules: shortList(recurrenceRule),
      })
      .optional(),
  })
  .refine(
    (d) => exactlyOne(d.startDate, d.expectedStartDate) || exactlyOne(d.endDate, d.expectedEndDate),
    'Dates have either a date or an expected date, for the start or for the end',
  );

const rendition = z.strictObject({
  name: s.name,
  href: s.renditionHref.optional(),
  contentType: s.name.optional(),
  title: s.name.optional(),
  width: s.count.optional(),
  height: s.count.optional(),
  sizeInBytes: s.count.optional(),
  duration: z.number().optional(),
  format: s.name.optional(),
  aspectRatio: s.name.optional(),
  videoCodec: s.name.optional(),
  frameRate: z.number().optional(),
  poi: z.strictObject({ x: z.int().optional(), y: z.int().optional() }).optional(),
  transportProtocol: s.name.optional(),
  scanType: z.enum(['progressive', 'interlaced']).optional(),
  bitrate: s.name.optional(),
});

const plannedCoverage = z.strictObject({
  uri: s.identity.optional(),
  title: s.prose.optional(),
  pubStatus: z.enum(PUB_STATUS).optional(),
  type: z.enum(TYPES).optional(),
  commissioned: z
    .strictObject({
      by: s.name.optional(),
      on: s.dateTime.optional(),
      references: shortList(z.strictObject({ name: s.name.optional(), value: s.name.optional() })),
    })
    .optional(),
  dates: dates.optional(),
  audiences: shortList(z.strictObject({ audience: s.name.optional(), significance: z.int().optional() })),
  exclAudience: shortList(s.name),
  edNote: s.prose.optional(),
  urgency: s.urgency.optional(),
  language: s.language.optional(),
  itemCount: z.strictObject({ rangeFrom: z.int().optional(), rangeTo: z.int().optional() }).optional(),
  wordCount: z.int().optional(),
  renditions: shortList(rendition.extend({ href: s.link.optional() })),
});

const text = z.strictObject({ role: s.name.optional(), contentType: s.name.optional(), value: s.prose });
const body = z.strictObject({
  role: s.name.optional(),
  contentType: s.name.optional(),
  charCount: s.count.optional(),
  wordCount: s.count.optional(),
  value: z.string().max(BODY_CHARS_MAX),
});

const rightsInfo = z
  .strictObject({
    langId: s.link.optional(),
    linkedRights: s.link.optional(),
    encodedRights: s.prose.optional(),
  })
  .refine(
    (info) => exactlyOne(info.linkedRights, info.encodedRights),
    'rightsInfo has either linkedRights or encodedRights',
  );

/** Common properties of items and associations (`ninjsType`). */
const properties = {
  type: z.enum(TYPES).optional(),
  representationType: z.enum(['full', 'partial']).optional(),
  profile: s.name.optional(),
  version: s.version.optional(),
  firstCreated: s.dateTime.optional(),
  versionCreated: s.dateTime.optional(),
  contentCreated: s.dateTime.optional(),
  embargoedUntil: s.dateTime.optional(),
  pubStatus: z.enum(PUB_STATUS).optional(),
  urgency: s.urgency.optional(),
  copyrightHolder: s.name.optional(),
  copyrightNotice: s.prose.optional(),
  usageTerms: s.prose.optional(),
  edNote: s.prose.optional(),
  language: s.language.optional(),
  descriptions: texts(text),
  bodies: texts(body),
  headlines: texts(text),
  people: terms(z.strictObject({ ...term, contactInfo: shortList(contactInfo) })),
  organisations: terms(organisation),
  places: terms(
    z.strictObject({ ...term, contactInfo: shortList(contactInfo), geoJSON: geoJson.optional() }),
  ),
  subjects: terms(
    z.strictObject({
      ...term,
      creator: s.name.optional(),
      relevance: s.percentage.optional(),
      confidence: s.percentage.optional(),
    }),
  ),
  events: terms(z.strictObject({ ...term, id: s.name.optional() })),
  eventDetails: z
    .strictObject({
      eventStatus: s.link.optional(),
      plannedCoverageStatus: s.link.optional(),
      dates: dates.optional(),
      organiser: organisation.optional(),
    })
    .optional(),
  plannedCoverage: terms(plannedCoverage),
  objects: terms(z.strictObject(term)),
  infoSources: terms(
    z.strictObject({
      name: s.name.optional(),
      role: s.name.optional(),
      uri: s.link.optional(),
      literal: s.name.optional(),
      contactInfo: shortList(contactInfo),
    }),
  ),
  title: s.prose.optional(),
  by: s.name.optional(),
  slugline: s.name.optional(),
  located: s.name.optional(),
  renditions: shortList(rendition),
  altIds: shortList(z.strictObject({ role: s.name.optional(), value: s.name.optional() })),
  trustIndicators: shortList(
    z.strictObject({ role: s.link.optional(), title: s.prose.optional(), href: s.link.optional() }),
  ),
  standard: z
    .strictObject({ name: s.name.optional(), version: s.name.optional(), schema: s.link.optional() })
    .optional(),
  genres: terms(
    z.strictObject({ name: s.name.optional(), uri: s.name.optional(), literal: s.name.optional() }),
  ),
  expires: s.dateTime.optional(),
  rightsInfo: rightsInfo.optional(),
  digitalSourceType: z
    .strictObject({ name: s.name.optional(), uri: s.link.optional(), literal: s.name.optional() })
    .optional(),
};

/** An association needs a name and a uri (ninjs 2.1 and later; here in all versions). */
const association = z.strictObject({
  ...properties,
  uri: s.identity,
  name: s.name.min(1),
  rel: s.name.optional(),
  get associations(): z.ZodOptional<z.ZodArray<z.ZodType>> {
    return z.array(association).max(ASSOCIATIONS_MAX).optional();
  },
});

export const item = z.strictObject({
  ...properties,
  uri: s.identity,
  associations: z.array(association).max(ASSOCIATIONS_MAX).optional(),
});

export type NinjsItem = z.infer<typeof item>;
export type NinjsAssociation = z.infer<typeof association>;
export type NinjsText = z.infer<typeof text>;
export type NinjsBody = z.infer<typeof body>;
export type NinjsRendition = z.infer<typeof rendition>;

/** Top-level names, which distinguish the versions. */
export const NAMES_3: readonly string[] = Object.keys(item.shape);
