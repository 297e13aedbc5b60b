/** Asks the license's own ledger shard for the quota, without a write. */
import { callLedger } from '../../ledger/call.ts';
import type { MeterAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import type { StatedUse } from '../../rights/types.ts';
import { soleTitleOf } from '../decision-context.ts';
import { draftDelivery } from '../draft.ts';
import type { Permit } from '../judge.ts';
import type { ArticleContext, LicenseContext } from '../types.ts';

export interface MeteredUse {
  license: LicenseContext;
  article: ArticleContext;
  use: StatedUse;
  permit: Permit;
  /** Milliseconds, UTC. */
  at: number;
}

/** Null: the shard is out of reach, or does not know the license yet. */
export async function quotaOf(
  env: Env,
  { license, article, use, permit, at }: MeteredUse,
): Promise<MeterAnswer | null> {
  const { bundle } = license;
  const draft = draftDelivery(license, article.snapshot.item, { use, format: 'what-if' }, permit, 'delivery');
  const soleTitle = soleTitleOf(license);
  const request = {
    caller: { partner: bundle.partner.id, license: bundle.license.id, key: '', env: 'live' as const },
    draft,
    carriesContent: true,
    ...(soleTitle !== undefined && { soleTitle }),
  };
  try {
    return await callLedger<MeterAnswer | null>(
      env,
      bundle.partner.ledger,
      (object) => object.meter(request, at),
      { repeats: true },
    );
  } catch (error) {
    log('error', 'quota_unread', { error: String(error) });
    return null;
  }
}
