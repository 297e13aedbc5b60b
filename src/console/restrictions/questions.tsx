/** Open questions of a phrase. The strict reading is preselected. */
import type { FC } from 'hono/jsx';
import { type Answer, answerQuestions } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { areasInWords } from '../licenses/territories.ts';
import type { KnownRestriction } from './restriction.tsx';

type OpenReading = Pick<KnownRestriction, 'reading' | 'policy' | 'reviewed'>;

function questionsOf({ reading, reviewed }: OpenReading) {
  if (reviewed) return [];
  return (reading?.phrases ?? []).flatMap(({ phrase, rule, questions = [] }, phraseIndex) =>
    questions.map((question, index) => ({
      ...question,
      phrase,
      rule,
      control: `answer-${phraseIndex}-${index}`,
    })),
  );
}

const valueControl = (control: string) => `${control}-value`;

export const Questions: FC<{ restriction: OpenReading }> = ({ restriction }) => {
  const { t } = useView();
  const questions = questionsOf(restriction);
  return (
    <>
      {questions.map(({ about, name = '', codes = [], phrase, control }) => {
        const inputType = about === 'days' ? 'date' : about === 'credit-line' ? 'text' : null;
        const choices: [value: string, label: string][] = [
          ['strict', `${t(`question.${about}_strict`)} ${t('question.strict')}`],
          ...codes.map((code): [string, string] => [
            code,
            t('question.place_only', { place: areasInWords([code], t) }),
          ]),
          ...(inputType ? [['other', t(`question.${about}_other` as MessageKey)] as [string, string]] : []),
          ['edit', t('question.edit')],
        ];
        return (
          <fieldset class="question">
            <legend>
              <q>{phrase}</q> {t(`question.${about}`, { name })}
            </legend>
            {choices.map(([value, label]) => (
              <div>
                <label class="flag">
                  <input type="radio" name={control} value={value} checked={value === 'strict'} /> {label}
                </label>{' '}
                {inputType && value === 'other' && (
                  <input
                    type={inputType}
                    name={valueControl(control)}
                    aria-label={t(`question.${about}_value` as MessageKey)}
                  />
                )}
              </div>
            ))}
          </fieldset>
        );
      })}
      {questions.length > 0 && <p class="hint">{t('question.effect')}</p>}
    </>
  );
};

/** Change from the answers; `missing` if a day or credit line is absent. */
export function changeFromAnswers(restriction: OpenReading, form: FormData): 'edit' | 'missing' | object {
  const questions = questionsOf(restriction).map((question) => ({
    ...question,
    choice: String(form.get(question.control) ?? 'strict'),
    value: String(form.get(valueControl(question.control)) ?? '').trim(),
  }));
  if (questions.some(({ choice }) => choice === 'edit')) return 'edit';
  const answers = questions
    .filter(({ choice }) => choice !== 'strict')
    .map(({ about, codes = [], rule, choice, value }): Answer => {
      if (about === 'days') return { rule, about, from: value };
      if (about === 'credit-line') return { rule, about, line: value };
      return { rule, about: 'place', codes, code: choice };
    });
  if (answers.length === 0 || !restriction.policy) return { reviewed: true };
  const policy = answerQuestions(restriction.policy, answers);
  // A date applies to this article only, so the answer is not remembered.
  const isOnce = answers.some(({ about }) => about === 'days');
  return policy ? { policy, ...(isOnce && { remember: false }) } : 'missing';
}
