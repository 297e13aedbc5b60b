/** Layouts of public and signed-in pages. Scripts and styles come only from our own files. */
import type { Context } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { encodeWhenSent } from '../../platform/content-coding.ts';
import { NO_STORE } from '../../platform/no-store.ts';
import { List, Submit, Time } from '../parts/small.tsx';
import type { MessageKey } from './message-keys.ts';
import { NAV, navItemOf, rolesAt } from './nav.ts';
import { type ConsoleEnv, renderPage, useView, type View } from './view.ts';

/** `frame-src` allows previews, which are sandboxed pages of ours. */
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** `max-age` of public pages, in seconds. */
const PAGE_AGE_S = 300;
/** htmx may not evaluate text, add styles or call other origins. It swaps in error answers to filters. */
const HTMX = JSON.stringify({
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  allowScriptTags: false,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  defaultSwapStyle: 'outerHTML',
  scrollIntoViewOnBoost: false,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..|400', swap: true },
    { code: '...', swap: false, error: true },
  ],
});

/** For form answers: with `no-store`, going back to one shows a browser error. Signing out clears it. */
const NO_CACHE = { 'Cache-Control': 'private, no-cache' };

interface PageMeta {
  /** A function if the title contains entity names. */
  title: string | (() => string);
  /** Files in /assets/console, in addition to those of every page. */
  scripts?: string[];
  styles?: string[];
  isForm?: boolean;
  status?: 200 | 400 | 401 | 402 | 403 | 404 | 409 | 410 | 422 | 500 | 503;
}

/** Renders a signed-in page. Of answers to a POST, the browser may cache only forms. */
export async function consolePage(c: Context<ConsoleEnv>, meta: PageMeta, content: Child): Promise<Response> {
  const { view } = c.var;
  // htmx selects its fragment from the main content.
  const isPart = c.req.header('HX-Request') !== undefined;
  const layout = isPart ? <Main>{content}</Main> : <ConsoleFrame>{content}</ConsoleFrame>;
  const isSentForm = c.req.method === 'POST' && (meta.isForm || (meta.status ?? 200) >= 400);
  const page = () => html(c, view, meta, layout, isSentForm ? NO_CACHE : NO_STORE);
  const first = page();
  return (await view.names.load(view.api)) ? page() : first;
}

/** Renders a public page. It varies only by language. */
export function publicPage(c: Context, view: View, sheet: PageMeta, content: Child): Response {
  const caching = { 'Cache-Control': `public, max-age=${PAGE_AGE_S}`, Vary: 'Accept-Language, Cookie' };
  return html(c, view, sheet, <PublicFrame>{content}</PublicFrame>, caching);
}

export function signInPage(c: Context, view: View, sheet: PageMeta, content: Child): Response {
  return html(c, view, sheet, <PublicFrame>{content}</PublicFrame>, NO_STORE);
}

