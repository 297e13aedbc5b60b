/**
 * Whether licenses can stand beside each other: what one has alone, no license of another partner may grant. Looked at
 * from the license that is being stored, in both directions. Pure.
 */
import {
  type Extent,
  licensedExtent,
  type Message,
  type Overlap,
  overlapOf,
  reservedExtent,
} from '../../rights/index.ts';
import type { LicenseTerms } from '../../rights/terms.ts';
import type { Selection } from '../covers.ts';
import { type Mend, mendsOf } from './mend.ts';
import { selectionsMeetBy } from './selections.ts';
import { exclusivityMessage as message } from './templates.ts';
import { mendsMessage, named, overlapMessage } from './words.ts';

export interface Party {
  id: string;
  partner: string;
  terms: LicenseTerms;
}

export interface Finding {
  /** JSON pointer into the terms of the license that is being stored. */
  path: string;
  message: string;
  /** Of the message, for pages in other words. */
  key: string;
  parameters: Message['parameters'];
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
  const said = message(overlap.certain ? 'exclusive.grants' : 'exclusive.may_grant', {
    ...whose(other),
    ...reach(own, overlap, products),
  });
  const { firstHours: hours } = reserved;
  if (hours !== undefined)
    return finding('first_hours', '/exclusivity', message('exclusive.other_later', { said, hours }));
  if (products.same.length === 0)
    return finding('possible', '/exclusivity', message('exclusive.other_refused', { said }));
  if (!overlap.certain)
    return finding('possible', '/exclusivity', message('exclusive.other_unknown', { said }));
  const narrower = narrowerAlone(own.terms, overlap, products.same, licensedExtent(other.terms));
  const mend = mendsMessage(narrower, 'exclusivity.', own.terms.timeZone);
  const clash = message('exclusive.clash_alone', { said, mend, license: other.id });
  return finding('clash', '/exclusivity', clash);
}

/** The other is exclusive, and the license that is stored would grant some of it. */
function otherAlone({ own, other, products, now }: Pair): Finding | undefined {
  const reserved = reservedExtent(other.terms);
  const overlap = ahead(reserved, licensedExtent(own.terms), now);
  if (!reserved || !overlap) return undefined;
  const said = message('exclusive.has', { ...whose(other), ...reach(own, overlap, products) });
  const mends = mendsOf(
    own.terms,
    overlap,
    products.same,
    (changed) => !overlapOf(reserved, licensedExtent({ ...own.terms, ...changed } as LicenseTerms)),
  );
  const path = mends[0] ? `/${mends[0].field}` : '/products';
  const { firstHours: hours } = reserved;
  if (hours !== undefined) return finding('first_hours', path, message('exclusive.later', { said, hours }));
  if (products.same.length === 0) return finding('possible', path, message('exclusive.refused', { said }));
  if (!overlap.certain) return finding('possible', path, message('exclusive.unknown', { said }));
  const mend = mendsMessage(mends, '', own.terms.timeZone);
  return finding('clash', path, message('exclusive.clash', { said, mend }));
}

/** Two cannot both be the only one in the first hours: nobody could use anything then. */
function bothFirst({ own, other, products, now }: Pair): Finding | undefined {
  const [mine, theirs] = [reservedExtent(own.terms), reservedExtent(other.terms)];
  const overlap = ahead(mine, theirs, now);
  if (mine?.firstHours === undefined || theirs?.firstHours === undefined || !overlap) return undefined;
  const of = { ...whose(other), hours: theirs.firstHours, ...reach(own, overlap, products) };
  const said = message('exclusive.has_first', of);
  if (products.same.length === 0)
    return finding('possible', '/exclusivity', message('exclusive.neither', { said }));
  const narrower = narrowerAlone(own.terms, overlap, products.same, theirs);
  const mend = mendsMessage(narrower, 'exclusivity.', own.terms.timeZone);
  return finding('clash', '/exclusivity', message('exclusive.clash', { said, mend }));
}

const finding = (code: 'clash' | 'first_hours' | 'possible', path: string, said: Message): Finding => ({
  ...{ path, message: said.text, key: said.key, parameters: said.parameters },
  code: `exclusivity_${code}`,
});

const whose = ({ id: license, partner }: Party) => ({ license, partner });

/** What both reach, in the days of the license that is stored. */
const reach = ({ terms }: Party, overlap: Overlap, { same, meeting }: SharedProducts) => ({
  overlap: overlapMessage(overlap, terms.timeZone),
  products:
    same.length > 0
      ? message('exclusive.in_product', { products: named(same) })
      : message('exclusive.where_same', { products: named(meeting) }),
});

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
