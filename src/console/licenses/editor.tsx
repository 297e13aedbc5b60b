/** Editor of license terms in steps, with a live reading; without scripts, a button updates it. */
import type { Child, FC } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Heading, Submit } from '../parts/small.tsx';
import type { DraftReading } from './draft.ts';
import { FaultNote } from './fault-note.tsx';
import { STEPS, type Step } from './fields.ts';
import { Reading } from './reading.tsx';
import { NEXT_STEP, neighbor, REFUSED, STEP, type Steps, stepOf } from './steps.ts';

/** Name of the button, also used by the script, that updates the reading without storing. */
export const PREVIEW = '_preview';

export interface EditorProps {
  title: string;
  lead?: Child;
  actions?: Child;
  /** All fields, or steps with the current one. */
  fields: Field[] | { steps: Steps; current: Step };
  hidden?: Record<string, string>;
  state: FormState;
  submit: MessageKey;
  /** Allows submitting from every step. */
  anytime?: boolean;
  cancel: string;
  sentences: string[];
  draft: DraftReading;
  aside?: Child;
}

export const Editor: FC<EditorProps> = (props) => {
  const { title, lead, actions, aside, sentences, draft, fields, submit, anytime, hidden, ...form } = props;
  const { t, url } = useView();
  const live = {
    'hx-post': `${url.pathname}${url.search}`,
    'hx-trigger': 'input delay:400ms, change delay:200ms',
    'hx-target': '#reading',
    'hx-select': '#reading',
    'hx-select-oob': '#summary, #f-acts-preset',
    'hx-swap': 'outerHTML',
    'hx-sync': 'this:replace',
    'hx-vals': JSON.stringify({ [PREVIEW]: '1' }),
  };
  const inSteps = Array.isArray(fields) ? { fields, submit } : stepProps(fields, submit, anytime);
  const { current, ...stepForm } = { current: undefined, ...inSteps };
  const back = current && neighbor(current, -1);
  const isRefused = form.state.problem !== undefined || form.state.values.has(REFUSED);
  return (
    <>
      <Heading title={title} lead={lead}>
        {actions}
      </Heading>
      <div class="editor">
        <Form
          {...form}
          {...stepForm}
          live={live}
          hidden={{ ...hidden, ...(current && { [STEP]: current }), ...(isRefused && { [REFUSED]: '1' }) }}
          before={current && <StepList current={current} isSent={form.state.values.has(STEP)} />}
          more={back && <Submit text={t('licenses.go_back')} name={NEXT_STEP} value={back} />}
        >
          {/* Beside the form on wide screens, where the reading begins with it. */}
          <div id="summary">
            <p>{sentences[0]}</p>
            <FaultNote title="licenses.warnings" faults={draft.warnings} />
          </div>
          <p class="update">
            <Submit text={t('licenses.preview')} name={PREVIEW} value="1" />
          </p>
        </Form>
        <Reading sentences={sentences} draft={draft} isRefused={form.state.problem !== undefined}>
          {aside}
        </Reading>
      </div>
    </>
  );
};

/** Shows the fields of the step and hides the others in the form. */
function stepProps({ steps, current }: { steps: Steps; current: Step }, submit: MessageKey, anytime = false) {
  const next = anytime ? undefined : neighbor(current, 1);
  return {
    current,
    fields: steps[current],
    otherSteps: {
      fields: STEPS.filter((step) => step !== current).flatMap((step) => steps[step]),
      buttonTo: (path: string) => ({ name: NEXT_STEP, value: stepOf(steps, path) }),
    },
    submit: next ? ('licenses.continue' as const) : submit,
    ...(next && { next: { name: NEXT_STEP, value: next } }),
  };
}

const StepList: FC<{ current: Step; isSent: boolean }> = ({ current, isSent }) => {
  const { t } = useView();
  return (
    <nav aria-label={t('licenses.steps')} class="wizard">
      <ol>
        {STEPS.map((step) => (
          <li>
            <button
              type="submit"
              name={NEXT_STEP}
              value={step}
              class="plain"
              {...(step === current && { 'aria-current': 'step', autofocus: isSent })}
            >
              {t(`licenses.step.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
};
