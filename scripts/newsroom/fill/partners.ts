/**
 * Whom the agency sells to: a few large houses, many small ones, each with what its kind of license says.
 * Pure.
 */
import type { NamedTerms, Title } from '../../../src/rights/terms.ts';
import { houseName, paperName } from '../plan/names.ts';
import { DACH, MARKETS, PRODUCTS, type ProductPlan, ZONES } from '../plan/products.ts';
import type { Random } from '../plan/random.ts';
import { HOUR_MS } from '../plan/rhythm.ts';
import { RIGHTS, type Rights } from '../plan/rights.ts';

export interface PlannedProduct extends ProductPlan {
  id: string;
}

export interface PlannedPartner {
  id: string;
  name: string;
  titles: Title[];
}

export interface PlannedLicense {
  id: string;
  partner: PlannedPartner;
  product: PlannedProduct;
  terms: NamedTerms;
  /** Its titles; more than half of its requests are for the first. */
  titles: Title[];
  keys: { live: string; test: string };
  /** Of its requests: how often one says no title, use, channel or territory. */
  silence: number;
}

/** Kinds of licenses, newspapers most of all. */
const KINDS: Rights[] = [
  RIGHTS.newspapers,
  RIGHTS.newspaper,
  RIGHTS.portal,
  RIGHTS.broadcaster,
  RIGHTS.monitoring,
  RIGHTS.search,
];

export function planProducts(random: Random, atMs: number): PlannedProduct[] {
  return PRODUCTS.map((product) => ({ id: random.id('prd', atMs), ...product }));
}

/** `createdMs`: when they were all made; `fromMs` to `untilMs`: the time that the log is of. */
export function planLicenses(
  random: Random,
  count: number,
  {
    products,
    createdMs,
    fromMs,
    untilMs,
  }: { products: PlannedProduct[]; createdMs: number; fromMs: number; untilMs: number },
): PlannedLicense[] {
  // Some houses have several licenses.
  const partners = Array.from({ length: Math.max(1, Math.round(count * 0.8)) }, (_, n) =>
    planPartner(random, n, createdMs),
  );
  return Array.from({ length: count }, (_, n): PlannedLicense => {
    const partner = partners[n % partners.length] as PlannedPartner;
    const product = n < 10 ? (products[0] as PlannedProduct) : random.pick(products);
    const titles =
      partner.titles.length > 1 && random.chance(0.2) ? partner.titles.slice(0, 1) : partner.titles;
    const market = titles[0]?.market ?? 'DE';
    const timeZone = random.pick(ZONES);
    // A few begin late, a few have ended.
    const starts = random.chance(0.08)
      ? fromMs + random.below((untilMs - fromMs) / HOUR_MS) * HOUR_MS
      : createdMs;
    const ends = random.chance(0.04) ? untilMs - 20 * 24 * HOUR_MS : untilMs + 400 * 24 * HOUR_MS;
    const terms: NamedTerms = {
      ...(n < 10 ? RIGHTS.newspapers : random.pick(KINDS)),
      partner: partner.id,
      titles: titles.map(({ id }) => id),
      products: [product.id],
      territories: DACH.includes(market) ? ['DACH'] : random.chance(0.5) ? ['world'] : [market],
      territoryBasis: 'market',
      starts: new Date(starts).toISOString(),
      ends: new Date(Math.max(ends, starts + HOUR_MS)).toISOString(),
      ...(random.chance(0.4) && { advance: true }),
      ...(timeZone !== undefined && { timeZone }),
      ...(n % 7 === 3 && {
        quota: {
          limit: 400 + random.below(4_000),
          per: 'month',
          onExceed: random.chance(0.5) ? 'refuse' : 'overage',
        } as const,
      }),
      consent: {
        reference: `FILL-${String(n + 1).padStart(4, '0')}`,
        signedBy: `${partner.name}, publisher`,
        signedOn: new Date(createdMs).toISOString().slice(0, 10),
      },
    };
    return {
      id: random.id('lic', createdMs),
      partner,
      product,
      terms,
      titles,
      keys: { live: random.id('key', createdMs), test: random.id('key', createdMs) },
      silence: random.chance(0.3) ? 0.95 : 0.3,
    };
  });
}

function planPartner(random: Random, n: number, atMs: number): PlannedPartner {
  const titles = Array.from({ length: 1 + (n % 3 === 0 ? random.below(4) : 0) }, (_, of): Title => {
    const name = paperName(n, of);
    const id = `title-${n}-${of}`;
    return { id, name, domains: [`${id}.example`], market: random.chance(0.6) ? 'DE' : random.pick(MARKETS) };
  });
  return { id: random.id('par', atMs), name: houseName(n), titles };
}
