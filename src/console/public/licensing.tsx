/** `/licensing`, linked from stamps, and `/docs/problems`, the `type` of refusals (RFC 9457 §3.1.1). */
import type { FC } from 'hono/jsx';
import { PROBLEMS, type ProblemCode } from '../../platform/problem.ts';
import { useView } from '../frame/view.ts';
import { withCode } from '../frame/with-code.tsx';
import { Heading } from '../parts/small.tsx';

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
      <table class="list">
        <caption class="unseen">{t('problems.list')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('problems.code')}</th>
            <th scope="col" class="number">
              {t('problems.status')}
            </th>
            <th scope="col">{t('problems.meaning')}</th>
            <th scope="col">{t('problems.todo')}</th>
          </tr>
        </thead>
        <tbody>
          {CODES.map(([code, [status]]) => (
            <tr id={code}>
              <td data-label={t('problems.code')} class="whole">
                <a href={`#${code}`}>{member(code)}</a>
              </td>
              <td data-label={t('problems.status')} class="number">
                {status}
              </td>
              <td data-label={t('problems.meaning')}>{t(`problems.of.${code}`)}</td>
              <td data-label={t('problems.todo')}>{withCode(t(`word.do.${code}`))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};
