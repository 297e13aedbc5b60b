/**
 * Licenses of every kind: the first dozen has one of each, the others are as in life, newspapers most of all.
 * Pure.
 */
import type { NamedTerms, Title } from '../../../src/rights/terms.ts';
import { type PartnerPlan, partnerPlaceOf, planPartner } from './partners.ts';
import { DACH, ZONES } from './products.ts';
import { Random, weighted } from './random.ts';
import { DAY_MS } from './rhythm.ts';
import { RIGHTS, type Rights } from './rights.ts';
import { referenceOf } from './tag.ts';
import { weightOf } from './uses.ts';

/** What kind of customer it is for. */
const ROLES = [
  'group',
  'regional',
  'portal',
  'broadcaster',
  'metered',
  'answers',
  'pictures',
  'abroad',
  'monitoring',
  'expired',
  'suspended',
  'newsletter',
] as const;
export type Role = (typeof ROLES)[number];

export type Terms = Omit<NamedTerms, 'partner' | 'products'>;

export interface LicensePlan {
  place: number;
  role: Role;
  partner: PartnerPlan;
  titles: Title[];
  /** Name of a product. */
  product: string;
  terms: Terms;
  /** In the middle of its traffic it is suspended, or its terms are changed. */
  later?: { status: 'suspended' } | { quota: NonNullable<NamedTerms['quota']> };
  /** Of all requests, in proportion. */
  weight: number;
  /** How often it does not say what it means to do. */
  silence: number;
  hasTestKey: boolean;
}

/** One of so many licenses has a key for trying out. */
export const TEST_KEY_OF = 3;

const OTHERS = weighted<Role>([
  ['regional', 34],
  ['group', 12],
  ['portal', 14],
  ['broadcaster', 10],
  ['metered', 12],
  ['answers', 3],
  ['pictures', 4],
  ['abroad', 4],
  ['monitoring', 3],
  ['expired', 2],
  ['suspended', 1],
  ['newsletter', 1],
]);

const RIGHTS_OF: Record<Role, Rights> = {
  group: RIGHTS.newspapers,
  regional: RIGHTS.newspaper,
  portal: RIGHTS.portal,
  broadcaster: RIGHTS.broadcaster,
  metered: RIGHTS.newspaper,
  answers: RIGHTS.answers,
  pictures: RIGHTS.pictures,
  abroad: RIGHTS.newspapers,
  monitoring: RIGHTS.monitoring,
  expired: RIGHTS.newspaper,
  suspended: RIGHTS.portal,
  newsletter: RIGHTS.newspapers,
};
const PRODUCT_OF: Partial<Record<Role, string>> = {
  group: 'Complete wire',
  newsletter: 'Complete wire',
  monitoring: 'Complete wire',
  answers: 'Complete wire',
  portal: 'Portal',
};
const OF_OTHERS = weighted<string>([
  ['General news', 40],
  ['Complete wire', 30],
  ['Sport', 12],
  ['Business', 10],
  ['Culture and science', 8],
]);

/** `anchorMs`: when this newsroom was begun, to the hour. */
export function planLicense(seed: string, tag: string, place: number, anchorMs: number): LicensePlan {
  const random = new Random(`${seed} license ${place}`);
  const role = ROLES[place] ?? OTHERS.draw(random);
  const partner = planPartner(seed, tag, partnerPlaceOf(place));
  const titles = partner.titles;
  const market = titles[0]?.market ?? 'DE';
  const timeZone = random.pick(ZONES);
  const day = (days: number) => new Date(anchorMs + days * DAY_MS).toISOString().slice(0, 10);
  const terms: Terms = {
    ...RIGHTS_OF[role],
    titles: titles.map(({ id }) => id),
    territories: territoriesFor(role, market),
    territoryBasis: random.chance(0.9) ? 'market' : 'audience',
    purposes: ['editorial'],
    starts: `${day(-300)}T00:00:00Z`,
    ends: `${day(role === 'expired' ? -20 : 430)}T00:00:00Z`,
    credit: { line: 'Tidemark News Agency', byline: random.chance(0.7) },
    ...(timeZone !== undefined && { timeZone }),
    ...extrasOf(role, random),
    consent: {
      reference: referenceOf(tag, place),
      signedBy: `${partner.name}, publisher`,
      signedOn: day(-310),
    },
  };
  return {
    place,
    role,
    partner,
    titles,
    product: PRODUCT_OF[role] ?? OF_OTHERS.draw(random),
    terms,
    ...laterOf(role, place),
    weight: weightOf(place) * (role === 'expired' ? 0.6 : 1),
    silence: random.chance(0.3) ? 0.95 : 0.3,
    hasTestKey: place % TEST_KEY_OF === 0,
  };
}

function territoriesFor(role: Role, market: string): string[] {
  if (role === 'answers' || role === 'monitoring') return ['world'];
  if (role === 'abroad') return ['JP', 'SG'];
  return DACH.includes(market) ? ['DACH'] : [market];
}

function extrasOf(role: Role, random: Random): Partial<Terms> {
  switch (role) {
    case 'group':
      return {
        advance: true,
        retentionDays: 730,
        afterTerm: { keep: 'published', deleteWithinDays: 30 },
        alterations: ['headline', 'shorten', 'excerpt', 'crop', 'combine'],
        minimum: { units: 200, per: 'month' },
      };
    case 'broadcaster':
      return { advance: true, alterations: ['headline', 'shorten', 'excerpt'] };
    case 'metered':
      return { quota: { limit: 12 + random.below(30), per: 'day', onExceed: 'refuse' } };
    case 'abroad':
      return {
        sublicensing: { allowed: true, to: 'titles of the same house', reportWithinDays: 30 },
        alterations: ['headline', 'shorten', 'translate'],
      };
    case 'newsletter':
      return {
        advance: true,
        fullTextFeed: true,
        quota: { limit: 100 + random.below(400), per: 'month', onExceed: 'overage' },
      };
    case 'regional':
      return { onlineDays: 365, ...(random.chance(0.2) && { reporting: { withinDays: 14 } }) };
    default:
      return {};
  }
}

function laterOf(role: Role, place: number): Pick<LicensePlan, 'later'> {
  if (role === 'suspended') return { later: { status: 'suspended' } };
  if (role === 'regional' && place % 4 === 1)
    return { later: { quota: { limit: 5_000, per: 'month', onExceed: 'overage' } } };
  return {};
}
