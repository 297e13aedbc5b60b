/** What has been written down, said: notice, terms, rights expression and signed receipt of one delivery. */
import { keyRing } from '../access/keyring.ts';
import type { GrantRecord } from '../ledger/types.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import { makeStamp } from '../stamp/make-stamp.ts';
import type { Stamp } from '../stamp/types.ts';
import type { Delivered } from './deliver.ts';
import { deliveredOf } from './draft.ts';

export async function stampOf(
  env: Env,
  delivered: Delivered,
  grant: { first: GrantRecord; statedTitle: string | null },
): Promise<Stamp> {
  const ring = await keyRing(env.SIGNING_KEYS);
  const { item, components, rights, license, openTexts } = delivered;
  return makeStamp(
    {
      agency: agencyOf(env),
      item,
      components,
      delivered: deliveredOf(delivered),
      rights,
      openTexts,
      license: license.bundle.license,
      ...grant,
    },
    ring.sign.receipt,
  );
}
