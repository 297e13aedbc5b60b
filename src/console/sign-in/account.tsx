import type { FC } from 'hono/jsx';
import type { SessionState } from '../../ledger/types.ts';
import { type Field, fieldsIn, wordOptions } from '../forms/fields.ts';
import { Form } from '../forms/form.tsx';
import { faultOf } from '../frame/api.ts';
import { LANGUAGES } from '../frame/messages.ts';
import { THEMES } from '../frame/preferences.ts';
import { useView } from '../frame/view.ts';
import { hostOf } from '../operators/operator.tsx';
import { Facts, Heading, Id, Section, Submit, Time } from '../parts/small.tsx';
import { TableSection } from '../parts/table.tsx';

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
      <TableSection
        title="account.sessions"
        lead={<p>{t('account.sessions_lead')}</p>}
        rows={sessions}
        columns={[
          { label: 'account.began', cell: ({ createdMs }) => <Time at={createdMs} /> },
          {
            label: 'account.seen',
            cell: ({ id, seenMs }) => (id === session?.id ? t('account.here') : <Time at={seenMs} />),
          },
          { label: 'account.ends', cell: ({ expiresMs }) => <Time at={expiresMs} /> },
          { label: 'account.with', cell: ({ via }) => (via === undefined ? t('account.key') : hostOf(via)) },
          { label: 'account.end', cell: ({ id }) => <EndSession id={id} isHere={id === session?.id} /> },
        ]}
      >
        <form method="post" action="/console/sign-out" class="buttons">
          <Submit text={t('account.everywhere')} name="everywhere" value="1" />
        </form>
      </TableSection>
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

const { field, hinted } = fieldsIn('preferences');

const PreferencesForm: FC<{ back: string }> = ({ back }) => {
  const { t, url, language, zone, theme } = useView();
  const unknownZone = url.searchParams.get('zone');
  const nativeName = (language: string) =>
    new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  const fields: Field[] = [
    {
      kind: 'select',
      ...field('language'),
      required: true,
      options: LANGUAGES.map((value) => ({ value, label: nativeName(value) })),
    },
    {
      kind: 'text',
      ...hinted('zone'),
      textKind: 'zone',
      required: true,
      suggestions: Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    },
    { kind: 'select', ...field('theme'), required: true, options: wordOptions(t, 'theme', THEMES) },
  ];
  const values = new Map([
    ['/language', [language]],
    ['/zone', [unknownZone ?? zone]],
    ['/theme', [theme]],
  ]);
  return (
    <Form
      fields={fields}
      state={{ values, faults: unknownZone ? [faultOf('/zone', 'time_zone')] : [] }}
      submit="form.save"
      action="/console/preferences"
      hidden={{ back }}
    />
  );
};
