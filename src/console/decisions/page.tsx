/** "Check a use": the decision, its trace, and the editable query. */
import type { Child, FC } from 'hono/jsx';
import { Faults } from '../forms/faults.tsx';
import { type Field, flat } from '../forms/fields.ts';
import { FieldRows } from '../forms/form.tsx';
import { normalized } from '../forms/normalize.ts';
import type { FormState } from '../forms/state.ts';
import { isNamedId } from '../frame/entity-names.ts';
import { type ApiMessage, parameterIn } from '../frame/sentences.ts';
import { useView, type View } from '../frame/view.ts';
import { FaultNote } from '../licenses/fault-note.tsx';
import { EntityLink, EntryLink } from '../parts/entity.tsx';
import { isChangeable } from '../parts/rules.tsx';
import { Sentence, SentenceParagraph } from '../parts/sentence.tsx';
import { Badge, Empty, Facts, Heading, JsonDetails, Note, Section, Submit, Time } from '../parts/small.tsx';
import { codeName, Trace, type Traced, type TracedComponent, type TracedStep } from '../parts/trace.tsx';
import type { Answer, UseEntry } from './question.ts';

export interface QueryState {
  query: URLSearchParams;
  fields: Field[];
  further: Field[];
  state: FormState;
  answer: Answer | null;
}

/** A log entry with its decision re-evaluated; null if the log contradicts it. */
export interface Past {
  entry: UseEntry;
  trace: Traced | null;
}

interface PageProps {
  state: QueryState;
  past: Past | null;
  /** Why the entry in the query has no decision. */
  missing: 'decisions.no_entry' | 'decisions.not_a_decision' | null;
}

export const titleKey = (past: Past | null) =>
  past?.entry.outcome === 'deny' ? 'decisions.title_refused' : 'decisions.title';

export const DecisionsPage: FC<PageProps> = ({ state, past, missing }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t(titleKey(past))} lead={t('decisions.lead')} />
      {missing && <Note tone="warn">{t(missing)}</Note>}
      {past && <PastDecision past={past} state={state} />}
      {state.answer && !past && <Present state={state} answer={state.answer} />}
      <Question queryState={state} open={!past} />
    </>
  );
};

const PastDecision: FC<{ past: Past; state: QueryState }> = ({ past: { entry, trace }, state }) => {
  const { t } = useView();
  const decided = trace && 'steps' in trace ? trace : null;
  return (
    <>
      <Verdict outcome={entry.outcome} code={entry.code} reason={decided}>
        <About state={state} at={entry.at} entry={entry.id} />
      </Verdict>
      {!trace && <Note tone="bad">{t('decisions.contradicted')}</Note>}
      {decided && <Remedy steps={decided.steps} components={decided.components} license={entry.license} />}
      {trace && (
        <Section title={t('decisions.steps_then')}>
          <Trace trace={trace} territory={entry.territory} />
        </Section>
      )}
      <Today entry={entry} state={state} />
      <JsonDetails summary={t('decisions.json')} value={{ entry, trace }} label="JSON" />
    </>
  );
};

/** How the request of an entry would be decided now. */
export const Today: FC<{ entry: UseEntry; state: QueryState }> = ({ entry, state: { query, answer } }) => {
  const { t } = useView();
  if (!answer) return null;
  const isSame = answer.outcome === entry.outcome && (answer.code ?? null) === entry.code;
  return (
    <Section title={t('decisions.today')}>
      <p>
        <Badge list="outcome" value={answer.outcome} />{' '}
        {answer.code && <strong>{codeName(t, answer.code, answer.message)}</strong>}
      </p>
      <p>{t(isSame ? 'decisions.today_same' : 'decisions.today_otherwise')}</p>
      <SentenceParagraph message={answer.message} text={answer.sentence} />
      <p>
        <a href={`/console/decisions?${query}`}>{t('decisions.ask_today')}</a>
      </p>
    </Section>
  );
};

