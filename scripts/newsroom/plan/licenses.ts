/** Licenses of every kind: one of each among the first dozen, then as in life, newspapers most. Pure. */
import type { Channel, ComponentType, NamedTerms, Title } from '../../../src/rights/terms.ts';
import { type Newsroom, referenceOf } from './newsroom.ts';
import { type PartnerPlan, partnerPlaceOf, planPartner } from './partners.ts';
import { DACH, ZONES } from './products.ts';
import { Random, weighted } from './random.ts';
import { DAY_MS } from './rhythm.ts';
import { weightOf } from './uses.ts';

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

type Rights = Pick<NamedTerms, 'uses' | 'components' | 'channels'>;

const TEXT: ComponentType[] = ['dispatch'];
const PRESS: ComponentType[] = ['dispatch', 'photograph', 'graphic'];
const ONLINE: Channel[] = ['web', 'app'];
const NEWSPAPERS: Rights = {
  uses: ['reproduce', 'distribute', 'display', 'print', 'archive'],
  components: [...PRESS, 'logo'],
  channels: [...ONLINE, 'newsletter', 'print', 'epaper'],
};
const NEWSPAPER: Rights = {
  uses: ['reproduce', 'distribute', 'display', 'print'],
  components: PRESS,
  channels: [...ONLINE, 'print'],
};
const PORTAL: Rights = {
  uses: ['reproduce', 'distribute', 'display', 'index', 'search'],
  components: PRESS,
  channels: [...ONLINE, 'social'],
};
const RIGHTS: Record<Role, Rights> = {
  group: NEWSPAPERS,
  regional: NEWSPAPER,
  portal: PORTAL,
  broadcaster: {
    uses: ['reproduce', 'distribute', 'display', 'textToSpeech'],
    components: PRESS,
    channels: ['broadcast', 'web'],
  },
  metered: NEWSPAPER,
  answers: { uses: ['ai-input', 'ai-index', 'search'], components: TEXT, channels: ONLINE },
  pictures: {
    uses: ['reproduce', 'distribute', 'display', 'print'],
    components: ['photograph'],
    channels: [...ONLINE, 'print', 'social'],
  },
  abroad: NEWSPAPERS,
  monitoring: { uses: ['display', 'index', 'search'], components: TEXT, channels: ['intranet'] },
  expired: NEWSPAPER,
  suspended: PORTAL,
  newsletter: NEWSPAPERS,
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

export function planLicense(newsroom: Newsroom, place: number): LicensePlan {
  const { seed, tag, fromMs, untilMs } = newsroom;
  const random = new Random(`${seed} license ${place}`);
  const role = ROLES[place] ?? OTHERS.draw(random);
  const partner = planPartner(newsroom, partnerPlaceOf(place));
  const titles = partner.titles;
  const market = titles[0]?.market ?? 'DE';
  const timeZone = random.pick(ZONES);
  const day = (ms: number, days: number) => new Date(ms + days * DAY_MS).toISOString().slice(0, 10);
  const terms: Terms = {
    ...RIGHTS[role],
    titles: titles.map(({ id }) => id),
    territories: territoriesFor(role, market),
    territoryBasis: random.chance(0.9) ? 'market' : 'audience',
    purposes: ['editorial'],
    starts: `${day(fromMs, -270)}T00:00:00Z`,
    ends: `${day(untilMs, role === 'expired' ? -20 : 430)}T00:00:00Z`,
    credit: { line: 'Tidemark News Agency', byline: random.chance(0.7) },
    ...(timeZone !== undefined && { timeZone }),
    ...extrasOf(role, random),
    consent: {
      reference: referenceOf(tag, place),
      signedBy: `${partner.name}, publisher`,
      signedOn: day(fromMs, -280),
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
