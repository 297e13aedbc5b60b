/** Layout of a proof. The script `prove.js` checks the steps; all texts come from here. */
import type { FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

export const PROOF_FILES = { scripts: ['prove.js'], styles: ['proof.css'] };

const STEPS = {
  entry: ['leaf', 'inclusion', 'key', 'license', 'root', 'agency_inclusion', 'agency', 'witnesses'],
  consistency: ['key', 'older', 'newer', 'consistency'],
} as const;

const TEXTS = ['proof.state.', 'proof.verdict.', 'proof.why.', 'proof.fact.'];

interface ProofProps {
  kind: keyof typeof STEPS;
  data: Record<`data-${string}`, string>;
}

export const Proof: FC<ProofProps> = ({ kind, data }) => {
  const { t } = useView();
  const texts = JSON.stringify(t.startingWith(TEXTS));
  return (
    <div id="proof" data-kind={kind} data-language={t.language} data-texts={texts} {...data}>
      <noscript>
        <p class="note warn">{t('proof.no_script')}</p>
      </noscript>
      <p class="note" role="status" id="verdict" hidden />
      <Steps kind={kind} />
    </div>
  );
};

/** For a log entry, steps are collapsed below the verdict. The script expands them if one fails. */
const Steps: FC<Pick<ProofProps, 'kind'>> = ({ kind }) => {
  const { t } = useView();
  const steps = (
    <>
      <form class="form expected" hidden>
        <div class="field">
          <label for="expected">
            {t('proof.expected')} <span class="soft">{t('form.optional')}</span>
          </label>
          <p class="hint" id="expected-hint">
            {t('proof.expected_hint')}
          </p>
          <p class="fault" id="expected-fault" role="alert" hidden>
            {t('proof.no_key')}
          </p>
          <textarea
            id="expected"
            rows={2}
            spellcheck={false}
            autocomplete="off"
            aria-describedby="expected-hint expected-fault"
          />
        </div>
        <button type="submit">{t('proof.again')}</button>
      </form>
      <ol class="proof">
        {STEPS[kind].map((name) => (
          <li data-step={name}>
            <h3>{t(`proof.step.${name}` as MessageKey)}</h3>
            <p>{t(`proof.says.${name}` as MessageKey)}</p>
            <p class="outcome" />
            <details hidden>
              <summary>{t('proof.hashes')}</summary>
              <dl />
            </details>
          </li>
        ))}
      </ol>
    </>
  );
  if (kind === 'consistency') return steps;
  return (
    <details id="steps">
      <summary>{t('proof.steps')}</summary>
      {steps}
    </details>
  );
};
