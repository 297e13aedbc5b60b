/** Request and response bodies of the license routes. rights/terms.ts explains the terms. */
import { z } from '@hono/zod-openapi';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { lineFault } from '../../platform/clean-text.ts';
import { keyed, pattern } from '../../platform/fault-keys.ts';
import { finding } from '../../platform/finding.ts';
import { pointerTo, pointerTokens } from '../../platform/json-pointer.ts';
import {
  addFaults,
  changesSomething,
  EVEN_IF_FAULTY,
  idField,
  line,
  NOTHING_TO_CHANGE,
} from '../../platform/openapi.ts';
import { faultsOfPolicy, faultsOfTerms, isRecallTime } from '../../rights/index.ts';
import { EXCLUSIVE_HOURS_MAX } from '../../rights/limits.ts';
import {
  ALTERATIONS,
  CHANNELS,
  COMPONENT_TYPES,
  type LicenseTerms,
  NAMED_RIGHTS,
} from '../../rights/terms.ts';
import type { RightsFault } from '../../rights/types.ts';
import {
  DAYS_MAX,
  FREE_TERMS_CHARS_MAX,
  NAME_CHARS_MAX,
  QUOTA_MAX,
  TERMS_LIST_MAX,
  TERRITORIES_MAX,
  TIME_ZONE_CHARS_MAX,
} from '../limits.ts';

const name = line(NAME_CHARS_MAX);
const daysFrom = (least: number) => z.number().int().min(least).max(DAYS_MAX);
const days = daysFrom(0);

/** An ISO 8601 instant. A date becomes its first instant in UTC. */
const instant = z
  .string()
  .overwrite((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text))
  .pipe(z.iso.datetime({ offset: true, error: 'Expected an ISO 8601 date or date-time with zone' }))
  .openapi({ format: 'date-time', example: '2026-01-01T00:00:00Z' });

/** Terms that the agreement expresses in prose: JSON or a text. */
const freeTerms = z
  .unknown()
  .overwrite((value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value))
  .refine((value) => fits(value), {
    error: `Expected JSON of at most ${FREE_TERMS_CHARS_MAX} characters`,
    ...keyed('free_terms', { limit: FREE_TERMS_CHARS_MAX }),
    abort: true,
  })
  .superRefine((value, context) => addFaults([faultIn(value)], context))
  .openapi({ type: 'object' });

/** Fault of the first faulty text. Member names count as texts. */
function faultIn(value: unknown): ReturnType<typeof lineFault> {
  if (typeof value === 'string') return lineFault(value, { lines: true });
  if (typeof value !== 'object' || value === null) return null;
  const faults = Object.entries(value).flat().map(faultIn);
  return faults.find((fault) => fault !== null) ?? null;
}

function fits(value: unknown): boolean {
  try {
    return (JSON.stringify(value) ?? '').length <= FREE_TERMS_CHARS_MAX;
  } catch {
    return false; // too deeply nested for JSON
  }
}

/** Offset of the earliest time zone from UTC, in milliseconds. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/** A consent cannot be signed in the future. A day counts as soon as it has begun anywhere. */
const isSigned = (day: string) => day <= new Date(Date.now() + FIRST_ZONE_MS).toISOString().slice(0, 10);

const consentFields = z
  .strictObject({
    reference: line(NAME_CHARS_MAX).openapi({ example: 'TMA-2026-0117' }),
    signedBy: line(NAME_CHARS_MAX),
    signedOn: z.iso
      .date({ abort: true })
      .refine(isSigned, { error: 'The day cannot be in the future', ...keyed('in_the_future') }),
    documentDigest: z
      .string()
      .toLowerCase()
      .regex(pattern(/^[0-9a-f]{64}$/, 'sha256'), 'Expected a SHA-256 in hex')
      .optional(),
  })
  .openapi('Consent');

/** Without a consent, the fault is the missing reference, which a license requires. */
const consent = z.preprocess((value) => value ?? {}, consentFields);

const common = {
  partner: idField,
  products: z.array(idField).min(1).max(TERMS_LIST_MAX),
  starts: instant,
  ends: instant.openapi({ description: 'The instant at which the license ends (exclusive)' }),
  consent,
};

