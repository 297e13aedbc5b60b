/**
 * Renders a recorded delivery: notice, terms, rights expression and signed receipt, and the response content
 * with all of them. Equal deliveries have equal bytes, so both are created once and cached.
 */
import { FORMATS, type FormatName } from '../formats/index.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { type Coding, encode } from '../platform/content-coding.ts';
import { contentDigest } from '../platform/content-digest.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { duringSync } from '../platform/request-scope.ts';
import { makeStamp } from '../stamp/make-stamp.ts';
import type { Agency, Stamp } from '../stamp/types.ts';
import { renditions, stamps } from './caches.ts';
import type { Delivered } from './deliver.ts';
import { deliveredOf } from './draft.ts';
import type { SigningContext } from './signing-context.ts';
import type { StampedRendition } from './types.ts';

/** First delivery of the grant, and the stated title; null: none was stated. */
export interface StampGrant {
  first: GrantRecord;
  statedTitle: string | null;
}

export type StampInput = Pick<
  Delivered,
  | 'grant'
  | 'item'
  | 'components'
  | 'members'
  | 'withheld'
  | 'rights'
  | 'license'
  | 'openTexts'
  | 'embargoedUntil'
>;

/** The catalogue sequence covers what the desk can change without a new item version. */
function keyOf(
  under: SigningContext,
  { grant, item }: StampInput,
  { first, statedTitle }: StampGrant,
): string {
  // Only the title may contain spaces.
  const title = statedTitle === null ? '' : ` ${statedTitle}`;
  return `${grant} ${item.seq} ${first.id} ${under.serial}${title}`;
}

export function stampOf(under: SigningContext, delivered: StampInput, grant: StampGrant): Stamp {
  const key = keyOf(under, delivered, grant);
  const cached = stamps.get(key);
  noteLookup('stamps', cached !== undefined);
  if (cached) return cached;
  const stamp = duringSync('stamp', () => createStamp(under, delivered, grant));
  stamps.set(key, stamp);
  return stamp;
}

function createStamp(
  { agency, receiptKey }: SigningContext,
  delivered: StampInput,
  grant: StampGrant,
): Stamp {
  const { item, components, rights, license, openTexts, embargoedUntil } = delivered;
  return makeStamp(
    {
      agency,
      item,
      components,
      delivered: deliveredOf(delivered),
      rights,
      openTexts,
      ...(embargoedUntil !== undefined && { embargoedUntil }),
      license: license.bundle.license,
      ...grant,
    },
    receiptKey,
  );
}

/** Component → address of its bytes, for components that have bytes. */
export function hrefsOf(
  { publicUrl }: Agency,
  { item, components }: Pick<Delivered, 'item' | 'components'>,
): Map<string, string> {
  return new Map(
    components
      .filter(({ content }) => content)
      .map(({ id }) => [id, `${publicUrl}/v1/articles/${item.id}/components/${id}`]),
  );
}

interface RenderOptions {
  format: FormatName;
  coding: Coding;
  stamp: Stamp;
  grant: StampGrant;
}

export function renditionOf(
  under: SigningContext,
  delivered: StampInput,
  options: RenderOptions,
): StampedRendition {
  const key = `${options.format}+${options.coding} ${keyOf(under, delivered, options.grant)}`;
  const cached = renditions.get(key);
  noteLookup('renditions', cached !== undefined);
  if (cached) return cached;
  const rendition = duringSync('format', () =>
    options.coding === 'identity'
      ? rendered(under, delivered, options)
      : encodedAs(options.coding, renditionOf(under, delivered, { ...options, coding: 'identity' })),
  );
  renditions.set(key, rendition);
  return rendition;
}

function encodedAs(coding: Coding, { contentType, bytes }: StampedRendition): StampedRendition {
  const content = encode(bytes, coding);
  return { contentType, coding, bytes: content, digest: contentDigest(content) };
}

function rendered(
  { agency }: SigningContext,
  delivered: StampInput,
  { format, stamp }: RenderOptions,
): StampedRendition {
  const { item, components, members, withheld } = delivered;
  const hrefs = hrefsOf(agency, delivered);
  const license = delivered.license.bundle.license.terms;
  const { contentType, body } = FORMATS[format].render({
    item,
    components,
    members,
    hrefs,
    stamp,
    withheld,
    license,
  });
  const bytes = new TextEncoder().encode(body);
  return { contentType, coding: 'identity', bytes, digest: contentDigest(bytes) };
}
