/** `/licensing`, linked from stamps, and `/docs/problems`, the `type` of refusals (RFC 9457 §3.1.1). */
import type { FC } from 'hono/jsx';
import { PROBLEMS, type ProblemCode } from '../../platform/problem.ts';
import { useView } from '../frame/view.ts';
import { withCode } from '../frame/with-code.tsx';
import { Heading } from '../parts/small.tsx';
import { Table } from '../parts/table.tsx';

const CODES = Object.entries(PROBLEMS) as [ProblemCode, readonly [number, string]][];

/** `contact`: an e-mail address or a URL. */
export const LicensingPage: FC<{ contact: string | undefined }> = ({ contact }) => {
  const { t, agency } = useView();
  return (
    <>
      <Heading title={t('licensing.heading')} />
      <p lang="en">{agency.notice}</p>
      <p>{t('licensing.consent')}</p>
      <p>{t.rich('licensing.copies', { verify: <a href="/verify">{t('licensing.verify')}</a> })}</p>
      <p>{t('licensing.ask', { agency: agency.name })}</p>
      {contact && (
        <p>
          {t('licensing.contact')} <Contact contact={contact} />
        </p>
      )}
    </>
  );
};

const Contact: FC<{ contact: string }> = ({ contact }) => {
  if (/^https?:\/\//.test(contact)) return <a href={contact}>{contact}</a>;
  return contact.includes('@') ? <a href={`mailto:${contact}`}>{contact}</a> : <>{contact}</>;
};

export const ProblemsPage: FC = () => {
  const { t } = useView();
  const member = (name: string) => <code>{name}</code>;
  const members = {
    type: member('application/problem+json'),
    code: member('code'),
    detail: member('detail'),
    trace: member('trace'),
    entry: member('entry'),
  };
  return (
    <>
      <Heading title={t('problems.heading')} lead={t.rich('problems.lead', members)} />
      <Table
        caption={t('problems.list')}
        rows={CODES}
        idOf={([code]) => code}
        columns={[
          { label: 'problems.code', cell: ([code]) => <a href={`#${code}`}>{member(code)}</a> },
          { label: 'problems.status', numeric: true, cell: ([, [status]]) => status },
          { label: 'problems.meaning', cell: ([code]) => t(`problems.of.${code}`) },
          { label: 'problems.todo', cell: ([code]) => withCode(t(`word.do.${code}`)) },
        ]}
      />
    </>
  );
};
