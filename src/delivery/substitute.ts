/** What an item that was killed is replaced by. */
import type { ItemVersion } from '../articles/model.ts';
import { agencyOf, type Env } from '../platform/env.ts';
import type { PartnerPrincipal } from '../platform/http.ts';
import { OutOfReach } from '../platform/reach/out-of-reach.ts';
import { loadArticleContext } from './decision-context.ts';
import type { Attempt } from './fresh-state.ts';
import { judgeRequest } from './judge.ts';

/** What takes the killed item's place, if this license could fetch it: otherwise it must not even learn that it exists. */
export async function substituteFor(
  env: Env,
  principal: PartnerPrincipal,
  state: Attempt,
  { substitute }: ItemVersion,
  now: number,
) {
  if (!substitute) return undefined;
  const article = await unlessAway(loadArticleContext(env, substitute, { fresh: state.fresh, now }));
  const judgement =
    article && judgeRequest(state.license, article, { entitlement: principal.entitlement, use: {}, now });
  if (judgement?.kind !== 'permit') return undefined;
  return { id: substitute, href: `${agencyOf(env).publicUrl}/v1/articles/${substitute}` };
}

/** The refusal is written down by now, and is told with what is known. */
async function unlessAway<T>(looking: Promise<T>): Promise<T | null> {
  try {
    return await looking;
  } catch (error) {
    if (error instanceof OutOfReach) return null;
    throw error;
  }
}
