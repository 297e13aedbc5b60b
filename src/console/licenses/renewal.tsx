/** Notes beside a renewal: the term it begins or corrects, and the consent it rests on. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Links } from '../parts/link.tsx';
import { Note } from '../parts/small.tsx';
import { TermDay } from '../parts/term.tsx';
import type { LicenseFull } from './context.ts';

/** `starts`: of the draft. From the old end on, it begins a new term; earlier, it corrects the term. */
export const Renewal: FC<{ license: LicenseFull; starts: string; ends: string }> = (props) => {
  const { license, starts, ends } = props;
  const { t, now, url } = useView();
  const { reference, signedBy: by, signedOn } = license.consent;
  const day = t.date(signedOn, { timeZone: 'UTC', dateStyle: 'medium' });
  const start = Date.parse(starts);
  const isNew = start >= Date.parse(license.ends);
  const units = license.used?.term;
  const href = `/console/licenses/new?partner=${license.partner}&from=${license.id}`;
  return (
    <>
      <Note tone="none">
        <p>
          <strong>{t('licenses.billing')}</strong>
        </p>
        <p>{units === undefined ? t('licenses.used_unknown') : t('licenses.used_term', { count: units })}</p>
        <p>
          {t.rich(isNew ? 'licenses.term_new' : 'licenses.term_same', {
            starts: <TermDay license={{ ...license, starts }} edge="first" />,
            ends: <TermDay license={{ ...license, ends }} edge="last" />,
          })}
        </p>
        <p>{t('licenses.contract_before', { reference, by, day })}</p>
      </Note>
      {isNew && start > now && (
        <Note tone="warn">
          <p>
            {t.rich('licenses.gap_until', {
              starts: <TermDay license={{ ...license, starts }} edge="first" />,
            })}
          </p>
        </Note>
      )}
      <Links
        to={[
          isNew
            ? ['licenses.rather_extend', url.pathname]
            : ['licenses.rather_new', `${url.pathname}?as=new`],
          ['licenses.rather_following', href],
        ]}
      />
    </>
  );
};
