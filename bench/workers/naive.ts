/**
 * The gateway that a good developer writes in an afternoon: verify the token, read article and license from
 * D1, check, write the use down, answer. No restrictions, no stamp, no proof, no quota, and a use that could
 * be rewritten.
 */
import { Hono } from 'hono';
import { bearer, type Verified } from './verify.ts';

interface ArticleRow {
  section: string;
  version: number;
  document: string;
}

interface LicenseRow {
  partner: string;
  status: string;
  sections: string;
  starts: string;
  ends: string;
}

const app = new Hono<Verified>();

app.use(bearer());

app.get('/v1/articles/:id', async (c) => {
  const { sub: partner, authorization_details } = c.var.jwtPayload;
  const id = c.req.param('id');
  const licenseId = authorization_details[0].license;
  const now = new Date().toISOString();
  const [articles, licenses] = await c.env.DB.batch([
    c.env.DB.prepare('SELECT section, version, document FROM articles WHERE id = ?').bind(id),
    c.env.DB.prepare('SELECT partner, status, sections, starts, ends FROM licenses WHERE id = ?').bind(
      licenseId,
    ),
  ]);
  const article = articles?.results[0] as ArticleRow | undefined;
  const license = licenses?.results[0] as LicenseRow | undefined;
  if (!license || license.partner !== partner || license.status !== 'active')
    return c.json({ error: 'license is not active' }, 403);
  if (now < license.starts || now >= license.ends) return c.json({ error: 'license is not in force' }, 403);
  if (!article || !(JSON.parse(license.sections) as string[]).includes(article.section))
    return c.json({ error: 'no such article' }, 404);
  await c.env.DB.prepare('INSERT INTO usage (id, license, article, version, at) VALUES (?, ?, ?, ?, ?)')
    .bind(crypto.randomUUID(), licenseId, id, article.version, now)
    .run();
  return c.body(article.document, 200, { 'Content-Type': 'application/json' });
});

export default app;
