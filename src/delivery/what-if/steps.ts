/** Explains the judging order step by step, with the functions that judge. Pure. */
import type { MeterAnswer } from '../../ledger/types.ts';
import { sentenceMembers } from '../../platform/message.ts';
import type { Message } from '../../rights/types.ts';
import {
  coveredByProduct,
  day,
  embargo,
  endOf,
  type Judgement,
  licenseInForce,
  published,
  type Question,
} from '../judge.ts';
import { message } from '../templates.ts';
import type { ArticleContext } from '../types.ts';
import { coverageMessage } from './coverage.ts';
import type { JudgedLicense } from './license.ts';
import type { Step } from './schemas.ts';
import type { SubjectKind } from './subject.ts';

export interface Inquiry {
  license: JudgedLicense;
  article: ArticleContext;
  subject: SubjectKind;
  question: Question;
}

/**
 * `judgement`: of the whole question. The quota step is separate, because it needs a call to the ledger
 * shard.
 */
export function stepsOf(inquiry: Inquiry, judgement: Judgement): Step[] {
  const before = [licenseStep(inquiry), productStep(inquiry), pubStatusStep(inquiry), embargoStep(inquiry)];
  const stopped = before.some(({ result }) => result === 'stopped');
  return [...before, stopped ? unreached('policies') : policiesStep(judgement)];
}

const passed = (step: Step['step'], reason: Message): Step => ({
  step,
  result: 'passed',
  ...sentenceMembers(reason),
});
const skipped = (step: Step['step'], reason: Message): Step => ({
  ...passed(step, reason),
  result: 'not_asked',
});

export const stop = (step: Step['step'], code: string, reason: Message | string): Step => ({
  step,
  result: 'stopped',
  code,
  ...sentenceMembers(reason),
});

export const unreached = (step: Step['step']): Step => ({
  ...passed(step, message('step.not_reached')),
  result: 'not_reached',
});

function stopped(step: Step['step'], judgement: Judgement): Step {
  if (judgement.kind !== 'refuse') throw new Error(`${step} stops without a refusal`);
  return stop(step, judgement.code, judgement.message ?? judgement.detail);
}

export const partnerSuspended = () => message('license.partner_suspended');

function licenseStep({ license, question }: Inquiry): Step {
  const { bundle } = license.context;
  if (bundle.partner.status === 'suspended') return stop('license', 'license_suspended', partnerSuspended());
  const over = licenseInForce(license.context, question.now);
  if (over) return stopped('license', over);
  if (license.kind === 'policy') return passed('license', message('license.policy'));
  return passed('license', message('license.in_force', { at: endOf(license.context) }));
}

function productStep({ license, article, subject, question }: Inquiry): Step {
  const { item } = article.snapshot;
  const { component } = question;
  if (coveredByProduct(license.context, article, question)) {
    const isMissing = component !== undefined && !item.components.some(({ id }) => id === component);
    const reason = isMissing
      ? message('product.no_component', { component })
      : covered(license, article, question);
    return stop('product', 'not_found', reason);
  }
  if (license.kind === 'policy') return skipped('product', message('product.policy'));
  if (subject === 'none') return skipped('product', message('product.no_item'));
  return passed('product', covered(license, article, question));
}

function covered(
  { context, productNames }: JudgedLicense,
  { snapshot }: ArticleContext,
  { now }: Question,
): Message {
  const products = context.bundle.products.map(({ id, selection }) => ({
    name: productNames.get(id) ?? id,
    selection,
  }));
  return coverageMessage(products, snapshot.item, now);
}

function pubStatusStep({ article, subject }: Inquiry): Step {
  if (subject === 'none') return skipped('pubStatus', message('item.not_named'));
  const over = published(article);
  return over ? stopped('pubStatus', over) : passed('pubStatus', message('item.usable'));
}

function embargoStep({ license, article, subject, question }: Inquiry): Step {
  if (subject === 'none') return skipped('embargo', message('embargo.not_named'));
  const refusal = embargo(license.context, article, question.now);
  if (refusal) return stopped('embargo', refusal);
  const until = article.snapshot.item.embargoedUntil;
  if (until === undefined) return passed('embargo', message('embargo.none'));
  const lifts = until <= question.now ? 'embargo.lifted' : 'embargo.advance';
  return passed('embargo', message(lifts, { at: day(until) }));
}

function policiesStep(judgement: Judgement): Step {
  if (judgement.kind === 'permit') return passed('policies', judgement.decision.message);
  return stopped('policies', judgement);
}

/** Why the ledger is not asked for the quota; null: it is asked. */
export function quotaUnasked({ license, subject }: Inquiry): Step | null {
  if (license.kind !== 'stored') return skipped('quota', message('quota.not_stored'));
  return subject === 'item' ? skipped('quota', message('quota.proposed_item')) : null;
}

/** `answer` null: the shard is out of reach. Without an article, it is about one new unit. */
export function quotaStep(answer: MeterAnswer | null, subject: SubjectKind): Step {
  if (answer === null) return skipped('quota', message('quota.out_of_reach'));
  const adds = addedUnits(answer, subject);
  const { units, quota, allowed } = answer;
  if (!quota) return passed('quota', message('quota.none', { adds }));
  const count = Math.max(0, quota.limit - quota.used);
  const limit = message('quota.units', { count: quota.limit });
  const remaining = message('quota.left', { count, limit, per: { of: 'quota_per', value: quota.per } });
  if (!allowed) return stop('quota', 'quota_exceeded', message('quota.room', { left: remaining, adds }));
  return passed('quota', message(units > count ? 'quota.overage' : 'quota.room', { left: remaining, adds }));
}

function addedUnits({ units }: MeterAnswer, subject: SubjectKind): Message {
  if (subject === 'none') return message('quota.adds_each');
  return units === 0 ? message('quota.adds_nothing') : message('quota.adds', { count: units });
}
