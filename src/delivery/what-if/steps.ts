/** The judging order, step by step, each with what it says of this question: the same functions that judge. Pure. */
import type { MeterAnswer } from '../../ledger/types.ts';
import {
  coveredByProduct,
  day,
  embargo,
  type Judgement,
  licenseInForce,
  published,
  type Question,
} from '../judge.ts';
import type { ArticleWorld } from '../world.ts';
import { coverageSentence } from './coverage.ts';
import type { AskedLicense } from './license.ts';
import type { Step } from './schemas.ts';
import type { SubjectKind } from './subject.ts';

export interface Asked {
  license: AskedLicense;
  article: ArticleWorld;
  subject: SubjectKind;
  question: Question;
}

/** `judgement` is of the whole question. The quota is last: it is told apart, because its object has to be asked. */
export function stepsOf(asked: Asked, judgement: Judgement): Step[] {
  const before = [licenseStep(asked), productStep(asked), pubStatusStep(asked), embargoStep(asked)];
  const stopped = before.some(({ result }) => result === 'stopped');
  return [...before, stopped ? unreached('policies') : policiesStep(judgement)];
}

export function unreached(step: Step['step']): Step {
  return { step, result: 'not_reached', sentence: 'Not looked at: an earlier step has stopped it.' };
}

const passed = (step: Step['step'], sentence: string): Step => ({ step, result: 'passed', sentence });

function stopped(step: Step['step'], judgement: Judgement): Step {
  if (judgement.kind !== 'refuse') throw new Error(`${step} stops without a refusal`);
  return { step, result: 'stopped', code: judgement.code, sentence: judgement.detail };
}

export const PARTNER_SUSPENDED = 'The agency has suspended this partner, and with it all its licenses.';

function licenseStep({ license, question }: Asked): Step {
  const { bundle } = license.world;
  if (bundle.partner.status === 'suspended')
    return { step: 'license', result: 'stopped', code: 'license_suspended', sentence: PARTNER_SUSPENDED };
  const over = licenseInForce(license.world, question.now);
  if (over) return stopped('license', over);
  if (license.kind === 'policy')
    return passed('license', 'A policy stands for the license; it has no term of its own.');
  return passed('license', `In force until ${day(bundle.endsMs)}.`);
}

function productStep({ license, article, subject, question }: Asked): Step {
  const { item } = article.snapshot;
  if (coveredByProduct(license.world, article, question)) {
    const missing =
      question.component !== undefined && !item.components.some(({ id }) => id === question.component);
    const sentence = missing
      ? `The item has no component ${question.component}.`
      : covered(license, article, question);
    return { step: 'product', result: 'stopped', code: 'not_found', sentence };
  }
  if (license.kind === 'policy')
    return {
      step: 'product',
      result: 'not_asked',
      sentence: 'A policy has no products: every item is covered.',
    };
  if (subject === 'none')
    return { step: 'product', result: 'not_asked', sentence: 'No item was named, so no product was asked.' };
  return passed('product', covered(license, article, question));
}

function covered(
  { world, productNames }: AskedLicense,
  { snapshot }: ArticleWorld,
  { now }: Question,
): string {
  const products = world.bundle.products.map(({ id, selection }) => ({
    name: productNames.get(id) ?? id,
    selection,
  }));
  return coverageSentence(products, snapshot.item, now);
}

function pubStatusStep({ article }: Asked): Step {
  const over = published(article);
  return over ? stopped('pubStatus', over) : passed('pubStatus', 'The item is usable.');
}

function embargoStep({ license, article, question }: Asked): Step {
  const held = embargo(license.world, article, question.now);
  if (held) return stopped('embargo', held);
  const until = article.snapshot.item.embargoedUntil;
  if (until === undefined) return passed('embargo', 'There is none.');
  const when = day(until);
  return passed(
    'embargo',
    until <= question.now
      ? `It has lifted on ${when}.`
      : `Embargoed until ${when}; the license has advance delivery, and publication waits until then.`,
  );
}

function policiesStep(judgement: Judgement): Step {
  if (judgement.kind === 'permit') return passed('policies', judgement.decision.sentence);
  return stopped('policies', judgement);
}

/** `answer` null: the object could not say; undefined: a license that is not stored has no count. */
export function quotaStep(answer: MeterAnswer | null | undefined): Step {
  if (answer === undefined)
    return { step: 'quota', result: 'not_asked', sentence: 'Only a stored license has a count.' };
  if (answer === null)
    return {
      step: 'quota',
      result: 'not_asked',
      sentence: 'The ledger that keeps the count could not be asked.',
    };
  const { units, quota, allowed } = answer;
  const adds =
    units === 0 ? 'everything in it is on the bill already' : `it would add ${count(units)} to the bill`;
  if (!quota) return passed('quota', `The license has no quota; ${adds}.`);
  const left = Math.max(0, quota.limit - quota.used);
  const room = `${left} of the ${count(quota.limit)} a ${quota.per} ${left === 1 ? 'is' : 'are'} left`;
  if (!allowed)
    return { step: 'quota', result: 'stopped', code: 'quota_exceeded', sentence: `${room}; ${adds}.` };
  return passed('quota', `${room}; ${adds}${units > left ? ', as overage' : ''}.`);
}

const count = (units: number) => `${units} ${units === 1 ? 'unit' : 'units'}`;
