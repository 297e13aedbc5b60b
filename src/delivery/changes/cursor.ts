/**
 * A place in the sequence, as a cursor keeps it: the last change that was passed, and what was passed by. Either may be another
 * one when the reader comes back, and then it has to look at everything again. Pure.
 */
import { createHash } from 'node:crypto';
import { z } from '@hono/zod-openapi';
import type { LicenseBundle } from '../../licensing/bundle.ts';
import { canonical } from '../../platform/canonical.ts';
import type { BindingScope, Entitlement, RestrictionSource } from '../../rights/types.ts';

const MARK_CHARS = 16;

export const positionSchema = z.object({
  /** 0: before the first change. */
  seq: z.int(),
  /** Names the change at `seq`: a catalogue that was restored counts on from an earlier one. */
  at: z.string(),
  /** Where the reader began to catch up, and where the sequence ended then; 0: it has caught up. */
  since: z.int(),
  head: z.int(),
  /** Version of the license. */
  license: z.int(),
  /** Names what the license is judged by besides its terms, and how far the token narrows. */
  by: z.string(),
});

export type ChangePosition = z.infer<typeof positionSchema>;

export interface Change {
  seq: number;
  item: string;
  version: string;
  at: string;
}

const markOf = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('base64url').slice(0, MARK_CHARS);

export const changeMark = ({ item, version, at }: Change): string => markOf([item, version, at]);

/**
 * What can change without a new version of the license: titles, products, general restrictions where the license reaches, what
 * others have alone, and the token.
 */
export function judgedByMark(
  { license, products, restrictions, exclusivities }: LicenseBundle,
  entitlement: Entitlement,
): string {
  const versioned = ({ id, version }: RestrictionSource<BindingScope>) => `${id}:${version}`;
  return markOf({
    titles: license.titles.map((title) => JSON.stringify(title)),
    products: products.map((product) => JSON.stringify(product)),
    restrictions: restrictions.filter(({ scope }) => reaches(products, scope)).map(versioned),
    exclusivities: exclusivities.map(({ restriction }) => versioned(restriction)),
    entitlement: JSON.stringify(entitlement),
  });
}

function reaches(products: LicenseBundle['products'], scope: RestrictionSource['scope']): boolean {
  if (scope.kind !== 'section') return true;
  return products.some(({ selection: { sections } }) => sections?.includes(scope.section) ?? true);
}
