/** The frames of all pages: one for everyone, one for those who have signed in. No script and no style but our own files. */
import type { Context } from 'hono';
import type { Child, FC } from 'hono/jsx';
import { NO_STORE } from '../../platform/no-store.ts';
import { Submit } from '../parts/small.tsx';
import type { MessageKey } from './message-keys.ts';
import { NAV, placeOf, rolesAt } from './nav.ts';
import { type ConsoleEnv, useView, type View, written } from './view.ts';

/** `frame-src`: previews, which are pages of ours without any power. */
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Seconds that caches may keep a public page. */
const PAGE_AGE_S = 300;
/** htmx may neither evaluate text nor write styles, and asks no other site. It shows what is wrong with a filter. */
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

/** Signing out clears it. Not stored, the answer to a form is an error of the browser to whoever goes back to it. */
const NO_CACHE = { 'Cache-Control': 'private, no-cache' };

interface Sheet {
  /** A function where it has names of things in it. */
  title: string | (() => string);
  /** Files of /assets/console, beside the ones that every page has. */
  scripts?: string[];
  styles?: string[];
  /** The form that was sent, shown once more. */
  isForm?: boolean;
  status?: 200 | 400 | 401 | 402 | 403 | 404 | 409 | 410 | 422 | 500 | 503;
}

/**
 * A page for those who have signed in. Of answers to forms, the browser keeps only the form itself. Written twice
 * where it mentions things by their ids.
 */
export async function consolePage(c: Context<ConsoleEnv>, sheet: Sheet, content: Child): Promise<Response> {
  const { view } = c.var;
  // A script that asks for a part of the page selects it from the main content (htmx's own header).
  const isPart = c.req.header('HX-Request') !== undefined;
  const whole = isPart ? <Main>{content}</Main> : <ConsoleFrame>{content}</ConsoleFrame>;
  const isSentForm = c.req.method === 'POST' && (sheet.isForm || (sheet.status ?? 200) >= 400);
  const page = () => html(c, view, sheet, whole, isSentForm ? NO_CACHE : NO_STORE);
  const first = page();
  return (await view.names.load(view.api)) ? page() : first;
}

/** A page for anyone; it says the same to all who read the same language. */
export function publicPage(c: Context, view: View, sheet: Sheet, content: Child): Response {
  const caching = { 'Cache-Control': `public, max-age=${PAGE_AGE_S}`, Vary: 'Accept-Language, Cookie' };
  return html(c, view, sheet, <PublicFrame>{content}</PublicFrame>, caching);
}

/** A page on the way to the console or out of it. */
export function doorPage(c: Context, view: View, sheet: Sheet, content: Child): Response {
  return html(c, view, sheet, <PublicFrame>{content}</PublicFrame>, NO_STORE);
}

function html(
  c: Context,
  view: View,
  { title, scripts = [], styles = [], status = 200 }: Sheet,
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
        <Title of={title} />
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
  return c.html(`<!doctype html>${written(view, document)}`, status, {
    'Content-Security-Policy': CSP,
    'Content-Language': view.language,
    ...headers,
  });
}

/** Evaluated while the page is written, when names may be asked for. */
const Title: FC<{ of: Sheet['title'] }> = ({ of }) => (
  <title>{`${typeof of === 'string' ? of : of()} · ${useView().agency.name}`}</title>
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

const Main: FC<{ children?: Child }> = ({ children }) => (
  <main id="main" tabindex={-1}>
    <Done url={useView().url} />
    {children}
  </main>
);

const ConsoleFrame: FC<{ children?: Child }> = ({ children }) => {
  const { t, agency, session, url } = useView();
  return (
    <body class="console">
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
              placeholder={t('search.label')}
              autocomplete="off"
              spellcheck={false}
              aria-keyshortcuts="/ Control+K"
              data-find=""
              data-matches={t('entities.choose')}
            />
            <button type="submit" class="unseen">
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
              <Submit text={t('frame.signOut')} look="plain" />
            </form>
          </div>
        </details>
      </header>
      <div class="body">
        {/* Twice, since a phone folds it away and a wide screen does not: only one of them is ever displayed. */}
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
  const here = placeOf(url.pathname)?.href;
  const groups = NAV.map((group) => ({
    ...group,
    places: group.places.filter((place) => session && rolesAt(place.href)?.includes(session.role)),
  })).filter(({ places }) => places.length > 0);
  return (
    <nav aria-label={t('frame.navigation')}>
      {groups.map(({ label, places }) => (
        <>
          <h2>{t(label)}</h2>
          <ul>
            {places.map((place) => (
              <li>
                <a href={place.href} {...(place.href === here && { 'aria-current': 'page' })}>
                  {t(place.label)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </nav>
  );
};

/**
 * What the last request did, or (`not_…`) did not do, after its redirect: `?done=` names a message `done.…`, and can name no other. A link
 * from elsewhere says nothing so, in browsers that tell where they come from: nobody is to be told that a license is revoked by whoever
 * wrote the link.
 */
const Done: FC<{ url: URL }> = ({ url }) => {
  const { t, isFromHere } = useView();
  if (!isFromHere) return null;
  const done = url.searchParams.get('done');
  if (!done || !/^[a-z_]+$/.test(done)) return null;
  const key = `done.${done}`;
  const text = t(key as MessageKey);
  if (text === key) return null;
  return (
    <p class={`note ${done.startsWith('not_') ? 'warn' : 'good'}`} role="status">
      {text}
    </p>
  );
};
