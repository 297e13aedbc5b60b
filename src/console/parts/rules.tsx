/** Rules evaluated for one component: the deciding one first, then those that applied, then the rest. */
import type { FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import type { Translate } from '../frame/messages.ts';
import { operandIn, termDayIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from './entity.tsx';
import { SentenceParagraph } from './sentence.tsx';
import { Badge } from './small.tsx';

type Rule = Schema<'TraceStep'>;

/** Longer lists are cut; a license may name every country. */
const VALUES_SHOWN_MAX = 12;

const TONES = {
  granted: 'good',
  fulfilled: 'good',
  forbidden: 'bad',
  unmet: 'warn',
  indeterminate: 'warn',
  not_applicable: 'none',
} as const;
/** Outcomes of rules that applied, whether or not they decided. */
const APPLIED = new Set<string>(['granted', 'forbidden', 'fulfilled', 'indeterminate']);

export const Rules: FC<{ steps: Rule[]; decidedBy: string }> = ({ steps, decidedBy }) => {
  const { t } = useView();
  const decides = ({ policy, rule }: Rule) => `${policy}#${rule}` === decidedBy;
  const decided = steps.filter(decides);
  const applied = steps.filter((step) => !decides(step) && APPLIED.has(step.outcome));
  const others = steps.filter((step) => !decides(step) && !APPLIED.has(step.outcome));
  return (
    <>
      <ul class="rules">
        {decided.map((rule) => (
          <RuleLine rule={rule} decided />
        ))}
        {applied.map((rule) => (
          <RuleLine rule={rule} />
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{t('decisions.other_rules', { count: others.length })}</summary>
          <ul class="rules">
            {others.map((rule) => (
              <RuleLine rule={rule} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
};

const RuleLine: FC<{ rule: Rule; decided?: boolean }> = ({ rule, decided = false }) => {
  const { t, names } = useView();
  const { kind, outcome, reason, message, text, constraint, policy } = rule;
  const zone = names.get(policy)?.timeZone;
  return (
    <li {...(decided && { class: 'decided' })}>
      <p>
        {decided && <strong>{t('decisions.decided')} </strong>}
        {t.word('rule', kind)} <Badge list="ruling" value={outcome} tone={TONES[outcome]} />
      </p>
      <SentenceParagraph message={message} text={reason} termZone={zone} />
      {text && <blockquote>{text}</blockquote>}
      {constraint && <Constraint constraint={constraint} zone={zone} />}
      <p class="soft">
        <EntityLink id={policy} />
      </p>
    </li>
  );
};

/** What the rule requires, and what was requested. */
const Constraint: FC<{ constraint: NonNullable<Rule['constraint']>; zone: string | undefined }> = ({
  constraint,
  zone,
}) => {
  const view = useView();
  const { t } = view;
  const { leftOperand, operator, rightOperand, unit, actual } = constraint;
  const values = (value: unknown) => {
    const texts = [value].flat().map((item) => operandIn(view, leftOperand, item));
    const more = texts.length - VALUES_SHOWN_MAX;
    const shown = texts.slice(0, VALUES_SHOWN_MAX).join(', ');
    return more > 0 ? `${shown} ${t('decisions.more', { number: more })}` : shown;
  };
  const edge = leftOperand === 'dateTime' ? ({ lt: 'last', gteq: 'first' } as const)[operator] : undefined;
  const day = termDayIn({ ...view, termZone: zone }, String(rightOperand), edge);
  return (
    <dl class="against">
      <div>
        <dt>{t('decisions.rule_asks')}</dt>
        <dd>
          {t.word('operand', leftOperand)} {day === null && t.word('operator', operator)}{' '}
          <strong>{day ?? values(rightOperand)}</strong> {unit}
        </dd>
      </div>
      <div>
        <dt>{t('decisions.use_says')}</dt>
        <dd>
          {actual === undefined ? (
            <span class="soft">{t('decisions.not_stated')}</span>
          ) : (
            <strong>{values(actual)}</strong>
          )}
        </dd>
      </div>
    </dl>
  );
};

/** Name of a phrasebook meaning, with gaps for its variables. `key` may also be a rule name. */
export function meaningName(key: string, t: Translate): string | undefined {
  const message = `meaning.${key.replace(/(-\d+)?(\.\d+)?$/, '')}`;
  const text = t(message as MessageKey);
  return text === message ? undefined : text.replace(/\{\w+\}/g, '…');
}

/** Shows `policy#rule` by the names of policy and rule. */
export const DecidedBy: FC<{ rule: string; copy?: boolean }> = ({ rule, copy = false }) => {
  const { t } = useView();
  const [policy = '', name] = rule.split('#');
  const ofGateway = t.word('rule_name', policy);
  return (
    <>
      <EntityLink id={policy} copy={copy} fallback={ofGateway === policy ? undefined : ofGateway} />{' '}
      {name !== undefined && <span class="soft">{meaningName(name, t) ?? t.word('rule_name', name)}</span>}
    </>
  );
};

/** Operators can change only licenses and restrictions. */
export const isChangeable = (policy: string): boolean => /^(lic|rst)_/.test(policy);
