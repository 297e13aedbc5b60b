/**
 * What has been written down, said: notice, terms, rights expression and signed receipt of one delivery, and the answer with all
 * of it in. Equal deliveries have equal bytes, so both are made once and kept.
 */
import { keyRing } from '../access/keyring.ts';
import { FORMATS, type FormatName } from '../formats/index.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { type Coding, encoded } from '../platform/content-coding.ts';
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

/** The grant's first delivery, and the title that was stated; null when none was. */
export interface StampGrant {
  first: GrantRecord;
  statedTitle: string | null;
}

/** An article as it goes out. */
export interface StampedRendition {
  contentType: string;
  coding: Coding;
  /** UTF-8, encoded. */
  bytes: Uint8Array;
  /** `Content-Digest` of the bytes. */
  digest: string;
}

/** What is stamped: a delivery, however it was written down. */
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

/** The catalogue's sequence stands for what a desk can change of an item without a new version. */
async function keyOf(
  env: Env,
  { grant, item }: StampInput,
  { first, statedTitle }: StampGrant,
): Promise<string> {
  return JSON.stringify([grant, item.seq, first.id, statedTitle, (await signingContext(env)).text]);
}

export async function stampOf(env: Env, delivered: StampInput, grant: StampGrant): Promise<Stamp> {
  const key = await keyOf(env, delivered, grant);
  const known = stamps.get(key);
  noteLookup('stamps', known !== undefined);
  if (known) return known;
  const stamp = await during('stamp', () => made(env, delivered, grant));
  stamps.set(key, stamp);
  return stamp;
}

async function made(env: Env, delivered: StampInput, grant: StampGrant): Promise<Stamp> {
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

/** Where the bytes of the components are fetched, of those that have any. */
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

/** The article in a format, with its stamp, encoded. */
export async function renditionOf(
  env: Env,
  delivered: StampInput,
  options: RenderOptions,
): Promise<StampedRendition> {
  const key = `${options.format}+${options.coding}\n${await keyOf(env, delivered, options.grant)}`;
  const known = renditions.get(key);
  noteLookup('renditions', known !== undefined);
  if (known) return known;
  const rendition = await during('format', async () =>
    options.coding === 'identity'
      ? rendered(env, delivered, options)
      : encodedAs(options.coding, await renditionOf(env, delivered, { ...options, coding: 'identity' })),
  );
  renditions.set(key, rendition);
  return rendition;
}

function encodedAs(coding: Coding, { contentType, bytes }: StampedRendition): StampedRendition {
  const content = encoded(bytes, coding);
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
