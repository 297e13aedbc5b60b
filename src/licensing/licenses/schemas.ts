/** Bodies and answers of the license routes. What the words mean is said in rights/terms.ts. */
import { z } from '@hono/zod-openapi';
import { isTimeZone } from '../../ledger/time-zone.ts';
import { lineFault } from '../../platform/clean-text.ts';
import {
  addFaults,
  changesSomething,
  EVEN_IF_FAULTY,
  givenId,
  line,
  NOTHING_TO_CHANGE,
} from '../../platform/desk.ts';
import { keyed, pattern } from '../../platform/fault-keys.ts';
import { finding } from '../../platform/finding.ts';
import { pointerTo, pointerTokens } from '../../platform/json-pointer.ts';
import { faultsOfPolicy, faultsOfTerms } from '../../rights/index.ts';
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

/** An ISO 8601 instant; a date alone is its first instant in UTC, and stored so. */
const instant = z
  .string()
  .overwrite((text) => (/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text))
  .pipe(z.iso.datetime({ offset: true, error: 'Expected an ISO 8601 date or date-time with zone' }))
  .openapi({ format: 'date-time', example: '2026-01-01T00:00:00Z' });

/** What the agreement leaves to words: JSON, or a text. */
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

/** Of the first of its texts that has one. A name of a member is a text, too. */
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
    return false; // nested too deep to be written
  }
}

/** Milliseconds that the first time zone of the earth is ahead of UTC. */
const FIRST_ZONE_MS = 14 * 3_600_000;

/** Nothing rests on a consent that is yet to be given. Today is the day that has begun anywhere. */
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

/** Without any consent the fault is that its reference is missing: that is what makes a license one. */
const consent = z.preprocess((given) => given ?? {}, consentFields);

const common = {
  partner: givenId,
  products: z.array(givenId).min(1).max(TERMS_LIST_MAX),
  starts: instant,
  ends: instant.openapi({ description: 'The first instant at which the license is over' }),
  consent,
};

/** Rights, named one by one. */
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

