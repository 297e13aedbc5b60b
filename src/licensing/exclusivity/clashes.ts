/**
 * Detects conflicts between a stored license and exclusivities of other partners, in both directions. Pure.
 */
import {
  exclusiveExtent,
  type LicenseExtent,
  licensedExtent,
  type Message,
  type Overlap,
  overlapOf,
} from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { Selection } from '../covers.ts';
import { findRepairs, type Repair } from './repair.ts';
import { overlappingProducts } from './selections.ts';
import { exclusivityMessage as message } from './templates.ts';
import { listParameter, overlapMessage, repairsMessage } from './words.ts';

export interface Party {
  id: string;
  partner: string;
  terms: LicenseTerms;
}

export interface Finding {
  path: string;
  message: string;
  /** Message key and parameters, for translation. */
  key: string;
  parameters: Message['parameters'];
  code: 'exclusivity_clash' | 'exclusivity_first_hours' | 'exclusivity_possible';
}

export interface Findings {
  /** They prevent the license from being stored. */
  clashes: Finding[];
  /** They do not, but decisions will refuse part of the license for a time. */
  warnings: Finding[];
}

/**
 * Compares a license with one of another partner. `now` is in milliseconds, UTC: past exclusivities do not
 * clash.
 */
export function compareLicenses(
  own: Party,
  other: Party,
  selections: ReadonlyMap<string, Selection>,
  now: number,
): Findings {
  const products = sharedProducts(own.terms, other.terms, selections);
  const findings: Findings = { clashes: [], warnings: [] };
  if (products.same.length + products.overlapping.length === 0) return findings;
  const pair = { own, other, products, now };
  for (const finding of [findOwnExclusivity(pair), findOtherExclusivity(pair), findFirstHours(pair)])
    if (finding) (finding.code === 'exclusivity_clash' ? findings.clashes : findings.warnings).push(finding);
  return findings;
}

interface SharedProducts {
  /** Ids of products in both licenses. */
  same: string[];
  /** Own products that may select the same items as a product of the other license. */
  overlapping: string[];
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
  const overlapping = same.length > 0 ? [] : overlappingProducts(own.products, other.products, selections);
  return { same, overlapping };
}

/** Overlap that is not over yet. */
function remainingOverlap(
  a: LicenseExtent | undefined,
  b: LicenseExtent | undefined,
  now: number,
): Overlap | undefined {
  const overlap = a && b && overlapOf(a, b);
  return overlap && overlap.until > now ? overlap : undefined;
}

/** The stored license is exclusive, and the other grants part of its exclusivity. */
function findOwnExclusivity({ own, other, products, now }: Pair): Finding | undefined {
  const reserved = exclusiveExtent(own.terms);
  const overlap = remainingOverlap(reserved, licensedExtent(other.terms), now);
  if (!reserved || !overlap) return undefined;
  const text = message(overlap.certain ? 'exclusive.grants' : 'exclusive.may_grant', {
    ...licenseParameters(other),
    ...overlapParameters(own, overlap, products),
  });
  const { firstHours: hours } = reserved;
  if (hours !== undefined)
    return finding('first_hours', '/exclusivity', message('exclusive.other_later', { said: text, hours }));
  if (products.same.length === 0)
    return finding('possible', '/exclusivity', message('exclusive.other_refused', { said: text }));
  if (!overlap.certain)
    return finding('possible', '/exclusivity', message('exclusive.other_unknown', { said: text }));
  const narrower = narrowedExclusivity(own.terms, overlap, products.same, licensedExtent(other.terms));
  const repairText = repairsMessage(narrower, 'exclusivity.', own.terms.timeZone);
  const clash = message('exclusive.clash_alone', { said: text, mend: repairText, license: other.id });
  return finding('clash', '/exclusivity', clash);
}

/** The other license is exclusive, and the stored license would grant part of its exclusivity. */
function findOtherExclusivity({ own, other, products, now }: Pair): Finding | undefined {
  const reserved = exclusiveExtent(other.terms);
  const overlap = remainingOverlap(reserved, licensedExtent(own.terms), now);
  if (!reserved || !overlap) return undefined;
  const text = message('exclusive.has', {
    ...licenseParameters(other),
    ...overlapParameters(own, overlap, products),
  });
  const repairs = findRepairs(
    own.terms,
    overlap,
    products.same,
    (changed) => !overlapOf(reserved, licensedExtent({ ...own.terms, ...changed } as LicenseTerms)),
  );
  const path = repairs[0] ? `/${repairs[0].field}` : '/products';
  const { firstHours: hours } = reserved;
  if (hours !== undefined)
    return finding('first_hours', path, message('exclusive.later', { said: text, hours }));
  if (products.same.length === 0)
    return finding('possible', path, message('exclusive.refused', { said: text }));
  if (!overlap.certain) return finding('possible', path, message('exclusive.unknown', { said: text }));
  const repairText = repairsMessage(repairs, '', own.terms.timeZone);
  return finding('clash', path, message('exclusive.clash', { said: text, mend: repairText }));
}

/** Both are exclusive in the first hours, so neither could use anything then. */
function findFirstHours({ own, other, products, now }: Pair): Finding | undefined {
  const [mine, theirs] = [exclusiveExtent(own.terms), exclusiveExtent(other.terms)];
  const overlap = remainingOverlap(mine, theirs, now);
  if (mine?.firstHours === undefined || theirs?.firstHours === undefined || !overlap) return undefined;
  const of = {
    ...licenseParameters(other),
    hours: theirs.firstHours,
    ...overlapParameters(own, overlap, products),
  };
  const text = message('exclusive.has_first', of);
  if (products.same.length === 0)
    return finding('possible', '/exclusivity', message('exclusive.neither', { said: text }));
  const narrower = narrowedExclusivity(own.terms, overlap, products.same, theirs);
  const repairText = repairsMessage(narrower, 'exclusivity.', own.terms.timeZone);
  return finding('clash', '/exclusivity', message('exclusive.clash', { said: text, mend: repairText }));
}

const finding = (
  code: 'clash' | 'first_hours' | 'possible',
  path: string,
  { text, key, parameters }: Message,
): Finding => ({
  path,
  message: text,
  key,
  parameters,
  code: `exclusivity_${code}`,
});

const licenseParameters = ({ id: license, partner }: Party) => ({ license, partner });

/** The overlap in the time zone of the stored license, and its products. */
const overlapParameters = ({ terms }: Party, overlap: Overlap, { same, overlapping }: SharedProducts) => ({
  overlap: overlapMessage(overlap, terms.timeZone),
  products:
    same.length > 0
      ? message('exclusive.in_product', { products: listParameter(same) })
      : message('exclusive.where_same', { products: listParameter(overlapping) }),
});

/** Ways to narrow an exclusivity so that it no longer overlaps an extent. */
function narrowedExclusivity(
  terms: LicenseTerms,
  overlap: Overlap,
  products: readonly string[],
  other: LicenseExtent,
): Repair[] {
  const { from: starts = terms.starts, until: ends = terms.ends, ...lists } = terms.exclusivity ?? {};
  const { uses, components, territories, channels, products: named } = terms;
  const narrowable = { uses, components, territories, channels, ...lists, products: named, starts, ends };
  return findRepairs(
    narrowable,
    overlap,
    products,
    ({ starts: from, ends: until, products: _named, ...changed }) => {
      const reserved = exclusiveExtent({ ...terms, exclusivity: { ...changed, from, until } });
      return reserved !== undefined && !overlapOf(reserved, other);
    },
  );
}
