/** Open questions of a phrase. The strict reading is preselected, or what was sent and is incomplete. */
import type { FC } from 'hono/jsx';
import { type Answer, answerQuestions } from '../../rights/index.ts';
import { CONFIRMED } from '../forms/form.tsx';
import { toInstant } from '../frame/instant.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView, type View } from '../frame/view.ts';
import { areasInWords } from '../licenses/territories.ts';
import { Hidden } from '../parts/small.tsx';
import type { KnownRestriction } from './restriction.tsx';

type OpenReading = Pick<KnownRestriction, 'reading' | 'policy' | 'reviewed'>;

function questionsOf({ reading, reviewed }: OpenReading) {
  if (reviewed) return [];
  const all = (reading?.phrases ?? []).flatMap(({ phrase, rule, questions = [] }, phraseIndex) =>
    questions.map((question, index) => ({
      ...question,
      phrase,
      rule,
      control: `answer-${phraseIndex}-${index}`,
    })),
  );
  // Phrases that mean the same share a rule, whose time must not be moved twice.
  return [...new Map(all.map((each) => [`${each.rule} ${each.about} ${each.name}`, each])).values()];
}

const valueControl = (control: string) => `${control}-value`;

export const Questions: FC<{ restriction: OpenReading }> = ({ restriction }) => {
  const { t, url, zone, isFromHere } = useView();
  const questions = questionsOf(restriction);
  const sent = isFromHere ? url.searchParams : new URLSearchParams();
  const hasFault = /not_(answered|clear|near)/.test(sent.get('done') ?? '');
  return (
    <>
      {questions.map(({ about, name = '', codes = [], phrase, control }) => {
        const inputType = about === 'days' ? 'date' : about === 'credit-line' ? 'text' : null;
        const chosen = sent.get(control) ?? 'strict';
        const typed = sent.get(valueControl(control)) ?? '';
        const isFaulty = hasFault && inputType !== null && (chosen === 'other' || typed !== '');
        const choices: [value: string, label: string][] = [
          ['strict', `${t(`question.${about}_strict`)} ${t('question.strict')}`],
          ...codes.map((code): [string, string] => [
            code,
            t('question.place_only', { place: areasInWords([code], t) }),
          ]),
          ...(about === 'zone' ? [[zone, t('question.zone_only', { zone })] as [string, string]] : []),
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
                  <input type="radio" name={control} value={value} checked={value === chosen} /> {label}
                </label>{' '}
                {inputType && value === 'other' && (
                  <input
                    type={inputType}
                    name={valueControl(control)}
                    value={typed}
                    {...(isFaulty && { 'aria-invalid': 'true', autofocus: true })}
                    aria-label={t(`question.${about}_value` as MessageKey)}
                  />
                )}
              </div>
            ))}
          </fieldset>
        );
      })}
      {sent.get('done') === 'not_near' && (
        <Hidden values={questions.map(({ control }) => [CONFIRMED, sent.get(valueControl(control)) ?? ''])} />
      )}
      {questions.length > 0 && <p class="hint">{t('question.effect')}</p>}
    </>
  );
};

/** A day farther away, in the past or the future, is probably mistyped. */
const FAR_MS = 2 * 366 * 24 * 3_600_000;

/** Change from the answers; `edit`, or why they do not count yet. */
export function changeFromAnswers(
  restriction: OpenReading,
  form: Pick<FormData, 'get' | 'getAll'>,
  { now, zone }: Pick<View, 'now' | 'zone'>,
): 'edit' | 'not_answered' | 'not_clear' | 'not_near' | object {
  const questions = questionsOf(restriction).map((question) => ({
    ...question,
    choice: String(form.get(question.control) ?? 'strict'),
    value: String(form.get(valueControl(question.control)) ?? '').trim(),
  }));
  if (questions.some(({ choice }) => choice === 'edit')) return 'edit';
  if (questions.some(({ choice, value }) => choice !== 'other' && value !== '')) return 'not_clear';
  const answers = questions
    .filter(({ choice }) => choice !== 'strict')
    .map(({ about, codes = [], rule, choice, value }): Answer => {
      if (about === 'days') return { rule, about, from: value };
      // The choice names the zone that the page showed, which the operator may have changed since.
      if (about === 'zone')
        return { rule, about, instantOf: (time) => (choice === zone ? toInstant(time, zone) : null) };
      if (about === 'credit-line') return { rule, about, line: value };
      return { rule, about: 'place', codes, code: choice };
    });
  if (answers.length === 0 || !restriction.policy) return { reviewed: true };
  const policy = answerQuestions(restriction.policy, answers);
  // A date applies to this article only, so the answer is not remembered.
  const days = answers.flatMap((answer) => (answer.about === 'days' ? answer.from : []));
  if (!policy) return 'not_answered';
  const meant = form.getAll(CONFIRMED);
  if (days.some((day) => Math.abs(Date.parse(day) - now) > FAR_MS && !meant.includes(day))) return 'not_near';
  return { policy, ...(days.length > 0 && { remember: false }) };
}
