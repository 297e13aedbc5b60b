/** What the quota would say: the license's own ledger object is asked, and writes nothing. */
import { callLedger } from '../../ledger/call.ts';
import type { MeterAnswer } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import { log } from '../../platform/log.ts';
import type { StatedUse } from '../../rights/types.ts';
import { type ArticleContext, type LicenseContext, soleTitleOf } from '../decision-context.ts';
import { draftDelivery } from '../draft.ts';
import type { Permit } from '../judge.ts';

export interface MeteredUse {
  license: LicenseContext;
  article: ArticleContext;
  use: StatedUse;
  permit: Permit;
  /** Milliseconds, UTC. */
  at: number;
}

/** Null: the object is out of reach, or has not been told of the license yet. */
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
