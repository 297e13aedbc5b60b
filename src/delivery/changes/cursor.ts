/**
 * Position in the sequence, as a cursor stores it: the last change read, and marks of what it was judged by.
 * If one of them has changed when the reader returns, the reader must judge everything again. Pure.
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
  /** Identifies the change at `seq`, because a restored catalogue reuses sequence numbers. */
  at: z.string(),
  /**
   * Start of the catch-up, and the end of the sequence at that time. A head of 0: the reader has caught up.
   */
  since: z.int(),
  head: z.int(),
  license: z.int(),
  /** Digest of what the license is judged by besides its terms, and of the token's entitlement. */
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
 * Digest of inputs that can change without a new license version: titles, products, general restrictions
 * within the license's reach, exclusivities of others, and the token's entitlement.
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