const namedRights = {
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
  purposes: z.array(name).min(1).max(TERMS_LIST_MAX),
  languages: z.array(name).min(1).max(TERMS_LIST_MAX),
  onlineDays: days,
  retentionDays: days,
  alterations: z.array(z.enum(ALTERATIONS)).max(ALTERATIONS.length),
  credit: z.strictObject({ line: name, byline: z.boolean() }),
};

/**
 * Absent members are those of the license. rights/license/check-exclusivity.ts checks that the exclusivity is
 * within the license.
 */
const exclusivity = z
  .strictObject({
    uses: namedRights.uses,
    components: namedRights.components,
    territories: namedRights.territories,
    channels: namedRights.channels,
    from: instant,
    until: instant.openapi({ description: 'The instant at which it ends (exclusive)' }),
    firstHours: z
      .number()
      .int()
      .min(1)
      .max(EXCLUSIVE_HOURS_MAX)
      .openapi({ description: 'Hours after the creation of each version for which it applies', example: 24 }),
  })
  .partial()
  .openapi('Exclusivity');

const recallTime = z
  .string()
  .max(TIME_ZONE_CHARS_MAX)
  .refine(isRecallTime, {
    error: 'Expected an ISO 8601 duration from PT5M to P90D, such as PT1H or P1D',
    ...keyed('recall_time'),
  })
  .openapi({ example: 'PT1H' });

const optional = {
  titles: z.array(idField).min(1).max(TERMS_LIST_MAX),
  territoryBasis: z.enum(['market', 'audience']),
  advance: z.boolean(),
  afterTerm: z.strictObject({ keep: z.enum(['none', 'published', 'all']), deleteWithinDays: days }),
  exclusivity,
  sublicensing: freeTerms,
  fullTextFeed: z.boolean(),
  reporting: z
    .strictObject({ withinDays: daysFrom(1) })
    .openapi({ description: 'Deliveries must be reported as published within this time' }),
  recall: z.strictObject({ removeWithin: recallTime, correctWithin: recallTime }).partial().openapi({
    description:
      'Times within which what is killed, held or eliminated must be removed, and what is corrected replaced. Default: a day for what is killed or eliminated, otherwise no deadline',
  }),
  quota: z.strictObject({
    limit: z.number().int().min(0).max(QUOTA_MAX),
    per: z.enum(['day', 'month', 'term']),
    onExceed: z.enum(['refuse', 'overage']),
  }),
  minimum: z
    .strictObject({ units: z.number().int().min(0).max(QUOTA_MAX), per: z.enum(['month', 'term']) })
    .openapi({ description: 'Minimum number of units that is billed even if fewer are used' }),
  timeZone: z
    .string()
    .max(TIME_ZONE_CHARS_MAX)
    .refine(isTimeZone, {
      error: 'Expected an IANA time zone, such as Asia/Tokyo',
      ...keyed('time_zone'),
    })
    .openapi({
      example: 'Asia/Tokyo',
      description: 'Time zone of the days and months of quota and minimum; default: UTC',
    }),
};

/** Required for named rights to grant anything. */
export const REQUIRED_RIGHTS = ['uses', 'components', 'territories', 'channels'] as const;

const policy = z.record(z.string(), z.unknown()).openapi({
  type: 'object',
  description: `An ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights), instead of ${NAMED_RIGHTS.join(', ')}`,
});

/**
 * A single schema for both alternatives, so that faults have a precise path. A union would not know which one
 * was meant.
 */
const allTerms = z.strictObject({
  ...common,
  ...z.strictObject({ ...optional, ...namedRights, policy }).partial().shape,
});

type AnyTerms = Partial<Record<(typeof NAMED_RIGHTS)[number] | 'policy', unknown>>;

/** Rights must be named, or expressed by a policy, but not both. */
function faultsOfRights(terms: AnyTerms): RightsFault[] {
  if (terms.policy !== undefined && terms.policy !== null)
    return NAMED_RIGHTS.filter((field) => terms[field] !== undefined && terms[field] !== null).map(
      (field) => ({
        path: `/${field}`,
        message: 'The policy defines this: give either a policy or these terms',
        key: 'said_by_policy',
      }),
    );
  return REQUIRED_RIGHTS.filter((field) => terms[field] === undefined || terms[field] === null).map(
    (field) => ({
      path: `/${field}`,
      message: 'Missing: without a policy, the license grants what is named here',
      key: 'missing',
    }),
  );
}