const Present: FC<{ state: QueryState; answer: Answer }> = ({ state, answer }) => {
  const { t } = useView();
  const { outcome, steps, components, missing, warnings = [], faults = [], at, license } = answer;
  const otherwise = components.find(({ decidedBy }) => decidedBy === answer.decidedBy)?.otherwise;
  const unasked = outcome === 'permit' ? steps.filter(({ result }) => result === 'not_asked') : [];
  const list = t.list(unasked.map(({ step }) => t.word('step', step)));
  return (
    <>
      <Verdict outcome={outcome} code={answer.code ?? null} reason={answer} partly={unasked.length > 0}>
        {unasked.length > 0 && <p>{t('decisions.unchecked', { list })}</p>}
        {otherwise && (
          <p>
            {t('decisions.also', { code: t.word('code', otherwise.code) })}{' '}
            <Sentence message={otherwise.message} text={otherwise.sentence} />
          </p>
        )}
        <About state={state} at={at} />
      </Verdict>
      <Remedy steps={steps} components={components} license={license?.id} missing={missing} />
      <FaultNote faults={[...faults, ...warnings]} />
      <Section title={t('decisions.steps')}>
        <Trace trace={{ steps, components }} territory={state.query.get('territory') || null} />
      </Section>
      <JsonDetails summary={t('decisions.json')} value={answer} label="JSON" />
    </>
  );
};

const VERDICT_TONES = { refused: 'bad', permitted_partly: 'warn', permitted: 'good' };

const Verdict: FC<{
  outcome: string;
  code: string | null;
  reason: { sentence?: string; message?: ApiMessage | undefined } | null;
  partly?: boolean;
  children?: Child;
}> = ({ outcome, code, reason, partly, children }) => {
  const { t } = useView();
  const verdict = outcome !== 'permit' ? 'refused' : partly ? 'permitted_partly' : 'permitted';
  return (
    <section class={`verdict ${VERDICT_TONES[verdict]}`}>
      <h2>
        {t(`decisions.${verdict}`)}
        {code && `: ${codeName(t, code, reason?.message)}`}
      </h2>
      {reason?.sentence && <SentenceParagraph message={reason.message} text={reason.sentence} />}
      {children}
    </section>
  );
};

const About: FC<{ state: QueryState; at: string; entry?: string }> = ({ state, at, entry }) => {
  const { query } = state;
  const { t, names } = useView();
  const license = query.get('license') ?? '';
  const partner = names.get(license)?.partner;
  const stated = (name: string, inWords: (value: string) => string) => inWords(query.get(name) ?? '');
  const placeName = (place: string) => place && t.codeName('region', normalized(place, 'place')[0] ?? place);
  const [article, part] = [query.get('article'), query.get('component')];
  return (
    <Facts
      rows={[
        ['decisions.partner', partner && <EntityLink id={partner.id} />],
        ['decisions.license', <EntityLink id={license} copy />],
        ['decisions.article', article && <EntityLink id={article} copy />],
        ['decisions.component', part && <EntityLink id={part} fallback={t.word('component', part)} />],
        ['decisions.purpose', stated('purpose', (purpose) => t.word('purpose', purpose))],
        ['decisions.act', stated('use', (use) => t.word('use', use))],
        ['decisions.title_of', stated('title', (id) => names.titleOf(id) ?? id)],
        ['decisions.territory', stated('territory', placeName)],
        ['decisions.channel', stated('channel', (channel) => t.word('channel', channel))],
        ['decisions.at', <Time at={at} precise />],
        ['decisions.entry', entry ? <EntryLink id={entry} time={at} copy /> : undefined],
      ]}
    />
  );
};

/** A GET form, so that queries can be shared and revisited. */
const Question: FC<{ queryState: QueryState; open: boolean }> = ({ queryState, open }) => {
  const { t } = useView();
  const { fields, further, state, query } = queryState;
  const hasFurther = flat(further).some(({ name = '' }) => query.get(name));
  const isEmpty = query.size === 0;
  const license = state.values.get('/license')?.[0] ?? '';
  const isOnlyLicense = state.faults.every(({ path }) => path === '/license') && !state.problem;
  return (
    <details class="question" id="question" open={open}>
      <summary>
        <h2>{t('decisions.question')}</h2>
      </summary>
      {isEmpty && (
        <Empty text="decisions.empty">
          <p>{t('decisions.empty_entry')}</p>
        </Empty>
      )}
      <ByEntry entry={query.get('entry') ?? ''} />
      {!isEmpty && !query.has('entry') && !query.has('license') && !isNamedId(license) && (
        <Note tone="none">{t('decisions.choose_license')}</Note>
      )}
      <form
        method="get"
        action="/console/decisions"
        class="form columns"
        // Without a license there is no answer, and no titles to choose from.
        novalidate
        hx-get="/console/decisions"
        hx-trigger="change from:#f-license-is"
        hx-select="#f-use-title"
        hx-target="#f-use-title"
        hx-swap="outerHTML"
      >
        {/* It would take the focus from the field. */}
        {!isOnlyLicense && <Faults fields={[...fields, ...further]} state={state} />}
        <FieldRows fields={fields} state={state} />
        <details open={hasFurther}>
          <summary>{t('decisions.further')}</summary>
          <FieldRows fields={further} state={state} />
        </details>
        <div class="buttons">
          <Submit text={t('decisions.ask')} tone="primary" />
          <a href="/console/decisions">{t('decisions.anew')}</a>
        </div>
      </form>
    </details>
  );
};

