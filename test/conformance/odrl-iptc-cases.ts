/**
 * The cases of IPTC's evaluator. The suite presets the outcome of each constraint and act; here each preset
 * becomes a fact that makes it so, and the policies stand as they are. They use example profiles, which the
 * request vouches for.
 */
import { readFileSync } from 'node:fs';
import type { PolicyRequest, PolicyState, RuleType } from '../../src/rights/evaluate/types.ts';
import type { OdrlJson } from '../../src/rights/types.ts';
import { filesIn, readJson, suite } from './odrl-suites.ts';

const { folder, absent } = suite('odrl-iptc');

export { absent };

/** Enough YAML for the suite's one file: nested maps of quoted or bare texts. */
type Tree = { [key: string]: Tree | string };
function readYaml(text: string): Tree {
  const root: Tree = {};
  const open: { indent: number; tree: Tree }[] = [{ indent: -1, tree: root }];
  for (const line of text.split('\n')) {
    const [, space = '', quoted, bare, value] =
      /^(\s*)(?:"([^"]*)"|([\w-]+)):\s*(?:"?(.*?)"?)\s*$/.exec(line) ?? [];
    const key = quoted ?? bare;
    if (key === undefined || value === undefined) continue;
    while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop();
    const parent = open.at(-1)?.tree ?? root;
    if (value !== '') parent[key] = value;
    else {
      const tree: Tree = {};
      parent[key] = tree;
      open.push({ indent: space.length, tree });
    }
  }
  return root;
}

const sub = (tree: Tree | undefined, key: string): Tree => {
  const value = tree?.[key];
  return typeof value === 'object' ? value : {};
};

export interface IptcCase {
  name: string;
  rule: RuleType;
  policy: OdrlJson;
  defaults: Tree;
  instances: Tree;
  /** In the second round a duty that was missed in the first is owed with its consequences. */
  round: number;
  /** The suite's own last word. */
  final: string;
}

function caseOf(log: string, config: Tree): IptcCase {
  const name = /CASE_(.+)_log\.txt$/.exec(log)?.[1] ?? '';
  const entry = sub(config, name);
  const presets = sub(entry, 'evalpresets');
  const defaults = sub(presets, 'defaults');
  return {
    name,
    rule: String(entry.evalRuleproperty).replace('.1', '') as RuleType,
    policy: readJson(`${folder}/testdata/${String(entry.filename)}.json`),
    defaults,
    instances: sub(presets, 'instances'),
    round: Number(defaults.dutyEvalRound ?? entry.obligationEvalRound ?? 1),
    final: /TESTRESULT-FINAL:.*/.exec(readFileSync(log, 'utf8'))?.[0] ?? '',
  };
}

/** A value that makes a constraint hold, and one that makes it fail. */
const FACTS: Record<string, [unknown, unknown]> = {
  dateTime: ['2017-06-01T00:00:00Z', '2019-06-01T00:00:00Z'],
  percentage: [40, 60],
  runningTime: [50, 70],
  'foaf:age': [18, 17],
  // Before the usage: it has not happened yet; or it has.
  event: [[], ['policyUsage']],
};

function nodesOf(value: unknown, under = ''): { node: OdrlJson; under: string }[] {
  if (Array.isArray(value)) return value.flatMap((element) => nodesOf(element, under));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as OdrlJson;
  return [{ node, under }, ...Object.entries(node).flatMap(([key, part]) => nodesOf(part, key))];
}

function contextOf({ policy, defaults, instances }: IptcCase): OdrlJson {
  const context: OdrlJson = {};
  for (const { node, under } of nodesOf(policy)) {
    if (typeof node.leftOperand !== 'string') continue;
    const preset = instances[String(node.uid)] ?? defaults[under];
    const right = Number(node.rightOperand);
    const [yes, no] = FACTS[node.leftOperand] ?? [right, right + 1];
    context[node.leftOperand] = preset === 'Satisfied' ? yes : no;
  }
  return context;
}

const ACTORS: Record<string, string[]> = {
  permission: ['action'],
  prohibition: ['action'],
  obligation: ['obligationAction', 'action'],
  duty: ['dutyAction'],
  consequence: ['consequenceAction'],
  remedy: ['remedyAction'],
};

function actionName(written: unknown): string {
  const [first] = [written].flat();
  return typeof first === 'string' ? first : String((first as { 'rdf:value': OdrlJson })['rdf:value']['@id']);
}

function performedIn({ policy, defaults }: IptcCase): string[] {
  return nodesOf(policy).flatMap(({ node, under }) => {
    const preset = ACTORS[under]?.map((name) => defaults[name]).find((found) => found !== undefined);
    return preset === 'Exercised' ? [actionName(node.action)] : [];
  });
}

/**
 * The document as its profile would have it: the profile's own operand has a full name, and what it refers to
 * is there.
 */
function completed(policy: OdrlJson): OdrlJson[] {
  const context = [policy['@context'], { runningTime: `${String(policy.profile)}#runningTime` }];
  const dangling = nodesOf(policy).filter(
    ({ node, under }) => under === 'xone' && Object.keys(node).join() === '@id',
  );
  const operands = ['absoluteSize', 'count'];
  return [
    { ...policy, '@context': context },
    ...dangling.map(({ node }, position) => ({
      uid: node['@id'],
      leftOperand: operands[position],
      operator: 'eq',
      rightOperand: '1',
    })),
  ];
}

const nameOf = (value: unknown) => (typeof value === 'object' ? (value as OdrlJson).source : value);

/** What to ask the evaluator for a case. */
export function questionOf(iptcCase: IptcCase): {
  policy: OdrlJson;
  request: PolicyRequest;
  state: PolicyState;
} {
  const [{ '@context': words, ...policy } = {}, ...definitions] = completed(iptcCase.policy);
  const rule = [iptcCase.policy[iptcCase.rule]].flat()[0] as OdrlJson;
  const context = contextOf({ ...iptcCase, policy: { policy, definitions } });
  const [assignee, target] = ['assignee', 'target'].map((part) =>
    nameOf(rule[part] ?? iptcCase.policy[part]),
  );
  const request = {
    action: actionName(rule.action),
    ...(assignee !== undefined && { assignee: String(assignee) }),
    ...(target !== undefined && { target: String(target) }),
    context,
  };
  const missed = iptcCase.round === 2 ? nodesOf(rule).map(({ node }) => node) : [];
  const state = {
    performed: performedIn(iptcCase),
    violated: missed.filter(({ action }) => action !== undefined).map(({ action }) => actionName(action)),
    profiles: [String(iptcCase.policy.profile)],
  };
  return { policy: { '@context': words, '@graph': [policy, ...definitions] }, request, state };
}

export function iptcCases(): IptcCase[] {
  if (absent) return [];
  const config = readYaml(readFileSync(`${folder}/testdata/testconfig.yml`, 'utf8'));
  return filesIn(`${folder}/testdataout_archive`, /_log\.txt$/).map((log) => caseOf(log, config));
}
