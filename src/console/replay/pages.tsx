/** Form and result of a replay. A long replay runs in parts; a script requests the next one. */
import type { Child, FC } from 'hono/jsx';
import type { Field } from '../forms/fields.ts';
import { FieldRows, Form } from '../forms/form.tsx';
import { EMPTY_FORM, type FormState } from '../forms/state.ts';
import { useView } from '../frame/view.ts';
import type { CopiedLicense } from '../licenses/catalogue.ts';
import { EntityLink } from '../parts/entity.tsx';
import { ButtonLink } from '../parts/link.tsx';
import { PeriodFields } from '../parts/period.tsx';
import type { PeriodQuery } from '../parts/period-choices.ts';
import { Heading, Hidden, Submit } from '../parts/small.tsx';
import { COPY, COPY_FIELDS } from './fields.ts';

export interface QueryProps {
  kind: 'replay' | 'price';
  fields: Field[];
  state: FormState;
  period: PeriodQuery;
  copied?: CopiedLicense | undefined;
  /** Submitted form, resent for the next part of the log. */
  form?: FormData;
  /** Position of the next part; null after the last. */
  more?: object | null;
  children?: Child;
}

export const QueryPage: FC<QueryProps> = (props) => {
  const { kind, fields, state, period, copied, form, more = null, children } = props;
  const { t, url } = useView();
  const isReplay = kind === 'replay';
  const otherTitle = isReplay ? 'price' : 'title';
  const texts = [...(form ?? [])].flatMap(([name, value]): [string, string][] =>
    name !== 'continue' && typeof value === 'string' ? [[name, value]] : [],
  );
  return (
    <>
      <Heading
        title={t(isReplay ? 'replay.title' : 'replay.price')}
        lead={t(isReplay ? 'replay.lead' : 'replay.price_lead')}
      >
        <ButtonLink
          href={isReplay ? '/console/replay/price' : '/console/replay'}
          label={`replay.${otherTitle}`}
        />
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
              hx-select-oob="#as-of"
              hx-target="#result"
            >
              <Hidden values={[...texts, ['continue', JSON.stringify(more)]]} />
              <p class="note warn">{t('replay.not_through')}</p>
              <Submit text={t('replay.go_on')} tone="primary" />
            </form>
          )}
        </section>
      )}
      {!isReplay && !copied && (
        <form class="form" action={url.pathname}>
          <FieldRows fields={COPY_FIELDS} state={EMPTY_FORM} />
          <Submit text={t('replay.copy_do')} tone="plain" />
        </form>
      )}
      {copied && (
        <p>
          {t.rich(copied.policy ? 'replay.copied_policy' : 'replay.copied', {
            license: <EntityLink id={copied.id} />,
          })}
        </p>
      )}
      <section>
        <Form
          fields={fields}
          state={state}
          submit={isReplay ? 'replay.ask' : 'replay.price_ask'}
          {...(copied && { hidden: { [COPY]: copied.id } })}
        >
          <fieldset>
            <legend>{t('replay.when')}</legend>
            <div class="filters">
              <PeriodFields query={period} zone="period.utc" />
            </div>
          </fieldset>
        </Form>
      </section>
    </>
  );
};
