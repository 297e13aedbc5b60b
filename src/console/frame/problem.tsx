/** Error page. */
import type { FC } from 'hono/jsx';
import { SentenceParagraph } from '../parts/sentence.tsx';
import type { ApiProblem } from './api.ts';
import { faultIn } from './sentences.ts';
import { useView } from './view.ts';
import { withCode } from './with-code.tsx';

export const Problem: FC<{ problem: ApiProblem; request: string }> = ({ problem, request }) => {
  const view = useView();
  const { t, session, url } = view;
  const { status, code, detail, role, roles, errors = [] } = problem;
  // The remedy for `not_found` is about articles and products.
  const isStray = code === 'not_found' && !url.pathname.startsWith('/v1/articles/');
  return (
    <div class="problem">
      <p class="soft">{status}</p>
      <h1>{t.word('code', code)}</h1>
      {Array.isArray(roles) ? (
        <p>
          {t('problem.only', {
            roles: t.list(roles.map((role) => t.word('roles', String(role)))),
            role: t.word('as_role', String(role)),
          })}
        </p>
      ) : errors.length > 0 ? (
        errors.map((fault) => <p>{faultIn(view, fault)}</p>)
      ) : (
        // Of a token, only programs need to know more than what to do, which follows.
        code !== 'invalid_token' && <SentenceParagraph message={problem.message} text={detail} />
      )}
      {session?.role === 'owner' && Array.isArray(roles) && (
        <p>
          <a href="/console/operators/new">{t('problem.add_operator')}</a>
        </p>
      )}
      {!session && !isStray && <p>{withCode(t.word('do', code))}</p>}
      {session && status === 403 && !Array.isArray(roles) && <p>{t('problem.role')}</p>}
      {status === 503 && <p>{t('problem.again')}</p>}
      <p class="buttons">
        {session ? (
          <a href="/console">{t('problem.back')}</a>
        ) : (
          <>
            <a href="/">{t('problem.start')}</a> {isStray && <a href="/docs/guide">{t('frame.guide')}</a>}{' '}
            <a href={`/docs/problems#${code}`}>{t('problem.codes')}</a>
          </>
        )}
      </p>
      {status >= 500 && <p class="soft">{t('problem.request', { request })}</p>}
    </div>
  );
};
