/** Beside the form of a renewal: what becomes of the units that were billed, and whether the partner is without a license meanwhile. */
import type { FC } from 'hono/jsx';
import { useView } from '../frame/view.ts';
import { Note } from '../parts/small.tsx';
import { TermDay } from '../parts/term.tsx';
import type { LicenseFull } from './context.ts';

/** `starts`: of the draft. A term that begins where the one before ends, or later, is a new one; any other is the same, corrected. */
export const Renewal: FC<{ license: LicenseFull; starts: string }> = ({ license, starts }) => {
  const { t, now, url } = useView();
  const begins = Date.parse(starts);
  const isNew = begins >= Date.parse(license.ends);
  const units = license.used?.term;
  const next = `/console/licenses/new?partner=${license.partner}&from=${license.id}`;
  return (
    <>
      <Note tone="none">
        <p>
          <strong>{t('licenses.billing')}</strong>
        </p>
        <p>{units === undefined ? t('licenses.used_unknown') : t('licenses.used_term', { count: units })}</p>
        <p>{t(isNew ? 'licenses.term_new' : 'licenses.term_same')}</p>
      </Note>
      {isNew && begins > now && (
        <Note tone="warn">
          <p>
            {t.rich('licenses.gap_until', { starts: <TermDay of={{ ...license, starts }} edge="first" /> })}
          </p>
        </Note>
      )}
      <ul class="links">
        <li>
          <a href={isNew ? url.pathname : `${url.pathname}?as=new`}>
            {t(isNew ? 'licenses.rather_extend' : 'licenses.rather_new')}
          </a>
        </li>
        <li>
          <a href={next}>{t('licenses.rather_following')}</a>
        </li>
      </ul>
    </>
  );
};
