/**
 * Whether licenses can stand beside each other: what one has alone, no license of another partner may grant. Looked at
 * from the license that is being stored, in both directions. Pure.
 */
import { type Extent, licensedExtent, type Overlap, overlapOf, reservedExtent } from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { Selection } from '../covers.ts';
import { type Mend, mendsOf } from './mend.ts';
import { selectionsMeetBy } from './selections.ts';
import { listed, mendsInWords, overlapInWords } from './words.ts';

export interface Party {
  id: string;
  partner: string;
  terms: LicenseTerms;
}

export interface Finding {
  /** JSON pointer into the terms of the license that is being stored. */
  path: string;
  message: string;
  code: 'exclusivity_clash' | 'exclusivity_first_hours' | 'exclusivity_possible';
}

export interface Findings {
  /** The license must not be stored. */
  clashes: Finding[];
  /** It may, and the decision will refuse a part of it for a time. */
  warnings: Finding[];
}

/** `own` beside one license of another partner. `now` (milliseconds, UTC): what is over clashes no more. */
export function beside(
  own: Party,
  other: Party,
  selections: ReadonlyMap<string, Selection>,
  now: number,
): Findings {
  const products = sharedProducts(own.terms, other.terms, selections);
  const found: Findings = { clashes: [], warnings: [] };
  if (products.same.length + products.meeting.length === 0) return found;
  const pair = { own, other, products, now };
  for (const finding of [ownAlone(pair), otherAlone(pair), bothFirst(pair)])
    if (finding) (finding.code === 'exclusivity_clash' ? found.clashes : found.warnings).push(finding);
  return found;
}

interface SharedProducts {
  /** Ids that both name. */
  same: string[];
  /** Own products that may select what a product of the other selects. */
  meeting: string[];
}

interface Pair {
  own: Party;
  other: Party;
  products: SharedProducts;
  now: number;
}

function sharedProducts(
  own: LicenseTerms,
  other: LicenseTerms,
  selections: ReadonlyMap<string, Selection>,
): SharedProducts {
  const same = own.products.filter((id) => other.products.includes(id));
  const meeting = same.length > 0 ? [] : selectionsMeetBy(own.products, other.products, selections);
  return { same, meeting };
}

/** What is left of an overlap from now on. */
function ahead(a: Extent | undefined, b: Extent | undefined, now: number): Overlap | undefined {
  const overlap = a && b && overlapOf(a, b);
  return overlap && overlap.until > now ? overlap : undefined;
}

/** The license that is stored is exclusive, and the other grants some of it. */
function ownAlone({ own, other, products, now }: Pair): Finding | undefined {
  const reserved = reservedExtent(own.terms);
  const overlap = ahead(reserved, licensedExtent(other.terms), now);
  if (!reserved || !overlap) return undefined;
  const granted = `License ${other.id} of ${other.partner} ${overlap.certain ? 'grants' : 'may grant'} ${overlapInWords(overlap)}`;
  const base = { path: '/exclusivity' };
  if (reserved.firstHours !== undefined)
    return {
      ...base,
      code: 'exclusivity_first_hours',
      message: `${granted}, ${onProducts(products)}: it will be refused that for ${reserved.firstHours} hours from the creation of each version`,
    };
  if (products.same.length === 0 || !overlap.certain)
    return {
      ...base,
      code: 'exclusivity_possible',
      message: `${granted}, ${onProducts(products)}: ${willRefuse(overlap, products, 'it')}`,
    };
  return {
    ...base,
    code: 'exclusivity_clash',
    message: `${granted}, ${onProducts(products)}, which this license would have alone. ${toMend(narrowerAlone(own.terms, overlap, products.same, licensedExtent(other.terms)), 'exclusivity.')}, or take that out of license ${other.id} first`,
  };
}

/** The other is exclusive, and the license that is stored would grant some of it. */
function otherAlone({ own, other, products, now }: Pair): Finding | undefined {
  const reserved = reservedExtent(other.terms);
  const overlap = ahead(reserved, licensedExtent(own.terms), now);
  if (!reserved || !overlap) return undefined;
  const alone = `License ${other.id} of ${other.partner} has ${overlapInWords(overlap)}, ${onProducts(products)} alone`;
  const mends = mendsOf(
    own.terms,
    overlap,
    products.same,
    (changed) => !overlapOf(reserved, licensedExtent({ ...own.terms, ...changed } as LicenseTerms)),
  );
  const base = { path: mends[0] ? `/${mends[0].field}` : '/products' };
  if (reserved.firstHours !== undefined)
    return {
      ...base,
      code: 'exclusivity_first_hours',
      message: `${alone} for ${reserved.firstHours} hours from the creation of each version: this license will be refused it for so long`,
    };
  if (products.same.length === 0 || !overlap.certain)
    return {
      ...base,
      code: 'exclusivity_possible',
      message: `${alone}: ${willRefuse(overlap, products, 'this license')}`,
    };
  return { ...base, code: 'exclusivity_clash', message: `${alone}. ${toMend(mends, '')}` };
}

/** Two cannot both be the only one in the first hours: nobody could use anything then. */
function bothFirst({ own, other, products, now }: Pair): Finding | undefined {
  const [mine, theirs] = [reservedExtent(own.terms), reservedExtent(other.terms)];
  const overlap = ahead(mine, theirs, now);
  if (mine?.firstHours === undefined || theirs?.firstHours === undefined || !overlap) return undefined;
  const both = `License ${other.id} of ${other.partner} has the first ${theirs.firstHours} hours of ${overlapInWords(overlap)}, ${onProducts(products)}, as this license would`;
  if (products.same.length === 0)
    return {
      path: '/exclusivity',
      code: 'exclusivity_possible',
      message: `${both}: an item in both products could be used by neither`,
    };
  return {
    path: '/exclusivity',
    code: 'exclusivity_clash',
    message: `${both}. ${toMend(narrowerAlone(own.terms, overlap, products.same, theirs), 'exclusivity.')}`,
  };
}

/** Ways to narrow the exclusivity of terms until it no longer meets an extent. */
function narrowerAlone(
  terms: LicenseTerms,
  overlap: Overlap,
  products: readonly string[],
  other: Extent,
): Mend[] {
  const { from: starts = terms.starts, until: ends = terms.ends, ...lists } = terms.exclusivity ?? {};
  const { uses, components, territories, channels, products: named } = terms;
  const alone = { uses, components, territories, channels, ...lists, products: named, starts, ends };
  return mendsOf(alone, overlap, products, ({ starts: from, ends: until, products: _named, ...changed }) => {
    const reserved = reservedExtent({ ...terms, exclusivity: { ...changed, from, until } });
    return reserved !== undefined && !overlapOf(reserved, other);
  });
}

function onProducts({ same, meeting }: SharedProducts): string {
  return same.length > 0
    ? `in product ${listed(same)}`
    : `where product ${listed(meeting)} selects the same items`;
}

function willRefuse({ certain }: Overlap, { same }: SharedProducts, whom: string): string {
  return same.length > 0 && !certain
    ? `how far the license that is given as a policy reaches is not known beforehand; ${whom} will be refused what meets the exclusivity`
    : `of what is in both, ${whom} will be refused this`;
}

function toMend(mends: Mend[], prefix: '' | 'exclusivity.'): string {
  return mends.length > 0
    ? `To mend it, narrow one part: ${mendsInWords(mends, prefix)}`
    : 'There is no one part that could be narrowed and leave something';
}
