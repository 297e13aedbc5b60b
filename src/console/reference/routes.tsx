/** `/openapi.json`: what every route takes and answers, for programs; `/docs`: the same, for people, without a word from elsewhere. */
import { agencyOf } from '../../platform/env.ts';
import { createRouter } from '../../platform/http.ts';
import { Refusal } from '../../platform/problem.ts';
import { servedAsset } from './served.ts';

export const referenceRoutes = createRouter();

/** What the committed description says in the place of the gateway's own URL. */
const DESCRIBED_URL = 'http://localhost:8787';

referenceRoutes.get('/openapi.json', (c) => {
  const { publicUrl } = agencyOf(c.env);
  return servedAsset(c, 'openapi.json', {
    type: 'application/json',
    as: (text) => text.replaceAll(DESCRIBED_URL, publicUrl),
  });
});

const TYPES: Record<string, string> = {
  'reference.js': 'text/javascript; charset=utf-8',
  'reference.css': 'text/css; charset=utf-8',
  'swagger-ui.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'licenses.txt': 'text/plain; charset=utf-8',
};

referenceRoutes.get('/assets/docs/:file', (c) => {
  const { file } = c.req.param();
  const type = TYPES[file];
  if (!type) throw new Refusal({ code: 'not_found', detail: 'There is no such file here.' });
  return servedAsset(c, `docs/${file}`, { type });
});

/** As strict as for the other pages: the library works without inline scripts and styles; `data:` are the icons of its style sheet. */
const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

referenceRoutes.get('/docs', (c) => {
  const { name, publicUrl } = agencyOf(c.env);
  const content = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`Reference · ${name}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/assets/docs/swagger-ui.css" />
        <link rel="stylesheet" href="/assets/docs/reference.css" />
        <script src="/assets/docs/swagger-ui.js" defer />
        <script src="/assets/docs/reference.js" defer />
      </head>
      <body>
        <header>
          <p class="brand">{name}: syndication gateway</p>
          <nav aria-label="Pages">
            <a href="/">Start</a> <a href="/openapi.json">openapi.json</a>{' '}
            <a href="/docs/problems">Problems</a> <a href="/verify">Verify a receipt</a>
          </nav>
        </header>
        <main>
          <section class="begin" aria-labelledby="begin">
            <h1 id="begin">To begin with</h1>
            <ol>
              <li>
                The licensing desk gives you an API key: a client id such as{' '}
                <code>key_01a20e5d28077aaa83ce5d88d2d60e55</code>, and a secret that begins with{' '}
                <code>imp_live_</code> (<code>imp_test_</code> for tests that are never billed). The secret is
                shown once.
              </li>
              <li>
                Change it for an access token, which is good for 15 minutes:
                <pre tabindex={0}>{`curl -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials \\
  ${publicUrl}/oauth/token`}</pre>
              </li>
              <li>
                Send the token with every other request, and see what you may use:
                <pre tabindex={0}>{`curl -H "Authorization: Bearer $TOKEN" ${publicUrl}/v1/articles`}</pre>
              </li>
              <li>
                Fetch an article by the <code>href</code> of its line. <code>Accept</code> picks the format;{' '}
                <code>Rights-Receipt</code> is its receipt: keep it with what you publish.
              </li>
            </ol>
            <p>
              To try requests on this page, press <b>Authorize</b> and give client id and secret: they go to
              this gateway’s token endpoint only, and are forgotten with the page.
            </p>
          </section>
          <noscript>
            The reference needs JavaScript. Without it, read <a href="/openapi.json">openapi.json</a>.
          </noscript>
          <div id="reference" />
        </main>
        <footer>
          Shown with Swagger UI (Apache License 2.0; <a href="/assets/docs/licenses.txt">notices</a>).
        </footer>
      </body>
    </html>
  );
  return c.html(`<!doctype html>${String(content)}`, 200, {
    'Content-Security-Policy': CSP,
    'Cache-Control': 'public, max-age=300',
  });
});
