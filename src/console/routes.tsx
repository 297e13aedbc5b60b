/** The pages that stamps link to: what a receipt says, and how to get a license. Everyone may read them. */
import type { Context } from 'hono';
import { agencyOf } from '../platform/env.ts';
import { type AppEnv, createRouter } from '../platform/http.ts';
import { PROBLEMS } from '../platform/problem.ts';
import { pageAssets } from './frame/assets.ts';
import { Page, STYLE } from './layout.tsx';
import { VERIFY_SCRIPT } from './verify-script.ts';

export const publicPages = createRouter();

publicPages.route('/', pageAssets);

const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Seconds that caches may keep a page, or what it loads. */
const PAGE_AGE_S = 300;
const ASSET_AGE_S = 3600;

function page(c: Context<AppEnv>, content: unknown): Response {
  return c.html(`<!doctype html>${String(content)}`, 200, {
    'Content-Security-Policy': CSP,
    'Cache-Control': `public, max-age=${PAGE_AGE_S}`,
  });
}

publicPages.get('/verify', (c) => {
  const { name } = agencyOf(c.env);
  return page(
    c,
    <Page title="Verify a receipt" agency={name} script="/assets/verify.js">
      <h1>Is this what was released?</h1>
      <p class="lead">
        {name} signs a receipt for every article that it lets out. Paste what was published, or choose or drop
        a saved page, feed, document or picture, to see whether its receipt is genuine, what it permits, and
        whether the text has been changed.
      </p>
      <form id="form">
        <label for="text">Text, page, feed or document as published</label>
        <textarea id="text" spellcheck={false} />
        <label for="file">Or a saved file</label>
        <input id="file" type="file" />
        <label for="receipt">Receipt, or the link that carries it, where it is not in the document</label>
        <textarea id="receipt" spellcheck={false} />
        <button type="submit">Check</button>
      </form>
      <section id="verdict" class="verdict" aria-live="polite">
        <noscript>
          Checking on this page needs JavaScript. Without it, send the document to POST /v1/receipts/verify,
          or check its signature against /.well-known/jwks.json.
        </noscript>
      </section>
    </Page>,
  );
});

publicPages.get('/licensing', (c) => {
  const { name, notice } = agencyOf(c.env);
  return page(
    c,
    <Page title="Licensing" agency={name}>
      <h1>Licensing</h1>
      <p>{notice}</p>
      <p>
        Consent is given as a license: to named titles, for named uses, components, territories and channels.
        Partners fetch what they have licensed from this gateway; every copy carries a receipt that anyone can{' '}
        <a href="/verify">verify</a>.
      </p>
      <p>To ask for a license, write to the licensing desk of {name}.</p>
    </Page>,
  );
});

publicPages.get('/', (c) => {
  const { name, publicUrl } = agencyOf(c.env);
  return page(
    c,
    <Page title="Gateway" agency={name}>
      <h1>{name}: syndication gateway</h1>
      <p class="lead">For licensed partners’ developers.</p>
      <ol>
        <li>
          Get a token: <code>POST {publicUrl}/oauth/token</code> with your client id and secret (client
          credentials).
        </li>
        <li>
          See what you may use: <code>GET {publicUrl}/v1/articles</code>
        </li>
        <li>
          Fetch an article: <code>GET {publicUrl}/v1/articles/…</code>, as ninjs, NewsML-G2, NITF, HTML,
          Markdown or text.
        </li>
        <li>
          Ask first when in doubt: <code>POST {publicUrl}/v1/decisions</code>
        </li>
        <li>
          Keep the receipt with what you publish; anyone can <a href="/verify">verify</a> it.
        </li>
      </ol>
      <p>
        Every route, with examples: the <a href="/docs">reference</a>, and for programs{' '}
        <a href="/openapi.json">openapi.json</a>.
      </p>
    </Page>,
  );
});

/** What the `type` of every refusal points to (RFC 9457 §3.1.1). */
publicPages.get('/docs/problems', (c) => {
  const { name } = agencyOf(c.env);
  return page(
    c,
    <Page title="Problems" agency={name}>
      <h1>What a refusal means</h1>
      <p class="lead">
        Every refusal is <code>application/problem+json</code> (RFC 9457). Its <code>code</code> is stable;{' '}
        <code>detail</code> says what it was about, <code>trace</code> which rule decided, and{' '}
        <code>entry</code> where it stands in the log.
      </p>
      <dl>
        {Object.entries(PROBLEMS).map(([code, [status, title]]) => (
          <>
            <dt id={code}>
              {status} <code>{code}</code>
            </dt>
            <dd>{title}.</dd>
          </>
        ))}
      </dl>
    </Page>,
  );
});

const asset = (path: string, type: string, text: string) =>
  publicPages.get(path, (c) =>
    c.body(text, 200, { 'Content-Type': type, 'Cache-Control': `public, max-age=${ASSET_AGE_S}` }),
  );
asset('/assets/page.css', 'text/css; charset=utf-8', STYLE);
asset('/assets/verify.js', 'text/javascript; charset=utf-8', VERIFY_SCRIPT);
