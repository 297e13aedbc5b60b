/** Why an entry was decided as it was: the decision made again, with its steps and its trace in sentences. */
import type { z } from '@hono/zod-openapi';
import { componentsOf } from '../../delivery/what-if/answer.ts';
import type { Step } from '../../delivery/what-if/schemas.ts';
import { PARTNER_SUSPENDED, stepsOf, unreached } from '../../delivery/what-if/steps.ts';
import type { UseEntry } from '../../ledger/types.ts';
import type { Env } from '../../platform/env.ts';
import type { Audience } from '../../rights/types.ts';
import { type Again, decideAgain, type PastFault, pastOf } from './decision.ts';
import type { pastDecisionSchema } from './schemas.ts';

export type PastDecision = z.input<typeof pastDecisionSchema>;

/** `audience`: `desk` for operators; a partner sees of restrictions what they say, and no other partner. */
export async function pastDecision(env: Env, entry: UseEntry, audience: Audience): Promise<PastDecision> {
  const again = decideAgain(entry, await pastOf(env, entry), audience);
  if (typeof again === 'string') return { reproduced: false, reason: again, sentence: WHY_NOT[again] };
  const asked = askedOf(entry, again);
  const { world } = asked.license;
  const restrictions = audience === 'desk' ? [...world.restrictions, ...again.article.restrictions] : [];
  const components = again.article.snapshot.item.components.filter(
    ({ id }) => again.question.component === undefined || id === again.question.component,
  );
  return {
    reproduced: true,
    sentence: sentenceOf(entry, again, asked.license.world.bundle.partner.status === 'suspended'),
    steps: stepsIn(entry, again, asked),
    components: componentsOf(again.judgement, components, restrictions),
  };
}

/** As a question of the desk is explained. That the partner was suspended is known of an entry that says so, and of no other. */
function askedOf(entry: UseEntry, { license, article, question, by }: Again) {
  const { world, productNames } = license;
  const { bundle } = world;
  const suspended = by === 'ledger' && entry.code === 'license_suspended';
  const partner = { ...bundle.partner, status: suspended ? bundle.partner.status : ('active' as const) };
  return {
    license: {
      kind: 'stored' as const,
      world: { ...world, bundle: { ...bundle, partner } },
      productNames,
      warnings: [],
    },
    article,
    subject: 'article' as const,
    question,
  };
}

function sentenceOf(entry: UseEntry, { judgement, by }: Again, partnerSuspended: boolean): string {
  if (by === 'decision') return judgement.kind === 'permit' ? judgement.decision.sentence : judgement.detail;
  if (entry.code === 'quota_exceeded')
    return 'The policies permitted it; the quota of the license had less left than it needed.';
  if (entry.code === 'license_expired')
    return 'The license was not in force any more at the moment at which it was to be written down.';
  return partnerSuspended ? PARTNER_SUSPENDED : 'The agency had suspended the license or its partner.';
}

function stepsIn(entry: UseEntry, again: Again, asked: Parameters<typeof stepsOf>[0]): Step[] {
  const steps = stepsOf(asked, again.judgement);
  if (again.by === 'decision')
    return [...steps, entry.outcome === 'permit' ? billedStep(entry) : unreached('quota')];
  const step = entry.code === 'quota_exceeded' ? 'quota' : 'license';
  const stop: Step = {
    step,
    result: 'stopped',
    code: entry.code ?? '',
    sentence: sentenceOf(entry, again, asked.license.world.bundle.partner.status === 'suspended'),
  };
  return step === 'quota'
    ? [...steps, stop]
    : [stop, ...steps.slice(1).map((one) => unreached(one.step)), unreached('quota')];
}

function billedStep({ billable, env, delivered }: UseEntry): Step {
  const sentence =
    billable > 0
      ? `It added ${billable} ${billable === 1 ? 'unit' : 'units'} to the bill.`
      : env === 'test'
        ? 'With a test key nothing is billed.'
        : delivered.length === 0
          ? 'Nothing of it left (HEAD, or the caller had it already), so nothing was billed.'
          : 'Everything in it was on the bill already.';
  return { step: 'quota', result: 'passed', sentence };
}

const WHY_NOT: Record<PastFault, string> = {
  license_gone: 'The version of the license that it was judged on is not kept.',
  policies_changed: 'A policy that is kept is not the one that was judged: its digest is another.',
  document_gone: 'The version of the item, or its state of then, is not kept.',
  before_versions:
    'It is from before versions of titles and products were kept, and comes out otherwise with the earliest that are.',
  narrowing_unknown:
    'It is of an earlier release, whose entries do not say how far the token narrowed the license, and comes out otherwise with all of the license.',
  decided_otherwise:
    'All that it was judged on is kept, and comes to another decision. The log or the gateway is at fault.',
};
