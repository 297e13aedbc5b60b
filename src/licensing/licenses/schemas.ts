/** Bodies and answers of the license routes. What the words mean is said in rights/terms.ts. */
import { z } from '@hono/zod-openapi';
import { changesSomething, line, NOTHING_TO_CHANGE } from '../../platform/desk.ts';
import { EXCLUSIVE_HOURS_MAX } from '../../rights/limits.ts';
import { ALTERATIONS, CHANNELS, COMPONENT_TYPES } from '../../rights/terms.ts';
import {
  DAYS_MAX,
  FREE_TERMS_CHARS_MAX,
  NAME_CHARS_MAX,
  QUOTA_MAX,
  TERMS_LIST_MAX,
  TERRITORIES_MAX,
} from '../limits.ts';

const name = line(NAME_CHARS_MAX);
const id = z.string().min(1).max(64);
const days = z.number().int().min(0).max(DAYS_MAX);

/** An ISO 8601 instant; a date alone is its first instant in UTC, and stored so. */
const instant = z
  .string()
  .overwrite((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text))
  .pipe(z.iso.datetime({ offset: true, error: 'Expected an ISO 8601 date or date-time with zone' }))
  .openapi({ format: 'date-time', example: '2026-01-01T00:00:00Z' });

/** What the agreement leaves to words. */
const freeTerms = z
  .unknown()
  .refine((value) => fits(value), `Expected JSON of at most ${FREE_TERMS_CHARS_MAX} characters`)
  .openapi({ type: 'object' });

function fits(value: unknown): boolean {
  try {
    return (JSON.stringify(value) ?? '').length <= FREE_TERMS_CHARS_MAX;
  } catch {
    return false; // nested too deep to be written
  }
}

const consentFields = z
  .strictObject({
    reference: line(NAME_CHARS_MAX).openapi({ example: 'TMA-2026-0117' }),
    signedBy: line(NAME_CHARS_MAX),
    signedOn: z.iso.date(),
    documentDigest: z
      .string()
      .toLowerCase()
      .regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hex')
      .optional(),
  })
  .openapi('Consent');

/** Without any consent the fault is that its reference is missing: that is what makes a license one. */
const consent = z.preprocess((given) => given ?? {}, consentFields);

const required = {
  partner: id,
  products: z.array(id).min(1).max(TERMS_LIST_MAX),
  uses: z
    .array(name)
    .min(1)
    .max(TERMS_LIST_MAX)
    .openapi({ example: ['display', 'distribute'] }),
  components: z.array(z.enum(COMPONENT_TYPES)).min(1).max(COMPONENT_TYPES.length),
  territories: z
    .array(name)
    .min(1)
    .max(TERRITORIES_MAX)
    .openapi({ example: ['DACH', 'JP'] }),
  channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length),
  starts: instant,
  ends: instant.openapi({ description: 'The first instant at which the license is over' }),
  consent,
};

/** What is left out is the license's own; that it lies within the license, rights/license/check-exclusivity.ts sees to. */
const exclusivity = z
  .strictObject({
    uses: required.uses,
    components: required.components,
    territories: required.territories,
    channels: required.channels,
    from: instant,
    until: instant.openapi({ description: 'The first instant at which it is over' }),
    firstHours: z
      .number()
      .int()
      .min(1)
      .max(EXCLUSIVE_HOURS_MAX)
      .openapi({ description: 'Hours from the creation of each version', example: 24 }),
  })
  .partial()
  .openapi('Exclusivity');

const optional = {
  titles: z.array(id).min(1).max(TERMS_LIST_MAX),
  territoryBasis: z.enum(['market', 'audience']),
  purposes: z.array(name).min(1).max(TERMS_LIST_MAX),
  languages: z.array(name).min(1).max(TERMS_LIST_MAX),
  advance: z.boolean(),
  onlineDays: days,
  retentionDays: days,
  afterTerm: z.strictObject({ keep: z.enum(['none', 'published', 'all']), deleteWithinDays: days }),
  alterations: z.array(z.enum(ALTERATIONS)).max(ALTERATIONS.length),
  credit: z.strictObject({ line: name, byline: z.boolean() }),
  exclusivity,
  sublicensing: freeTerms,
  fullTextFeed: z.boolean(),
  quota: z.strictObject({
    limit: z.number().int().min(0).max(QUOTA_MAX),
    per: z.enum(['day', 'month', 'term']),
    onExceed: z.enum(['refuse', 'overage']),
  }),
};

const status = z.enum(['active', 'suspended', 'terminated']);

export const termsSchema = z.strictObject({ ...required, ...z.strictObject(optional).partial().shape });
export const newLicense = termsSchema.openapi('LicenseTerms');

type Nullish<S extends z.ZodRawShape> = { [K in keyof S]: z.ZodOptional<z.ZodNullable<S[K]>> };
function nullish<S extends z.ZodRawShape>(shape: S): Nullish<S> {
  const fields = Object.entries(shape).map(([key, field]) => [key, z.nullish(field)]);
  return Object.fromEntries(fields) as Nullish<S>;
}

export const licensePatch = z
  .strictObject({
    status: status.optional(),
    ...z.strictObject({ ...required, consent: consentFields }).partial().shape,
    ...nullish(optional),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE)
  .openapi({ description: 'Each change is a new version; null takes an optional term out' });

export const license = z
  .object({
    id: z.string(),
    version: z.number().int(),
    status,
    ...termsSchema.shape,
    consent: consentFields,
    exclusivityId: z
      .string()
      .optional()
      .openapi({ description: 'The id under which decisions and the log name its exclusivity' }),
    warnings: z
      .array(z.object({ path: z.string(), message: z.string(), code: z.string() }))
      .optional()
      .openapi({ description: 'What is stored all the same, and what will come of it' }),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('License');

export const licenseWithHistory = license
  .extend({
    agreement: z
      .record(z.string(), z.unknown())
      .nullable()
      .openapi({ description: 'The ODRL Agreement that the terms compile to' }),
    versions: z.array(
      z.object({
        version: z.number().int(),
        status,
        at: z.string(),
        operator: z.string(),
        terms: z.unknown(),
      }),
    ),
  })
  .openapi('LicenseWithHistory');

export type NewLicense = z.infer<typeof newLicense>;
export type LicensePatch = z.infer<typeof licensePatch>;
export type LicenseResource = z.infer<typeof license>;
