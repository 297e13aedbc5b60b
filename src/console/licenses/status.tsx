/** Suspending, bringing back and ending a license: what will come of it, before it is done. */
import type { FC } from 'hono/jsx';
import { Form } from '../forms/form.tsx';
import type { FormState } from '../forms/state.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Heading } from '../parts/small.tsx';
import { type LicenseContext, nameOf } from './context.ts';

interface StatusProps {
  of: LicenseContext;
  state: FormState;
}

export const StatusPage: FC<StatusProps & { to: 'suspend' | 'reactivate' }> = ({ of, state, to }) => {
  const { t } = useView();
  return (
    <>
      <Heading title={t(`licenses.${to}_question`, { name: nameOf(of) })} lead={t(`licenses.${to}_lead`)} />
      <ul>
        {t(`licenses.${to}_means`)
          .split('\n')
          .map((line) => (
            <li>{line}</li>
          ))}
      </ul>
      <Form
        fields={[]}
        state={state}
        submit={`licenses.${to}_do`}
        danger={to === 'suspend'}
        cancel={`/console/licenses/${of.license.id}`}
      />
    </>
  );
};

/** `owed`: what the partner has to do when the term is over, as the license says it. */
export const TerminatePage: FC<StatusProps & { owed: string | undefined }> = ({ of, state, owed }) => {
  const { t } = useView();
  return (
    <>
      <Heading
        title={t('licenses.terminate_question', { name: nameOf(of) })}
        lead={t('licenses.terminate_lead')}
      />
      <Confirm
        name={of.license.consent.reference}
        submit="licenses.terminate_do"
        cancel={`/console/licenses/${of.license.id}`}
        state={state}
      >
        <p>{t('licenses.terminate_means')}</p>
        <p>{owed ?? t('licenses.nothing_owed')}</p>
      </Confirm>
    </>
  );
};
