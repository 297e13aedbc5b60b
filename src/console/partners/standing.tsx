/** Suspending a partner, and taking that back: what will come of it stands beside the question. */
import type { FC } from 'hono/jsx';
import type { FormState } from '../forms/state.ts';
import type { Schema } from '../frame/api.ts';
import type { MessageKey } from '../frame/message-keys.ts';
import { useView } from '../frame/view.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Heading } from '../parts/small.tsx';
import type { Around } from './partner.tsx';

interface Standing {
  status: 'active' | 'suspended';
  submit: MessageKey;
  /** What happens to its licenses: `count` are in force or would be. */
  means: MessageKey;
  done: string;
}

/** By the last part of the page's path. */
export const STANDINGS: Record<'suspend' | 'reactivate', Standing> = {
  suspend: {
    status: 'suspended',
    submit: 'partners.suspend',
    means: 'partners.suspend_means',
    done: 'partner_suspended',
  },
  reactivate: {
    status: 'active',
    submit: 'partners.reactivate',
    means: 'partners.reactivate_means',
    done: 'partner_reactivated',
  },
};

type Props = Around & { partner: Schema<'Partner'>; standing: Standing; state: FormState };

export const StandingPage: FC<Props> = ({ partner, licenses, keys, standing, state }) => {
  const { t } = useView();
  const active = (all: { status: string }[]) => all.filter(({ status }) => status === 'active').length;
  return (
    <>
      <Heading title={t(standing.submit)} lead={partner.name} />
      <Confirm
        name={partner.name}
        submit={standing.submit}
        cancel={`/console/partners/${partner.id}`}
        state={state}
        undoable
      >
        <p>{t(standing.means, { count: active(licenses) })}</p>
        {standing.status === 'suspended' && <p>{t('partners.suspend_keys', { count: active(keys) })}</p>}
      </Confirm>
    </>
  );
};
