/** Evaluates one bare ODRL policy for one request. */
import type { Notes, Policy } from '../odrl/model.ts';
import { tooLarge } from '../odrl/node.ts';
import { readPolicy } from '../odrl/parse.ts';
import type { OdrlJson, RightsFault } from '../types.ts';
import { type PolicyCase, toPolicyCase } from './case.ts';
import { type Clash, firstClash } from './conflict.ts';
import {
  judgeObligation,
  judgePermission,
  judgeProhibition,
  type PermissionVerdict,
  type RuleVerdict,
} from './rules.ts';
import type { PolicyCode, PolicyDecision, PolicyRequest, PolicyState, RuleReport } from './types.ts';

export interface PreparedPolicy {
  ok: true;
  policy: Policy;
  notes: Notes;
  /** A clash that voids the policy under its strategy. */
  clash: Clash | 'too many' | undefined;
}

/** Faults: the document contains no policy. A void policy is prepared too, and denies everything. */
export function preparePolicy(
  policy: OdrlJson,
  { policies, profiles }: Pick<PolicyState, 'policies' | 'profiles'> = {},
): PreparedPolicy | { ok: false; reason: RightsFault[] } {
  const reading = readPolicy(policy, { library: listed(policies), profiles: texts(profiles), bare: true });
  if (!reading.ok) return reading;
  const { policy: model, notes } = reading.value;
  const clash = model.conflict === 'invalid' ? firstClash(model) : undefined;
  return { ok: true, policy: model, notes, clash };
}

/**
 * Returns the decision of a policy about a request, with a report of every rule. Never throws, whatever the
 * three contain.
 *
 * Closed by default: a use that no permission permits is denied. A permission holds if it is about the action
 * (or one that includes it), the target and the assignee, its constraints and refinements hold, and every
 * owed duty has been performed. The policy's conflict strategy decides between permission and prohibition;
 * without one, a clash voids the policy even for requests that do not meet it. Obligations are reported and
 * condition nothing.
 * Source: ODRL IM 2.2; ODRL formal semantics.
 */
export function evaluatePolicy(
  policy: OdrlJson,
  request: PolicyRequest,
  state: PolicyState = {},
): PolicyDecision {
  const sizeFault = tooLarge([request, state]);
  if (sizeFault !== undefined) return deniedAsVoid([{ path: '', message: sizeFault }]);
  const prepared = preparePolicy(policy, state ?? {});
  return prepared.ok ? evaluatePrepared(prepared, request, state) : deniedAsVoid(prepared.reason);
}

/** Evaluates a prepared policy. The request and the state must have passed `tooLarge`. */
export function evaluatePrepared(
  prepared: PreparedPolicy,
  request: PolicyRequest,
  state: Omit<PolicyState, 'policies' | 'profiles'> = {},
): PolicyDecision {
  const { policy, notes } = prepared;
  const faults = [
    ...[...notes.stops, ...notes.remarks].map(({ path, message }) => ({ path, message })),
    ...notes.warnings,
  ];
  if (notes.stops.some(({ why }) => why === 'void')) return deniedAsVoid(faults);
  const verdicts = judge(toPolicyCase(policy, notes, request ?? { action: '' }, state ?? {}));
  const [stop] = notes.stops;
  const outcome = stop ? deny('not_in_force', stop.message) : decide(prepared, verdicts);
  return { ...outcome, rules: verdicts.reports, faults };
}

interface Verdicts {
  permissions: PermissionVerdict[];
  prohibitions: RuleVerdict[];
  reports: RuleReport[];
}

function judge(policyCase: PolicyCase): Verdicts {
  const permissions = policyCase.policy.permissions.map((rule) => judgePermission(policyCase, rule));
  const prohibitions = policyCase.policy.prohibitions.map((rule) => judgeProhibition(policyCase, rule));
  const obligations = policyCase.policy.obligations.flatMap((rule) => judgeObligation(policyCase, rule));
  const reports = [...permissions, ...prohibitions].flatMap((verdict) => verdict.reports);
  return { permissions, prohibitions, reports: [...reports, ...obligations] };
}

type Outcome = Pick<PolicyDecision, 'decision' | 'code' | 'reason' | 'decidedBy' | 'missing'>;

function decide({ policy, clash }: PreparedPolicy, { permissions, prohibitions }: Verdicts): Outcome {
  const granting = permissions.find(({ effective }) => effective);
  const forbidding = prohibitions.find(({ effective }) => effective);
  if (policy.conflict === 'invalid') {
    const conflictOutcome = voidedBy(clash, granting, forbidding);
    if (conflictOutcome) return conflictOutcome;
  }
  if (granting && (forbidding === undefined || policy.conflict === 'perm'))
    return {
      decision: 'permit',
      code: 'permitted',
      reason: granting.reports[0]?.reason ?? '',
      decidedBy: granting.rule.id,
    };
  if (forbidding) return deny('forbidden', forbidding.reports[0]?.reason ?? '', forbidding.rule.id);
  return notPermitted(permissions);
}

/** A clash voids the whole policy, and so does a policy too large to be compared. */
function voidedBy(
  clash: PreparedPolicy['clash'],
  granting?: RuleVerdict,
  forbidding?: RuleVerdict,
): Outcome | undefined {
  if (clash === 'too many')
    return deny('conflict', 'It has more rules than can be compared for conflicts; name a conflict strategy');
  const permission = granting && forbidding ? granting.rule : clash?.permission;
  const prohibition = granting && forbidding ? forbidding.rule : clash?.prohibition;
  if (!permission || !prohibition) return undefined;
  return deny(
    'conflict',
    `The permission ${permission.id} and the prohibition ${prohibition.id} clash, and the policy names no strategy that would resolve it: it is void`,
    prohibition.id,
  );
}

/** The denial nearest to a permit: first unfulfilled duties, then facts that are not stated. */
function notPermitted(permissions: readonly PermissionVerdict[]): Outcome {
  const unmetDutyPermission = permissions.find(({ applies }) => applies === 'holds');
  if (unmetDutyPermission)
    return deny(
      'duty_unfulfilled',
      unmetDutyPermission.reports[0]?.reason ?? '',
      unmetDutyPermission.rule.id,
    );
  const undecidedPermissions = permissions.filter(({ applies }) => applies === 'missing');
  const missing = [...new Set(undecidedPermissions.flatMap((permission) => permission.missing))].sort();
  if (undecidedPermissions.length > 0)
    return { ...deny('indeterminate', `The request does not state ${missing.join(', ')}`), missing };
  return deny('not_permitted', 'No permission of the policy permits it; what is not permitted is denied');
}

function deny(code: PolicyCode, reason: string, decidedBy?: string): Outcome {
  return { decision: 'deny', code, reason, ...(decidedBy !== undefined && { decidedBy }) };
}

function deniedAsVoid(faults: RightsFault[]): PolicyDecision {
  return { ...deny('policy_void', faults[0]?.message ?? ''), rules: [], faults };
}

function listed(values: unknown): unknown[] {
  return Array.isArray(values) ? values : [];
}

function texts(values: unknown): string[] {
  return listed(values).filter((value) => typeof value === 'string');
}
