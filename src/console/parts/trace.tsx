/** Trace of a decision: each step in order, where evaluation stopped, and the deciding rule. */
import type { Child, FC } from 'hono/jsx';
import type { Schema } from '../frame/api.ts';
import type { Translate } from '../frame/messages.ts';
import type { ApiMessage } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { EntityLink } from './entity.tsx';
import { Rules } from './rules.tsx';
import { SentenceParagraph } from './sentence.tsx';
import { Badge, Note } from './small.tsx';

export type TracedStep = Schema<'WhatIfAnswer'>['steps'][number];
export type TracedComponent = Schema<'ComponentDecision'>;

/** Trace of a preview or of a log entry; an entry cannot always be decided again. */
export type Traced =
  | {
      sentence?: string;
      message?: ApiMessage | undefined;
      steps: TracedStep[];
      components: TracedComponent[];
    }
  | { reproduced: false; reason: string; sentence: string; message?: ApiMessage | undefined };

/** The article of a decision exists, so `not_found` means no product contains it, or it lacks the component. */
export const codeName = (t: Translate, code: string, message: ApiMessage | undefined): string =>
  t.word('code', code === 'not_found' && message?.key !== 'product.no_component' ? 'no_product' : code);

export const Trace: FC<{ trace: Traced; territory: string | null }> = ({ trace, territory }) => {
  const { t } = useView();
  if (!('steps' in trace))
    return (
      <Note tone="warn">
        <p>{t('decisions.not_reproduced')}</p>
        <SentenceParagraph message={trace.message} text={trace.sentence} />
      </Note>
    );
  const { steps, components } = trace;
  const isPartly = components.some(({ outcome }) => outcome === 'deny');
  return (
    <ol class="trace">
      <TokenStep components={components} />
      {steps.map(({ step, sentence, ...traced }) => (
        <Step
          {...traced}
          name={step}
          word={
            step === 'policies' && traced.result === 'passed' && isPartly ? 'passed_partly' : traced.result
          }
          // With several components, each shows its own sentence.
          sentence={step === 'policies' && components.length > 0 ? undefined : sentence}
        >
          {step === 'policies' &&
            components.map((component) => (
              <Component component={component} only={components.length === 1} territory={territory} />
            ))}
        </Step>
      ))}
    </ol>
  );
};

/** Invalid tokens are refused earlier; here a token stops a request because its scope is narrower. */
const TokenStep: FC<{ components: TracedComponent[] }> = ({ components }) => {
  const { t } = useView();
  const cut = components.find(({ code }) => code === 'outside_token');
  return (
    <Step
      {...cut}
      name="token"
      result={cut ? 'stopped' : 'passed'}
      text={cut ? undefined : t('decisions.token_passes')}
    />
  );
};

interface StepProps {
  name: string;
  result: string;
  /** The result in words, if others than its own. */
  word?: string;
  code?: string | undefined;
  sentence?: string | undefined;
  message?: ApiMessage | undefined;
  text?: string | undefined;
}

const Step: FC<StepProps & { children?: Child }> = (props) => {
  const { name, result, word = result, code, sentence, message, text, children } = props;
  const { t } = useView();
  return (
    <li class={result}>
      <h3>
        {t.word('step', name)} <span class="soft">{t.word('result', word)}</span>
      </h3>
      {result === 'stopped' && code && (
        <p>
          <strong>{codeName(t, code, message)}</strong>
        </p>
      )}
      {text && <p>{text}</p>}
      {sentence && result !== 'not_reached' && <SentenceParagraph message={message} text={sentence} />}
      {children}
    </li>
  );
};

const Component: FC<{ component: TracedComponent; only: boolean; territory: string | null }> = (props) => {
  const { t } = useView();
  const { component, only, territory } = props;
  const { component: id, type, outcome, code, sentence, message } = component;
  return (
    <details class="judged" open={only || outcome === 'deny'}>
      <summary>
        {t.word('component', type)} <Badge list="outcome" value={outcome} /> {code && t.word('code', code)}
      </summary>
      <SentenceParagraph message={message} text={sentence} />
      <Rules component={component} territory={territory} />
      <p class="soft">
        <EntityLink id={id} fallback={t.word('component', type)} copy />
      </p>
    </details>
  );
};