/** What is left out is the license's own; that it lies within the license, rights/license/check-exclusivity.ts sees to. */
const exclusivity = z
  .strictObject({
    uses: namedRights.uses,
    components: namedRights.components,
    territories: namedRights.territories,
    channels: namedRights.channels,
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
  titles: z.array(givenId).min(1).max(TERMS_LIST_MAX),
  territoryBasis: z.enum(['market', 'audience']),
  advance: z.boolean(),
  afterTerm: z.strictObject({ keep: z.enum(['none', 'published', 'all']), deleteWithinDays: days }),
  exclusivity,
  sublicensing: freeTerms,
  fullTextFeed: z.boolean(),
  reporting: z
    .strictObject({ withinDays: daysFrom(1) })
    .openapi({ description: 'What is delivered has to be reported as published within this time' }),
  quota: z.strictObject({
    limit: z.number().int().min(0).max(QUOTA_MAX),
    per: z.enum(['day', 'month', 'term']),
    onExceed: z.enum(['refuse', 'overage']),
  }),
  minimum: z
    .strictObject({ units: z.number().int().min(0).max(QUOTA_MAX), per: z.enum(['month', 'term']) })
    .openapi({ description: 'Units that are billed at least, used or not' }),
  timeZone: z
    .string()
    .max(TIME_ZONE_CHARS_MAX)
    .refine(isTimeZone, {
      error: 'Expected an IANA time zone, such as Asia/Tokyo',
      ...keyed('time_zone'),
    })
    .openapi({
      example: 'Asia/Tokyo',
      description: 'Whose days and months quota and minimum count in; else UTC',
    }),
};

/** Those without which named rights grant nothing. */
export const NEEDED = ['uses', 'components', 'territories', 'channels'] as const;

const policy = z.record(z.string(), z.unknown()).openapi({
  type: 'object',
  description: `Instead of ${NAMED_RIGHTS.join(', ')}: an ODRL 2.2 Set or Agreement (JSON-LD, RightsML 2.0, or the older JSON of ninjs encodedRights)`,
});

/** One body for both, so that a fault is told where it is: of two alternatives, nobody would know which was meant. */
const allTerms = z.strictObject({
  ...common,
  ...z.strictObject({ ...optional, ...namedRights, policy }).partial().shape,
});

type AnyTerms = Partial<Record<(typeof NAMED_RIGHTS)[number] | 'policy', unknown>>;

/** The rights are named, or a policy says them; in part by both is neither. */
function faultsOfRights(terms: AnyTerms): RightsFault[] {
  if (terms.policy !== undefined && terms.policy !== null)
    return NAMED_RIGHTS.filter((field) => terms[field] !== undefined && terms[field] !== null).map(
      (field) => ({
        path: `/${field}`,
        message: 'The policy says this: give either a policy or these terms',
        key: 'said_by_policy',
      }),
    );
  return NEEDED.filter((field) => terms[field] === undefined || terms[field] === null).map((field) => ({
    path: `/${field}`,
    message: 'Missing: without a policy, the license grants what is named here',
    key: 'missing',
  }));
}

const rightsOnce = (terms: unknown, context: z.RefinementCtx) => {
  if (typeof terms === 'object' && terms !== null) addFaults(faultsOfRights(terms), context);
};

const IF_FAULTY = { when: ({ issues }: { issues: unknown[] }) => issues.length > 0 };

/**
 * The faults that the compiler would find, for a body that is not compiled since it has other faults. A body
 * without other faults is checked with its partner and products (service.ts), so titles are left to that.
 */
const compilerFaultsBesides = [
  (terms: unknown, context: z.RefinementCtx) => {
    if (typeof terms !== 'object' || terms === null) return;
    const known = context.issues.map(({ path = [] }) => pointerTo(path));
    const isKnown = (path: string) =>
      known.some((one) => one === path || one.startsWith(`${path}/`) || path.startsWith(`${one}/`));
    const isGiven = (path: string) => Object.hasOwn(terms, pointerTokens(path)[0] ?? '');
    const found = faultsOfTerms(terms).filter(
      ({ path, key }) =>
        isGiven(path) && !isKnown(path) && !path.startsWith('/titles') && key !== 'exclusive_needs_list',
    );
    const policy = 'policy' in terms ? terms.policy : undefined;
    const inPolicy = typeof policy === 'object' && policy !== null ? faultsOfPolicy(policy) : [];
    addFaults([...found, ...inPolicy], context);
  },
  IF_FAULTY,
] as const;

export const termsSchema = allTerms
  .superRefine(rightsOnce, EVEN_IF_FAULTY)
  .superRefine(...compilerFaultsBesides);
export const newLicense = termsSchema.openapi('LicenseTerms');

/** What `rightsOnce` has made sure of, for the type checker. */
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
    for (const field of NEEDED)
      if (patch[field] === null && !patch.policy)
        addFaults(
          [{ path: `/${field}`, message: 'Only a policy can take its place', key: 'missing' }],
          context,
        );
  }, EVEN_IF_FAULTY)
  .superRefine(...compilerFaultsBesides)
  .openapi({
    description:
      'Each change is a new version; null takes an optional term out. A policy takes the place of the named rights, and named rights that of the policy.',
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
      .openapi({ description: 'The id under which decisions and the log name its exclusivity' }),
    warnings: z.array(finding).optional().openapi({
      description:
        'What is stored all the same, and what will come of it; absent when there is nothing to say',
    }),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('License');

export const licenseWithHistory = license
  .extend({
    agreement: z.record(z.string(), z.unknown()).nullable().openapi({
      description: 'The ODRL policy that is evaluated: what the terms compile to, or what was uploaded',
    }),
    used: z
      .object({ day: z.number().int(), month: z.number().int(), term: z.number().int() })
      .nullable()
      .openapi({
        description:
          'Billable units of the current day, month and term, as the ledger object counts them; null when it cannot be asked',
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
