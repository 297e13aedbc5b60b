/** Evaluates a bare ODRL policy and one request, without a license. Pure. */
import { malformed } from '../../platform/http.ts';
import type { PolicyDecision, PolicyRequest, PolicyState } from '../../rights/evaluate/types.ts';
import { evaluatePolicy } from '../../rights/index.ts';
import { tooLarge } from '../../rights/odrl/node.ts';
import type { BareQuestion } from './schemas.ts';

/**
 * A void policy gives a decision (deny, with its faults). Throws `malformed` for a question that is too large
 * to evaluate.
 */
export function decideBare({ policy, request, ...rest }: BareQuestion): PolicyDecision {
  const state = rest as PolicyState;
  const large = tooLarge([request, state]);
  if (large !== undefined) {
    const part = Object.entries({ request, ...rest }).find(([, one]) => tooLarge([[one]]) !== undefined);
    throw malformed('body', [{ path: `/${part?.[0] ?? ''}`, message: large }]);
  }
  const { faults, ...decision } = evaluatePolicy(policy, request as PolicyRequest, state);
  return { ...decision, faults: faults.map(inPolicy) };
}

/** The evaluator's pointers are relative to the policy, which is a member of the caller's body. */
function inPolicy({ path, message }: { path: string; message: string }) {
  return { path: `/policy${path === '/' ? '' : path}`, message };
}
