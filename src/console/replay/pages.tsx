/** Asks about the past, and shows the answer below; one that takes several goes comes by itself where there is a script. */
import type { Child, FC } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import { useView } from '../frame/view.ts';
import { PeriodFields } from '../parts/period.tsx';
import type { PeriodAsked } from '../parts/period-choices.ts';
import { Heading, Submit } from '../parts/small.tsx';
import { ButtonLink } from '../parts/to.tsx';

export interface AskProps {
  of: 'replay' | 'price';
  fields: Field[];
  state: FormState;
  period: PeriodAsked;
  /** What was sent, to be sent again for the next part of the log. */
  form?: FormData;
  /** From where the log is gone through next. Null: that was all. */
  more?: object | null;
  children?: Child;
}

export const AskPage: FC<AskProps> = ({ of, fields, state, period, form, more = null, children }) => {
  const { t, url } = useView();
  const isReplay = of === 'replay';
  const other = isReplay ? 'price' : 'title';
  return (
    <>
      <Heading
        title={t(isReplay ? 'replay.title' : 'replay.price')}
        lead={t(isReplay ? 'replay.lead' : 'replay.price_lead')}
      >
        <ButtonLink href={isReplay ? '/console/replay/price' : '/console/replay'} label={`replay.${other}`} />
      </Heading>
      {children && (
        <section id="result" aria-live="polite" aria-label={t('replay.result')}>
          {children}
          {more && (
            <form
              method="post"
              action={url.pathname}
              hx-post={url.pathname}
              hx-trigger="submit, load"
              hx-select="#result"
              hx-target="#result"
            >
              {[...(form ?? [])]
                .filter(([name, value]) => name !== 'continue' && typeof value === 'string')
                .map(([name, value]) => (
                  <input type="hidden" name={name} value={String(value)} />
                ))}
              <input type="hidden" name="continue" value={JSON.stringify(more)} />
              <p class="note warn">{t('replay.not_through')}</p>
              <Submit text={t('replay.go_on')} />
            </form>
          )}
        </section>
      )}
      <section>
        <Form fields={fields} state={state} submit={isReplay ? 'replay.ask' : 'replay.price_ask'}>
          <fieldset>
            <legend>{t('replay.when')}</legend>
            <div class="filters">
              <PeriodFields asked={period} zone="period.utc" />
            </div>
          </fieldset>
        </Form>
      </section>
    </>
  );
};
