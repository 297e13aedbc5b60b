/** The cases of SolidLab's ODRL test suite: which rule is active for a request in a state of the world. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { PolicyRequest, PolicyState } from '../../src/rights/evaluate/types.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { filesIn, Graph, ODRL, suite } from './odrl-suites.ts';

const { folder, absent } = suite('odrl-solidlab');

export { absent };

const EX = 'http://example.org/';
const REPORT = 'https://w3id.org/force/compliance-report#';
const ISSUED = 'http://purl.org/dc/terms/issued';

const graphs = (kind: string) =>
  filesIn(`${folder}/${kind}`, /\.ttl$/).map((path) => new Graph(readFileSync(path, 'utf8')));
/** Subject → the file that describes it. */
const bySubject = (list: Graph[]) =>
  new Map(list.flatMap((graph) => graph.subjects().map((subject) => [subject, graph])));

export interface SolidLabCase {
  name: string;
  title: string;
  policy: OdrlJson[];
  request: PolicyRequest;
  state: PolicyState;
  /** Rule → active. */
  expected: Map<string, boolean>;
}

export function solidLabCases(): SolidLabCase[] {
  const policies = bySubject(graphs('policies'));
  const requests = bySubject(graphs('requests'));
  const states = bySubject(graphs('sotw'));
  return filesIn(`${folder}/test_cases`, /\.ttl$/).map((path) => {
    const graph = new Graph(readFileSync(path, 'utf8'));
    const [test = ''] = graph.typed(`${EX}TestCase`);
    const input = (property: string, known: Map<string, Graph>) => {
      const id = graph.one(test, EX + property) ?? '';
      const found = known.get(id);
      if (!found) throw new Error(`${basename(path)}: there is no ${property} ${id}`);
      return { id, found };
    };
    const policy = input('policy', policies);
    const request = input('request', requests);
    const state = input('sotw', states);
    return {
      name: /testcase-\d+/.exec(path)?.[0] ?? path,
      title: graph.one(test, 'http://purl.org/dc/terms/title') ?? '',
      policy: policy.found.jsonLd(),
      ...requestOf(request.found, request.id, state.found),
      state: stateOf(state.found, policy.id),
      expected: expectedOf(graph, test),
    };
  });
}

function requestOf(graph: Graph, id: string, stateGraph: Graph): { request: PolicyRequest } {
  const rule = graph.one(id, `${ODRL}permission`) ?? '';
  const one = (property: string) => graph.one(rule, ODRL + property);
  const [assignee, target] = [one('assignee'), one('target')];
  const now = stateGraph.subjects().flatMap((subject) => stateGraph.all(subject, ISSUED))[0];
  return {
    request: {
      action: one('action') ?? '',
      ...(assignee !== undefined && { assignee }),
      ...(target !== undefined && { target }),
      ...(now !== undefined && { context: { dateTime: now } }),
    },
  };
}

/** Duties that the world reports as performed for this very policy. */
function stateOf(graph: Graph, policy: string): PolicyState {
  const reports = graph
    .typed(`${REPORT}PolicyReport`)
    .filter((report) => graph.one(report, `${REPORT}policy`) === policy)
    .flatMap((report) => graph.all(report, `${REPORT}ruleReport`));
  const performed = reports
    .filter((report) => graph.one(report, `${REPORT}performanceState`) === `${REPORT}Performed`)
    .flatMap((report) => graph.all(report, `${REPORT}rule`));
  const partOf = Object.fromEntries(
    graph.subjects().map((subject) => [subject, graph.all(subject, `${ODRL}partOf`)]),
  );
  return { performed, partOf };
}

function expectedOf(graph: Graph, test: string): Map<string, boolean> {
  const report = graph.one(test, `${EX}expectedReport`) ?? '';
  return new Map(
    graph
      .all(report, `${REPORT}ruleReport`)
      .map((rule) => [
        graph.one(rule, `${REPORT}rule`) ?? '',
        graph.one(rule, `${REPORT}activationState`) === `${REPORT}Active`,
      ]),
  );
}
