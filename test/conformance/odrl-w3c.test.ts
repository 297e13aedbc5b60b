/** The cases of the W3C ODRL formal semantics: activation and control state of a permission. */
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PolicyRequest } from '../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../src/rights/index.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { filesIn, readJson, suite } from './odrl-suites.ts';

const { folder, absent } = suite('odrl-w3c/examples');

/** Slips in the suite's own files, each of which contradicts the expected outcome of the case that it stands in. */
const SLIPS: ReadonlyMap<string, string> = new Map([
  // The requests of C name billie1; their policy, and the payer in their state of the world, is billie.
  ['http://example.com/party/billie1', 'http://example.com/party/billie'],
]);

interface Case {
  name: string;
  policy: OdrlJson;
  request: PolicyRequest;
  performed: string[];
  activation: unknown;
  control: unknown;
}

/** Requests and reports name each other wrongly here and there: the folder says what belongs together. */
function caseOf(path: string): Case {
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

/** A parameter describes a feature of the world; which operand asks for it, the constraint with that unit says. */
function operandIn(unit: string, value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const node = value as OdrlJson;
  if (node.unit === unit) return String(node.leftOperand);
  return Object.values(node)
    .map((part) => operandIn(unit, part))
    .join('');
}

describe.skipIf(absent)('W3C ODRL formal semantics', () => {
  const cases = filesIn(folder, /evaluationrequest\w+\.json$/).map(caseOf);
  console.info(`W3C formal semantics: ${cases.length} cases`);

  it('has all its cases here', () => {
    expect(cases.length).toBeGreaterThanOrEqual(9);
  });

  it.each(cases)('$name: $activation, $control', ({ policy, request, performed, activation, control }) => {
    const { decision, rules } = evaluatePolicy(policy, request, { performed });
    const permission = rules.find(({ type }) => type === 'permission');
    expect(`report:${permission?.active ? 'Active' : 'Inactive'}`).toBe(activation);
    expect(`report:${permission?.satisfied ? 'Permit' : 'Deny'}`).toBe(control);
    expect(`report:${decision === 'permit' ? 'Permit' : 'Deny'}`).toBe(control);
  });

  it('has a constrained prohibition without cases, which we read as it says', () => {
    const policy = readJson(filesIn(join(folder), /policyA2\.json$/)[0] ?? '');
    const active = (dateTime: string) =>
      evaluatePolicy(policy, {
        action: 'archive',
        assignee: 'http://example.com/assignee:55',
        target: 'http://example.com/photoAlbum:55',
        context: { dateTime },
      }).rules[0]?.active;
    expect(active('2024-06-01T00:00:00Z')).toBe(true);
    expect(active('2025-06-01T00:00:00Z')).toBe(false);
  });
});