const checkRights = (terms: unknown, context: z.RefinementCtx) => {
  if (typeof terms === 'object' && terms !== null) addFaults(faultsOfRights(terms), context);
};

const ONLY_IF_FAULTY = { when: ({ issues }: { issues: unknown[] }) => issues.length > 0 };

/**
 * Reports compiler faults in addition to schema faults. A body without schema faults is compiled later with
 * its partner and products (service.ts), so titles are only checked there.
 */
const reportCompilerFaults = [
  (terms: unknown, context: z.RefinementCtx) => {
    if (typeof terms !== 'object' || terms === null) return;
    const faultyPaths = context.issues.map(({ path = [] }) => pointerTo(path));
    const isReported = (path: string) =>
      faultyPaths.some(
        (faultyPath) =>
          faultyPath === path || faultyPath.startsWith(`${path}/`) || path.startsWith(`${faultyPath}/`),
      );
    const isGiven = (path: string) => Object.hasOwn(terms, pointerTokens(path)[0] ?? '');
    const compilerFaults = faultsOfTerms(terms).filter(
      ({ path, key }) =>
        isGiven(path) && !isReported(path) && !path.startsWith('/titles') && key !== 'exclusive_needs_list',
    );
    const policy = 'policy' in terms ? terms.policy : undefined;
    const inPolicy = typeof policy === 'object' && policy !== null ? faultsOfPolicy(policy) : [];
    addFaults([...compilerFaults, ...inPolicy], context);
  },
  ONLY_IF_FAULTY,
] as const;

export const termsSchema = allTerms
  .superRefine(checkRights, EVEN_IF_FAULTY)
  .superRefine(...reportCompilerFaults);
export const newLicense = termsSchema.openapi('LicenseTerms');

/** The schema has checked this; the cast is for the type checker. */
export function termsOf(terms: z.infer<typeof termsSchema>): LicenseTerms {
  return terms as LicenseTerms;
}

export const status = z.enum(['active', 'suspended', 'terminated']);

type Nullish<S extends z.ZodRawShape> = { [K in keyof S]: z.ZodOptional<z.ZodNullable<S[K]>> };
function nullish<S extends z.ZodRawShape>(shape: S): Nullish<S> {
  const fields = Object.entries(shape).map(([key, field]) => [key, z.nullish(field)]);
  return Object.fromEntries(fields) as Nullish<S>;
}

export const licensePatch = z
  .strictObject({
    status: status.optional(),
    ...z.strictObject({ ...common, consent: consentFields }).partial().shape,
    ...nullish({ ...optional, ...namedRights, policy }),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE)
  .superRefine((patch, context) => {
    for (const field of REQUIRED_RIGHTS)
      if (patch[field] === null && !patch.policy)
        addFaults([{ path: `/${field}`, message: 'Only a policy can replace it', key: 'missing' }], context);
  }, EVEN_IF_FAULTY)
  .superRefine(...reportCompilerFaults)
  .openapi({
    description:
      'Each change creates a new version. A null member removes an optional term. A policy replaces the named rights, and named rights replace a policy.',
  });

export const license = z
  .object({
    id: z.string(),
    version: z.number().int(),
    status,
    ...allTerms.shape,
    consent: consentFields,
    exclusivityId: z
      .string()
      .optional()
      .openapi({ description: 'The id of its exclusivity in decisions and in the log' }),
    warnings: z.array(finding).optional().openapi({
      description:
        'Parts of the license that were stored and may have unintended effects; absent when there are none',
    }),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('License');

export const licenseWithHistory = license
  .extend({
    agreement: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'The evaluated ODRL policy: compiled from the terms, or as uploaded',
    }),
    used: z
      .object({ day: z.number().int(), month: z.number().int(), term: z.number().int() })
      .nullable()
      .openapi({
        description:
          'Billable units in the current day, month and term, from the ledger shard; null when the shard is unavailable',
      }),
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
