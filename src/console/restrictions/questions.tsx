/** What a phrase leaves open, answered where it stands. The strict reading is the one that is selected. */
import type { FC } from 'hono/jsx';
import { type Answer, answerQuestions } from '../../rights/index.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { placesInWords } from '../licenses/places.ts';
import type { Known } from './restriction.tsx';

type Read = Pick<Known, 'reading' | 'policy' | 'reviewed'>;

/** The questions of a reading that waits, with the names of their controls. */
function questionsOf({ reading, reviewed }: Read) {
  if (reviewed) return [];
  return (reading?.phrases ?? []).flatMap(({ phrase, rule, questions = [] }, place) =>
    questions.map((question, at) => ({ ...question, phrase, rule, control: `answer-${place}-${at}` })),
  );
}

/** Of what is typed beside the choice. */
const typedIn = (control: string) => `${control}-value`;
const TYPED = { days: 'date', 'credit-line': 'text' } as const;

export const Questions: FC<{ of: Read }> = ({ of }) => {
  const { t } = useView();
  return (
    <>
      {questionsOf(of).map(({ about, name = '', codes = [], phrase, control }) => {
        const typed = about === 'days' || about === 'credit-line' ? TYPED[about] : null;
        const choices: [value: string, label: string][] = [
          ['strict', `${t(`question.${about}_strict`)} ${t('question.strict')}`],
          ...codes.map((code): [string, string] => [
            code,
            t('question.place_only', { place: placesInWords([code], t) }),
          ]),
          ...(typed ? [['other', t(`question.${about}_other` as MessageKey)] as [string, string]] : []),
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
                {typed && value === 'other' && (
                  <input
                    type={typed}
                    name={typedIn(control)}
                    aria-label={t(`question.${about}_value` as MessageKey)}
                  />
                )}
              </div>
            ))}
          </fieldset>
        );
      })}
    </>
  );
};

/** The change that the answers of a form make; `missing`: an answer is no day, or no line. */
export function answered(of: Read, sent: FormData): 'edit' | 'missing' | object {
  const questions = questionsOf(of).map((one) => ({
    ...one,
    choice: String(sent.get(one.control) ?? 'strict'),
    value: String(sent.get(typedIn(one.control)) ?? '').trim(),
  }));
  if (questions.some(({ choice }) => choice === 'edit')) return 'edit';
  const answers = questions
    .filter(({ choice }) => choice !== 'strict')
    .map(({ about, codes = [], rule, choice, value }): Answer => {
      if (about === 'days') return { rule, about, from: value };
      if (about === 'credit-line') return { rule, about, line: value };
      return { rule, about: 'place', codes, code: choice };
    });
  if (answers.length === 0 || !of.policy) return { reviewed: true };
  const policy = answerQuestions(of.policy, answers);
  // An answer that names a day is about this article, and not about the next one with the same words.
  const isOnce = answers.some(({ about }) => about === 'days');
  return policy ? { policy, ...(isOnce && { remember: false }) } : 'missing';
}
