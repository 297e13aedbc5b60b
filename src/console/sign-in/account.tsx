import type { FC } from 'hono/jsx';
import type { SessionState } from '../../ledger/types.ts';
import { PreferencesForm } from '../frame/preferences-form.tsx';
import { useView } from '../frame/view.ts';
import { hostOf } from '../operators/operator.tsx';
import { Facts, Heading, Id, Section, Submit, Time } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

export const AccountPage: FC<{ sessions: SessionState[] }> = ({ sessions }) => {
  const { t, session } = useView();
  return (
    <>
      <Heading title={t('account.title')} />
      <Facts
        rows={[
          ['account.name', session?.name],
          ['account.role', session && t.word('role', session.role)],
          ['account.id', session && <Id id={session.operator} />],
        ]}
      />
      <Section title={t('account.sessions')}>
        <p>{t('account.sessions_lead')}</p>
        <Table
          caption={t('account.sessions')}
          rows={sessions}
          columns={[
            { label: 'account.began', cell: ({ createdMs }) => <Time at={createdMs} /> },
            {
              label: 'account.seen',
              cell: ({ id, seenMs }) => (id === session?.id ? t('account.here') : <Time at={seenMs} />),
            },
            { label: 'account.ends', cell: ({ expiresMs }) => <Time at={expiresMs} /> },
            {
              label: 'account.with',
              cell: ({ via }) => (via === undefined ? t('account.key') : hostOf(via)),
            },
            { label: 'account.end', cell: ({ id }) => <EndSession id={id} isHere={id === session?.id} /> },
          ]}
        />
        <form method="post" action="/console/sign-out" class="buttons">
          <Submit text={t('account.everywhere')} name="everywhere" value="1" />
        </form>
      </Section>
      <Section title={t('account.preferences')}>
        <PreferencesForm back="/console/account" />
      </Section>
    </>
  );
};

const EndSession: FC<{ id: string; isHere: boolean }> = ({ id, isHere }) => {
  const { t } = useView();
  return (
    <form method="post" action={isHere ? '/console/sign-out' : '/console/account/end'}>
      {!isHere && <input type="hidden" name="id" value={id} />}
      <Submit text={t(isHere ? 'frame.signOut' : 'account.end_it')} tone="plain" />
    </form>
  );
};
