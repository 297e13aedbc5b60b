/** Layout of a proof. The script `prove.js` checks the steps; all texts come from here. */
import type { FC } from 'hono/jsx';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';

const STEPS = {
  entry: ['leaf', 'inclusion', 'key', 'license', 'root', 'agency_inclusion', 'agency', 'witnesses'],
  consistency: ['key', 'older', 'newer', 'consistency'],
} as const;

/** All texts of the script, by the names that it uses. */
const TEXTS = {
  state: ['good', 'bad', 'later', 'unknown', 'none', 'skipped', 'working', 'out_of_reach'],
  verdict: ['good', 'trusting', 'bad', 'later', 'unknown', 'consistent'],
  why: [
    ...[
      'other_leaf',
      'pending',
      'contradicted',
      'no_checkpoint',
      'other_place',
      'other_size',
      'other_root',
      'wrong_log',
    ],
    ...[
      'unknown_key',
      'no_ed25519',
      'bad_signature',
      'no_key',
      'from_gateway',
      'other_key',
      'no_witness',
      'witness_unknown',
    ],
    ...['witness_missing', 'bad_cosignature', 'other_license', 'not_continued', 'not_published'],
  ],
  fact: [
    ...[
      'bytes',
      'leaf',
      'stated',
      'index',
      'size',
      'left',
      'right',
      'computed',
      'signed',
      'origin',
      'root',
      'key',
      'signature',
    ],
    ...['verifier', 'witness', 'missing', 'license', 'between', 'from', 'to', 'due'],
  ],
} as const;

interface ProofProps {
  kind: keyof typeof STEPS;
  data: Record<`data-${string}`, string>;
}

export const Proof: FC<ProofProps> = ({ kind, data }) => {
  const { t } = useView();
  const texts = Object.fromEntries(
    Object.entries(TEXTS).map(([list, names]) => [
      list,
      Object.fromEntries(names.map((name) => [name, t(`proof.${list}.${name}` as MessageKey)])),
    ]),
  );
  return (
    <div id="proof" data-kind={kind} data-language={t.language} data-texts={JSON.stringify(texts)} {...data}>
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
          <textarea
            id="expected"
            rows={2}
            spellcheck={false}
            autocomplete="off"
            aria-describedby="expected-hint"
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
