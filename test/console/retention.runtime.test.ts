import { describe, expect, it } from 'vitest';
import { visitor } from '../support/console.ts';
import { openNewsroom, openSite } from '../support/newsroom.ts';

const site = await openSite(await openNewsroom());
const auditor = await visitor('auditor');

const place = (target: string, reason = 'Proceedings <b>3 O 114/26</b>') =>
  auditor.post('/console/retention/holds/new', [
    ['/target', target],
    ['/reason', reason],
  ]);

describe('retention', () => {
  it('says how long what is kept', async () => {
    const html = await auditor.page('/console/retention');
    expect(html).toContain('Log entry texts');
    expect(html).toContain('Nothing has been deleted.');
  });

  it('is for auditors', async () => {
    const desk = await visitor('desk');
    for (const path of ['', '/holds', '/holds/new', '/holds/hld_none'])
      expect((await desk.get(`/console/retention${path}`)).status).toBe(403);
  });
});

describe('a hold', () => {
  let hold: string;

  it('is placed on what there is, with the fault beside its field otherwise', async () => {
    const refused = await place('lic_none');
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toMatch(/id="f-target-fault"[^>]*>No license, partner or article matches “lic_none”/);
    expect(html).toContain('value="lic_none"');
    const placed = await place(site.license);
    const page = placed.headers.get('Location') ?? '';
    expect(page).toMatch(/^\/console\/retention\/holds\/hld_[0-9a-f]{32}\?done=hold_placed$/);
    hold = page.split('?')[0] ?? '';
    expect(await auditor.page(page)).toContain('Proceedings &lt;b&gt;');
    expect(await auditor.page('/console/retention')).toContain(hold);
  });

  it('is not released before its name was typed, nor without a reason', async () => {
    const release = (confirm: string, reason: string) =>
      auditor.post(`${hold}/release`, [
        ['/reason', reason],
        ['/confirm', confirm],
      ]);
    const page = await auditor.page(`${hold}/release`);
    const name = /<strong class="typed">([^<]+)</.exec(page)?.[1] ?? '';
    // The reference alone can be typed on a phone.
    expect(name).toBe('C-2026-1');
    expect(await (await release('c 2026 1', ' ')).text()).not.toContain('This isn’t the text to enter');
    const wrong = await release('lic_other', 'Over');
    const html = await wrong.text();
    expect(html).toContain('This isn’t the text to enter');
    expect(html).toContain('value="Over"');
    expect((await release(name, ' ')).status).toBe(400);
    expect(await auditor.page(hold)).not.toContain('Release reason');
    const released = await release(name, 'Settled out of court');
    expect(released.headers.get('Location')).toBe(`${hold}?done=hold_released`);
    expect(await auditor.page(hold)).toContain('Settled out of court');
    expect((await release(name, 'Again')).status).toBe(409);
    expect(await auditor.page('/console/retention/holds')).toContain('released');
  });

  it('that there is not, is not there', async () => {
    for (const path of ['', '/release'])
      expect((await auditor.get(`/console/retention/holds/hld_none${path}`)).status).toBe(404);
  });
});
