/**
 * Renders a recorded delivery: notice, terms, rights expression and signed receipt, and the response content
 * with all of them. Equal deliveries have equal bytes, so both are created once and cached.
 */
import { keyRing } from '../access/keyring.ts';
import { FORMATS, type FormatName } from '../formats/index.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { type Coding, encode } from '../platform/content-coding.ts';
import { contentDigest } from '../platform/content-digest.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { noteLookup } from '../platform/metrics/isolate.ts';
import { during } from '../platform/request-scope.ts';
import { makeStamp } from '../stamp/make-stamp.ts';
import type { Stamp } from '../stamp/types.ts';
import { renditions, stamps } from './caches.ts';
import type { Delivered } from './deliver.ts';
import { deliveredOf } from './draft.ts';
import { signingContext } from './signing-context.ts';
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
async function keyOf(
  env: Env,
  { grant, item }: StampInput,
  { first, statedTitle }: StampGrant,
): Promise<string> {
  return JSON.stringify([grant, item.seq, first.id, statedTitle, (await signingContext(env)).text]);
}

export async function stampOf(env: Env, delivered: StampInput, grant: StampGrant): Promise<Stamp> {
  const key = await keyOf(env, delivered, grant);
  const cached = stamps.get(key);
  noteLookup('stamps', cached !== undefined);
  if (cached) return cached;
  const stamp = await during('stamp', () => createStamp(env, delivered, grant));
  stamps.set(key, stamp);
  return stamp;
}

async function createStamp(env: Env, delivered: StampInput, grant: StampGrant): Promise<Stamp> {
  const ring = await keyRing(env.SIGNING_KEYS);
  const { item, components, rights, license, openTexts, embargoedUntil } = delivered;
  return makeStamp(
    {
      agency: agencyOf(env),
      item,
      components,
      delivered: deliveredOf(delivered),
      rights,
      openTexts,
      ...(embargoedUntil !== undefined && { embargoedUntil }),
      license: license.bundle.license,
      ...grant,
    },
    ring.sign.receipt,
  );
}

/** Component → address of its bytes, for components that have bytes. */
export function hrefsOf(
  env: Env,
  { item, components }: Pick<Delivered, 'item' | 'components'>,
): Map<string, string> {
  const { publicUrl } = agencyOf(env);
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

export async function renditionOf(
  env: Env,
  delivered: StampInput,
  options: RenderOptions,
): Promise<StampedRendition> {
  const key = `${options.format}+${options.coding}\n${await keyOf(env, delivered, options.grant)}`;
  const cached = renditions.get(key);
  noteLookup('renditions', cached !== undefined);
  if (cached) return cached;
  const rendition = await during('format', async () =>
    options.coding === 'identity'
      ? rendered(env, delivered, options)
      : encodedAs(options.coding, await renditionOf(env, delivered, { ...options, coding: 'identity' })),
  );
  renditions.set(key, rendition);
  return rendition;
}

function encodedAs(coding: Coding, { contentType, bytes }: StampedRendition): StampedRendition {
  const content = encode(bytes, coding);
  return { contentType, coding, bytes: content, digest: contentDigest(content) };
}

function rendered(env: Env, delivered: StampInput, { format, stamp }: RenderOptions): StampedRendition {
  const { item, components, members, withheld } = delivered;
  const hrefs = hrefsOf(env, delivered);
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
