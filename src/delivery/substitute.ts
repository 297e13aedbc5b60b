import type { ItemVersion } from '../articles/model.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { Unavailable } from '../platform/timeouts/unavailable.ts';
import { loadArticleContext } from './decision-context.ts';
import type { Attempt } from './fresh-state.ts';
import { judgeRequest } from './judge.ts';

/**
 * Returns the substitute of a killed item if this license could fetch it. Otherwise its existence must not be
 * revealed.
 */
export async function substituteFor(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { substitute }: ItemVersion,
  now: number,
) {
  if (!substitute) return undefined;
  const article = await unlessOutOfReach(loadArticleContext(env, substitute, { fresh: state.fresh, now }));
  const judgement =
    article && judgeRequest(state.license, article, { entitlement: principal.entitlement, use: {}, now });
  if (judgement?.kind !== 'permit') return undefined;
  return { id: substitute, href: `${agencyOf(env).publicUrl}/v1/articles/${substitute}` };
}

/** The refusal is recorded already, so it is sent even if the substitute is out of reach. */
async function unlessOutOfReach<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}
