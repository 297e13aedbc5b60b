/** Reads a package in JSON: `{items: [ninjs…]}`. Pure. */
import type { SpendOnTerms } from '../../restrictions/terms-budget.ts';
import { sourceDigest } from '../ingest/digest.ts';
import type { SubmittedItem } from '../ingest/version-placement.ts';
import { FAULTS_MAX, PACKAGE_ITEMS_MAX } from '../limits.ts';
import { type Fault, isObject } from '../ninjs/fault.ts';
import { parseItem, type ReadingOptions, type Result } from '../ninjs/parse.ts';

/**
 * Returns the items, each with its position in the package, or the faults of all, with pointers into the
 * body. `spendOnTerms` is called for each item before the next one is read.
 */
export function readPackage(
  body: unknown,
  options: ReadingOptions,
  spendOnTerms: SpendOnTerms,
): Result<SubmittedItem[], Fault[]> {
  const items = itemsOf(body);
  if (!items.ok) return items;
  const faults: Fault[] = [];
  const submitted = items.value.flatMap((document, index): SubmittedItem[] => {
    const path = `/items/${index}`;
    const parsed = parseItem(document, options);
    if (!parsed.ok) {
      faults.push(...parsed.reason.map((fault) => prefixPath(path, fault)));
      return [];
    }
    spendOnTerms(parsed.value.rights);
    return [{ ...parsed.value, digest: sourceDigest(document), path }];
  });
  faults.push(...duplicateFaults(submitted));
  return faults.length > 0
    ? { ok: false, reason: faults.slice(0, FAULTS_MAX) }
    : { ok: true, value: submitted };
}

function itemsOf(body: unknown): Result<unknown[], Fault[]> {
  if (!isObject(body)) return refused('/', 'A package is an object with its items: {"items": […]}');
  const unknownField = Object.keys(body).find((name) => name !== 'items');
  if (unknownField !== undefined)
    return refused(`/${unknownField}`, 'A package has no members besides its items');
  if (!Array.isArray(body.items) || body.items.length === 0)
    return refused('/items', 'A package has at least one item');
  return tooMany(body.items.length) ?? { ok: true, value: body.items };
}

export function tooMany(items: number, path = '/items'): Refused | null {
  if (items <= PACKAGE_ITEMS_MAX) return null;
  return refused(path, `A package has at most ${PACKAGE_ITEMS_MAX} items; this one has ${items}`);
}

type Refused = { ok: false; reason: Fault[] };

const refused = (path: string, message: string): Refused => ({ ok: false, reason: [{ path, message }] });

function prefixPath(path: string, fault: Fault): Fault {
  return { ...fault, path: fault.path === '/' ? path : `${path}${fault.path}` };
}

/** Two versions of one item in one call would have no defined order. */
export function duplicateFaults(submitted: readonly SubmittedItem[]): Fault[] {
  const first = new Map<string, string>();
  return submitted.flatMap(({ item, path }) => {
    const earlierPath = first.get(item.id);
    if (earlierPath !== undefined)
      return [{ path, message: `This item is in the package already, at ${earlierPath}: ${item.uri}` }];
    first.set(item.id, path);
    return [];
  });
}
