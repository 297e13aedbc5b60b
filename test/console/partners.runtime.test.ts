import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';

const HOSTILE = `<script>alert(1)</script>"'&`;

describe('partners in the console', () => {
  it('are registered by a form, shown, listed and changed', async () => {
    const desk = await visitor('desk');
    const made = await desk.post('/console/partners/new', [
      ['/name', `Kansai ${HOSTILE}`],
      ['/contact', ''],
      ['/titles/0/name', 'Kansai Web'],
      ['/titles/0/id', 'kansai-web'],
      ['/titles/0/market', 'JP'],
      ['/titles/0/domains', 'kansai.example\nwww.kansai.example'],
      ['/titles/0/kind', ''],
      ['/titles/1/name', ''],
    ]);
    expect(made.status).toBe(303);
    const page = made.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/partners\/par_[0-9a-f]{32}\?done=partner_created$/);
    const html = await desk.page(page);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('kansai.example, www.kansai.example');
    expect(html).toContain('The partner is registered.');
    expect(await desk.page('/console/partners')).toContain('Kansai &lt;script&gt;');
    const form = await desk.page(`${page.split('?')[0]}/change`);
    expect(form).toContain('value="kansai-web"');
  });

  it('keep what was typed, with the fault beside its field', async () => {
    const desk = await visitor('desk');
    const refused = await desk.post('/console/partners/new', [
      ['/name', 'Kansai'],
      ['/titles/0/name', 'Web'],
      ['/titles/0/id', 'web'],
      ['/titles/0/market', 'XX'],
    ]);
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('value="XX"');
    expect(html).toMatch(/id="f-titles-0-market-fault"[^>]*>This country code is not known/);
    expect(html).toContain('aria-invalid="true"');
  });

  it('get one more row for a title when it is asked for, and nothing is stored', async () => {
    const desk = await visitor('desk');
    const response = await desk.post('/console/partners/new', [
      ['/name', 'Kansai'],
      ['_add', '/titles'],
    ]);
    const html = await response.text();
    expect(response.status).toBe(200);
    expect(html).toContain('name="/titles/0/market"');
  });

  it('are not for the auditor, and not for those who have not signed in', async () => {
    const auditor = await visitor('auditor');
    expect((await auditor.get('/console/partners')).status).toBe(403);
    expect((await auditor.post('/console/partners/new', [['/name', 'X']])).status).toBe(403);
    const stranger = await auditor.get('/console/partners', { Cookie: '' });
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get('Location')).toBe('/console/sign-in?next=%2Fconsole%2Fpartners');
  });
});
