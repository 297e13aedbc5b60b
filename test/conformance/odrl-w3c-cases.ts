/**
 * The cases of the W3C ODRL formal semantics, as a policy, a request and what the report says of the
 * permission.
 */
import { dirname } from 'node:path';
import type { PolicyRequest } from '../../src/rights/evaluate/types.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { filesIn, readJson, suite } from './odrl-suites.ts';

export const { folder, absent } = suite('odrl-w3c/examples');

/**
 * Slips in the suite's own files, each of which contradicts the expected outcome of the case that it stands
 * in.
 */
const SLIPS: ReadonlyMap<string, string> = new Map([
  // The requests of C name billie1; their policy, and the payer in their state of the world, is billie.
  ['http://example.com/party/billie1', 'http://example.com/party/billie'],
]);

export interface W3cCase {
  name: string;
  policy: OdrlJson;
  request: PolicyRequest;
  performed: string[];
  activation: unknown;
  control: unknown;
}

/** Requests and reports name each other wrongly here and there: the folder says what belongs together. */
function caseOf(path: string): W3cCase {
  const [own, parent] = [dirname(path), dirname(dirname(path))];
  const [policyPath = ''] = filesIn(parent, /^policy\w+\.json$/);
  const [reportPath = ''] = filesIn(own, /^compliancereport[.\w]+\.json$/);
  const policy = readJson(policyPath);
  const report = Object.values(readJson(reportPath)).find(
    (part) => (part as OdrlJson)['@type'] === 'report:ruleReport',
  ) as OdrlJson;
  return {
    name: own.slice(own.lastIndexOf('/') + 1),
    policy,
    request: requestOf(readJson(path), policy),
    performed: filesIn(own, /^state\w+\.json$/).map((state) =>
      String((readJson(state).context as OdrlJson).conditionId),
    ),
    activation: report['report:activationState'],
    control: report['report:controlState'],
  };
}

function requestOf(written: OdrlJson, policy: OdrlJson): PolicyRequest {
  const parameter = written.requestParameters as { value: OdrlJson; describesFeature: string };
  const value = parameter.value['@value'] ?? parameter.value['@id'];
  const party = written.evaluatedParty as string | undefined;
  const now = parameter.describesFeature === 'sotw:CurrentXSDDateTime';
  return {
    action: String(written.evaluatedAction),
    target: String(written.evaluatedTarget),
    ...(party !== undefined && { assignee: SLIPS.get(party) ?? party }),
    context: now
      ? { dateTime: value }
      : { [operandIn(parameter.describesFeature, policy)]: { value, unit: parameter.describesFeature } },
  };
}

/**
 * A parameter describes a feature of the world; which operand asks for it, the constraint with that unit
 * says.
 */
function operandIn(unit: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const node = value as OdrlJson;
  if (node.unit === unit) return String(node.leftOperand);
  return Object.values(node)
    .map((part) => operandIn(unit, part))
    .join('');
}

export function w3cCases(): W3cCase[] {
  return filesIn(folder, /evaluationrequest\w+\.json$/).map(caseOf);
}