function html(
  c: Context,
  view: View,
  { title, scripts = [], styles = [], status = 200 }: PageMeta,
  content: Child,
  headers: Record<string, string>,
): Response {
  const asset = (file: string) => `/assets/console/${file}?v=${encodeURIComponent(view.release)}`;
  const document = (
    <html lang={view.language} data-theme={view.theme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="htmx-config" content={HTMX} />
        <Title title={title} />
        <link rel="icon" href={asset('icon.svg')} />
        {['console.css', ...styles].map((file) => (
          <link rel="stylesheet" href={asset(file)} />
        ))}
        <script src={asset('console.js')} defer />
        {view.session && ['htmx.js', 'find.js'].map((file) => <script src={asset(file)} defer />)}
        {scripts.map((file) => (
          <script src={asset(file)} type="module" />
        ))}
      </head>
      {content}
    </html>
  );
  const page = c.html(`<!doctype html>${renderPage(view, document)}`, status, {
    'Content-Security-Policy': CSP,
    'Content-Language': view.language,
    ...headers,
  });
  return encodeWhenSent(page, c.req.header('Accept-Encoding'));
}

/** Rendered with the page, so that it can look up entity names. */
const Title: FC<{ title: PageMeta['title'] }> = ({ title }) => (
  <title>{`${typeof title === 'string' ? title : title()} · ${useView().agency.name}`}</title>
);

const Skip: FC = () => {
  const { t } = useView();
  return (
    <a class="skip" href="#main">
      {t('frame.skip')}
    </a>
  );
};

const PublicFrame: FC<{ children?: Child }> = ({ children }) => {
  const { t, agency } = useView();
  return (
    <body class="public">
      <Skip />
      <header class="bar">
        <a class="brand" href="/">
          {agency.name}
        </a>
        <nav aria-label={t('frame.pages')}>
          <a href="/docs/guide">{t('frame.guide')}</a>
          <a href="/docs">{t('frame.reference')}</a>
          <a href="/verify">{t('frame.verify')}</a>
          <a href="/licensing">{t('frame.licensing')}</a>
          <a href="/console">{t('signin.title')}</a>
        </nav>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
    </body>
  );
};

/** Its foot stands on every printed sheet. */
const Main: FC<{ children?: Child }> = ({ children }) => {
  const { t, now, agency } = useView();
  return (
    <main id="main" tabindex={-1}>
      <ResultNote />
      {children}
      <footer class="as-of" id="as-of">
        <p>{t.rich('frame.as_of', { at: <Time at={now} zoned />, agency: agency.name })}</p>
      </footer>
    </main>
  );
};

const ConsoleFrame: FC<{ children?: Child }> = ({ children }) => {
  const { t, agency, session, url } = useView();
  return (
    <body class="console" data-operator={session?.operator}>
      <Skip />
      <header class="bar">
        <a class="brand" href="/console">
          {agency.name}
        </a>
        <search class="finder">
          <form action="/console/search">
            <label class="unseen" for="search">
              {t('search.label')}
            </label>
            <input
              id="search"
              name="q"
              type="search"
              value={url.pathname === '/console/search' ? (url.searchParams.get('q') ?? '') : ''}
              placeholder={t('search.do')}
              autocomplete="off"
              spellcheck={false}
              aria-keyshortcuts="/ Control+K"
              data-find=""
              data-matches={t('entities.choose')}
            />
            {/* Enter sends the form: the keyboard needs no stop that nobody sees. */}
            <button type="submit" class="unseen" tabindex={-1}>
              {t('search.do')}
            </button>
          </form>
        </search>
        <details class="who">
          <summary>{session?.name}</summary>
          <div class="menu">
            <p class="soft">{session && t.word('role', session.role)}</p>
            <a href="/console/account">{t('frame.account')}</a>
            <form method="post" action="/console/sign-out">
              <Submit text={t('frame.signOut')} tone="plain" />
            </form>
          </div>
        </details>
      </header>
      <div class="body">
        {/* Rendered twice, collapsed for phones and open for wide screens. CSS displays one. */}
        <details class="fold">
          <summary>{t('frame.menu')}</summary>
          <Navigation />
        </details>
        <div class="side">
          <Navigation />
        </div>
        <Main>{children}</Main>
      </div>
    </body>
  );
};

const Navigation: FC = () => {
  const { t, session, url } = useView();
  const currentHref = navItemOf(url.pathname)?.href;
  const groups = NAV.map((group) => ({
    ...group,
    items: group.items.filter((item) => session && rolesAt(item.href)?.includes(session.role)),
  })).filter(({ items }) => items.length > 0);
  return (
    <nav aria-label={t('frame.navigation')}>
      {groups.map(({ label, auditorLabel = label, items }) => (
        <>
          <h2>{t(session?.role === 'auditor' ? auditorLabel : label)}</h2>
          <List
            items={items.map((item) => (
              <a href={item.href} {...(item.href === currentHref && { 'aria-current': 'page' })}>
                {t(item.label)}
              </a>
            ))}
          />
        </>
      ))}
    </nav>
  );
};

/**
 * Result of the last request after its redirect. `?done=` selects a `done.…` message, and `count` is the
 * number in it. It is ignored if a link from another site led here, so that such a link cannot claim that a
 * license was revoked.
 */
const ResultNote: FC = () => {
  const { t, url, isFromHere } = useView();
  if (!isFromHere) return null;
  const result = url.searchParams.get('done');
  if (!result || !/^[a-z_]+$/.test(result)) return null;
  const key = `done.${result}`;
  const count = url.searchParams.get('count') ?? '';
  const text = t(key as MessageKey, /^\d{1,6}$/.test(count) ? { count: Number(count) } : {});
  if (text === key) return null;
  return (
    <p class={`note screen ${result.startsWith('not_') ? 'warn' : 'good'}`} role="status">
      {text}
    </p>
  );
};
