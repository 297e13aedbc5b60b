/** Rules evaluated for one component: the deciding one first, then those that applied, then the rest. */
import type { FC } from 'hono/jsx';
import { normalized } from '../forms/normalize.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { joinedIn, operandIn, operatorIn, parameterIn, termDayIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from './entity.tsx';
import { SentenceParagraph } from './sentence.tsx';
import { Badge, Facts } from './small.tsx';

type Rule = Schema<'TraceStep'>;

const TONES = {
  granted: 'good',
  fulfilled: 'good',
  forbidden: 'bad',
  unmet: 'warn',
  indeterminate: 'warn',
  not_applicable: 'none',
} as const;
const APPLIED = new Set<string>(['granted', 'forbidden', 'fulfilled', 'indeterminate']);

interface RulesProps {
  component: Schema<'ComponentDecision'>;
  /** Territory of the request; null if it states none. */
  territory: string | null;
}

export const Rules: FC<RulesProps> = (props) => {
  const { t } = useView();
  const { steps, decidedBy } = props.component;
  const decides = ({ policy, rule }: Rule) => `${policy}#${rule}` === decidedBy;
  const others = steps.filter((step) => !decides(step) && !APPLIED.has(step.outcome));
  const applied = steps.filter((step) => !others.includes(step));
  const list = (rules: Rule[]) => (
    <ul class="rules">
      {rules.map((rule) => (
        <RuleLine rule={rule} decided={decides(rule)} {...props} />
      ))}
    </ul>
  );
  return (
    <>
      {list(applied.toSorted((a, b) => Number(decides(b)) - Number(decides(a))))}
      {others.length > 0 && (
        <details>
          <summary>{t('decisions.other_rules', { count: others.length })}</summary>
          {list(others)}
        </details>
      )}
    </>
  );
};

type RuleProps = RulesProps & { rule: Rule; decided: boolean };

const RuleLine: FC<RuleProps> = (props) => {
  const { t, names } = useView();
  const { rule, decided } = props;
  const { kind, outcome, reason, message, text, policy } = rule;
  // A remark says that a prohibition concerns only some cases that the request leaves open.
  const isPartial = outcome === 'forbidden' && message?.key === 'rule.remark';
  const ruling = isPartial ? 'prohibition_in_part' : `${kind}_${outcome}`;
  return (
    <li {...(decided && { class: 'decided' })}>
      <p>
        {decided && <strong>{t('decisions.decided')} </strong>}
        <Badge list="ruling" value={ruling} tone={isPartial ? 'warn' : TONES[outcome]} />
      </p>
      <SentenceParagraph message={message} text={reason} termZone={names.get(policy)?.timeZone} />
      {text && <blockquote>{text}</blockquote>}
      <Constraint {...props} />
      <p class="soft">
        <EntityLink id={policy} />
      </p>
    </li>
  );
};

const Constraint: FC<RuleProps> = ({ rule: { constraint, policy }, territory }) => {
  const view = useView();
  const { t, names } = view;
  if (!constraint) return null;
  const { leftOperand, operator, rightOperand, unit, actual } = constraint;
  const values = (value: unknown) => {
    const texts = [value].flat().map((item) => operandIn(view, leftOperand, item));
    return joinedIn(view, texts, operator === 'isAnyOf' ? 'disjunction' : 'conjunction');
  };
  const edge = leftOperand === 'dateTime' ? ({ lt: 'last', gteq: 'first' } as const)[operator] : undefined;
  const day = termDayIn({ ...view, termZone: names.get(policy)?.timeZone }, String(rightOperand), edge);
  const stated = normalized(territory ?? '', 'place')[0];
  const isHomeMarket = leftOperand === 'spatial' && actual !== undefined && actual !== stated;
  const asked = (
    <>
      {t.word('operand', leftOperand)}: {day === null && operatorIn(view, leftOperand, operator)}
      <strong>{day ?? values(rightOperand)}</strong> {unit}
    </>
  );
  const saidIn = isHomeMarket ? 'decisions.published_in' : 'decisions.use_says';
  return (
    <Facts
      class="against"
      rows={[
        ['decisions.rule_asks', asked],
        [saidIn, actual === undefined ? t('decisions.not_stated') : <strong>{values(actual)}</strong>],
      ]}
    />
  );
};

/** Name of a phrasebook meaning, whatever its variables are. `key` may also be a rule name. */
export function meaningName(key: string, t: Translate): string | undefined {
  const meaning = key.replace(/(-\d+)?(\.\d+)?$/, '');
  const name = t.word('rule_name', meaning);
  if (name !== meaning) return name;
  const text = t(`meaning.${meaning}` as MessageKey);
  return text === `meaning.${meaning}` ? undefined : text;
}

export const DecidedBy: FC<{ rule: string; copy?: boolean }> = ({ rule, copy = false }) => {
  const view = useView();
  const { t } = view;
  const [policy = '', name] = rule.split('#');
  const ofGateway = t.word('rule_name', policy);
  const { kind, detail } = view.names.get(policy) ?? {};
  const about = [kind === 'restriction' && detail, name && (meaningName(name, t) ?? parameterIn(view, name))];
  return (
    <>
      <EntityLink id={policy} copy={copy} fallback={ofGateway === policy ? undefined : ofGateway} />{' '}
      <span class="soft">{about.filter(Boolean).join(' · ')}</span>
    </>
  );
};

/** Operators can change only licenses and restrictions. */
export const isChangeable = (policy: string): boolean => /^(lic|rst)_/.test(policy);
