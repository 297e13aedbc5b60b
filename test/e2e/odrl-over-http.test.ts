/**
 * The public ODRL suites through the gateway: what a bare policy is told over HTTP is what the evaluator
 * says, which the conformance tests hold against the suites' own expectations.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PolicyDecision, PolicyRequest, PolicyState } from '../../src/rights/evaluate/types.ts';
import { evaluatePolicy } from '../../src/rights/index.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import * as iptc from '../conformance/odrl-iptc-cases.ts';
import * as solidLab from '../conformance/odrl-solidlab-cases.ts';
import * as w3c from '../conformance/odrl-w3c-cases.ts';
import { call, type Embedded, startEmbedded, temporaryState, tokenOf } from '../support/embedded.ts';

interface Case {
  name: string;
  policy: OdrlJson | OdrlJson[];
  request: PolicyRequest;
  state: PolicyState;
}

const SUITES: { name: string; absent: boolean; least: number; cases: () => Case[] }[] = [
  {
    name: 'W3C formal semantics',
    absent: w3c.absent,
    least: 9,
    cases: () => w3c.w3cCases().map(({ performed, ...one }) => ({ ...one, state: { performed } })),
  },
  {
    name: 'IPTC evaluator',
    absent: iptc.absent,
    least: 38,
    cases: () => iptc.iptcCases().map((iptcCase) => ({ name: iptcCase.name, ...iptc.questionOf(iptcCase) })),
  },
  {
    name: 'SolidLab',
    absent: solidLab.absent,
    least: 51,
    cases: solidLab.solidLabCases,
  },
];

const state = temporaryState();
let gateway: Embedded;
let admin: string;

beforeAll(async () => {
  gateway = await startEmbedded(state.dir);
  admin = await tokenOf(gateway.url, gateway.admin);
});
afterAll(async () => {
  await gateway?.stop();
  state.remove();
});

describe.each(SUITES)('$name over HTTP', ({ absent, least, cases }) => {
  it.skipIf(absent)('is decided as the evaluator decides it', async () => {
    const all = cases();
    expect(all.length).toBeGreaterThanOrEqual(least);
    const counts: Record<string, number> = { permit: 0, deny: 0 };
    for (const { name, policy, request, state: policyState } of all) {
      const answer = await call<PolicyDecision>(`${gateway.url}/v1/admin/decisions`, admin, 'POST', {
        policy,
        request,
        ...policyState,
      });
      const { faults, ...expected } = evaluatePolicy(policy as OdrlJson, request, policyState);
      const { faults: answeredFaults, ...decided } = answer;
      expect([name, decided]).toEqual([name, JSON.parse(JSON.stringify(expected))]);
      expect(answeredFaults.map(({ message }) => message)).toEqual(faults.map(({ message }) => message));
      counts[answer.decision] = (counts[answer.decision] ?? 0) + 1;
    }
    console.info(`${all.length} cases over HTTP: ${counts.permit} permitted, ${counts.deny} denied`);
  });
});
