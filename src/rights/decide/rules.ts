/** What the rules of the policies in play say of one case. */
import type { Rule } from '../odrl/model.ts';
import type { RightsCode } from '../types.ts';
import type { Bench } from './bench.ts';
import type { UseCase } from './case.ts';
import type { ActDocket } from './docket.ts';
import { unmetDuty } from './duties.ts';
import type { ActRules, InPlay } from './prepared.ts';
import {
  type Denial,
  deny,
  type Finding,
  Forbidden,
  NotGranted,
  STAGE,
  type Verdict,
  type Witness,
} from './verdict.ts';

/** Closed by default: some permission must hold, with every duty of it fulfilled. */
export function grantedBy(bench: Bench, act: ActDocket, use: UseCase, witness?: Witness): Verdict {
  const from = bench.docket.license;
  const failed: Finding[] = [];
  let owing: Denial | undefined;
  const { uploaded } = from.record;
  for (const rule of act.license.permissions) {
    // The targets of compiled terms are products, and which items those contain was asked before.
    if (uploaded && !addresses(bench, rule)) continue;
    const truth = use.where.truthOf(rule.constraints);
    witness?.(from, rule, truth, use);
    if (truth !== 'holds') {
      failed.push({ from, rule, truth });
      continue;
    }
    const unmet = unmetDuty(from, rule.duties, use, STAGE.prohibited - 1, witness);
    if (!unmet) return { outcome: 'permit', from, rule };
    owing = unmet;
  }
  return owing ?? new NotGranted(from, failed, use);
}

/**
 * The license's own prohibitions are the limits of what it grants. Under the strategy `perm`, which only an uploaded policy
 * names, what a permission grants they do not take away (ODRL IM 2.2, section 2.10).
 */
export function limitedBy(bench: Bench, act: ActDocket, use: UseCase, witness?: Witness): Denial | undefined {
  const { license } = bench.docket;
  const { policy, openDuties } = license.prepared;
  if (policy.conflict === 'perm') return unmetDuty(license, openDuties, use, STAGE.prohibited, witness);
  const { prohibitions } = act.license;
  const own = license.record.uploaded ? prohibitions.filter((rule) => addresses(bench, rule)) : prohibitions;
  return forbiddenBy(license, own, use, STAGE.prohibited, witness, codeOfLimit);
}

function codeOfLimit({ constraints }: Rule): RightsCode {
  return constraints.some((one) => one.kind === 'atomic' && one.operandKind === 'elapsed')
    ? 'outside_term'
    : 'use_not_licensed';
}

/** Every restriction is looked at, for the trace; the first that forbids decides. */
export function restricted(
  bench: Bench,
  act: ActDocket,
  use: UseCase,
  witness?: Witness,
): Denial | undefined {
  const { restrictions } = bench.docket;
  let verdict: Denial | undefined;
  for (let place = 0; place < restrictions.length; place += 1) {
    const from = restrictions[place];
    const rules = act.restrictions[place];
    if (!from || !rules) continue;
    const forbidden =
      forbiddenBy(from, rules.prohibitions, use, STAGE.restricted, witness, () => 'restricted') ??
      notAllowedBy(bench, from, rules, use, witness);
    if (forbidden && !witness) return forbidden;
    verdict ??= forbidden;
  }
  return verdict;
}

/** A prohibition forbids unless one of its constraints is known to fail. All are looked at when there is a witness. */
function forbiddenBy(
  from: InPlay,
  prohibitions: readonly Rule[],
  use: UseCase,
  stage: number,
  witness: Witness | undefined,
  codeOf: (rule: Rule) => RightsCode,
): Denial | undefined {
  let verdict: Denial | undefined;
  for (const rule of prohibitions) {
    const truth = use.where.truthOf(rule.constraints);
    witness?.(from, rule, truth, use);
    if (truth === 'fails' || verdict) continue;
    verdict = new Forbidden({ from, rule, truth }, stage, use, codeOf(rule));
    if (!witness) return verdict;
  }
  return verdict ?? unmetDuty(from, from.prepared.openDuties, use, stage, witness);
}

/** A restriction that permits something permits only that: its permissions narrow the license, they never add to it. */
function notAllowedBy(
  bench: Bench,
  from: InPlay,
  { permissions }: ActRules,
  use: UseCase,
  witness?: Witness,
): Denial | undefined {
  if (from.prepared.policy.permissions.length === 0) return undefined;
  const rules = permissions.filter((rule) => addresses(bench, rule));
  for (const rule of rules) {
    const truth = use.where.truthOf(rule.constraints);
    witness?.(from, rule, truth, use);
    if (truth === 'holds' && !unmetDuty(from, rule.duties, use, STAGE.restricted, witness)) return undefined;
  }
  return deny('restricted', from, rules[0]?.id ?? 'closed-by-default', STAGE.restricted, use);
}

/** Whether a rule speaks of this item and this partner: one that speaks of another has no say here. */
function addresses({ docket, subject, component }: Bench, { targets, assignees }: Rule): boolean {
  const { partner } = docket.license.record.setting;
  return (
    (!targets ||
      targets.some(
        (target) =>
          target === subject.item ||
          target === subject.uri ||
          target === component.id ||
          subject.partOf?.includes(target),
      )) &&
    (!assignees || assignees.some((name) => name === partner || name === `urn:imprimatur:partner:${partner}`))
  );
}