const ByEntry: FC<{ entry: string }> = ({ entry }) => {
  const { t } = useView();
  return (
    <form method="get" action="/console/decisions" class="inline">
      <label for="entry">{t('decisions.by_entry')}</label>
      <input type="text" id="entry" name="entry" value={entry} required aria-describedby="entry-hint" />
      <button type="submit">{t('decisions.look_up')}</button>
      <p class="hint" id="entry-hint">
        {t('decisions.by_entry_hint')}
      </p>
    </form>
  );
};

interface RemedyProps {
  steps: TracedStep[];
  components: TracedComponent[];
  license?: string | undefined;
  missing?: string[] | undefined;
}

interface Stop {
  code: string;
  message?: ApiMessage | undefined;
  /** Affected component types; empty if the whole article is affected. */
  types: Set<string>;
  policies: Set<string>;
}

export const Remedy: FC<RemedyProps> = ({ steps, components, license, missing = [] }) => {
  const view = useView();
  const { t, mayGo } = view;
  const stops = stopsIn(steps, components, license).filter(({ code }) => t.word('fix', code) !== code);
  if (stops.length === 0) return null;
  const what = missing.map((operand) => t.word('operand', operand)).join(', ');
  return (
    <Section title={t(mayGo('/console/decisions') ? 'decisions.remedy' : 'decisions.remedy_desk')}>
      <ul class="remedies">
        {stops.map(({ code, message, types, policies }) => (
          <li>
            {types.size > 0 && (
              <strong>{[...types].map((type) => t.word('component', type)).join(', ')}: </strong>
            )}
            {remedyIn(view, code, message)}
            {code === 'indeterminate' && what !== '' && ` ${t('decisions.missing', { what })}`}
            {[...policies].map((id) => [' ', <EntityLink id={id} />])}
          </li>
        ))}
      </ul>
    </Section>
  );
};

/** A home market that is not licensed stays so whatever territory is requested. */
function remedyIn(view: View, code: string, message: ApiMessage | undefined): string {
  const { key, parameters } = Object(message?.parameters.reason) as ApiMessage;
  if (key !== 'reason.home_market') return view.t.word('fix', code);
  const [title, market] = [parameters.title, parameters.territory].map((value) => parameterIn(view, value));
  return view.t('decisions.fix_home_market', { title: title ?? '', market: market ?? '' });
}

/** Reasons for a refusal, without duplicates. Reasons for the whole article come first. */
function stopsIn(steps: TracedStep[], components: TracedComponent[], license: string | undefined): Stop[] {
  const stop = steps.find(({ result }) => result === 'stopped');
  if (stop?.message?.key === 'product.no_component') return [];
  if (stop?.code && stop.step !== 'policies') {
    const concerns = ['license', 'product', 'quota'].includes(stop.step) ? license : undefined;
    const code = stop.message?.key === 'license.not_begun' ? 'license_not_begun' : stop.code;
    return [{ code, types: new Set(), policies: new Set(concerns ? [concerns] : []) }];
  }
  const stops = new Map<string, Stop>();
  for (const { outcome, type, otherwise, ...own } of components)
    for (const { code, decidedBy, message } of otherwise ? [own, otherwise] : [own]) {
      if (outcome !== 'deny' || code === undefined) continue;
      const stop = stops.get(code) ?? { code, message, types: new Set(), policies: new Set() };
      stops.set(code, stop);
      stop.types.add(type);
      const policy = decidedBy.split('#')[0] ?? '';
      if (isChangeable(policy)) stop.policies.add(policy);
    }
  return [...stops.values()];
}
