/** `npm run screenshots [-- NAME…]`: docs/images/NAME-light.png of pages, and NAME-dark.png of a few. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import sharp from 'sharp';
import { type SharedGateway, sharedGateway } from '../test/browser/support/desk.ts';
import { type ListedPage, PAGES, type SampleIds } from '../test/browser/support/pages.ts';
import { openSample } from '../test/browser/support/sample-data.ts';
import { contextOptions, startSession } from '../test/browser/support/window.ts';
import { CHROMIUM, LAUNCH } from '../test/support/chromium.ts';
import { startGateway } from './gateway.ts';
import { ROOT } from './lib/build.ts';
import { StartFailure, stopWith } from './lib/failure.ts';
import { clientOf, listAt, requestToken, stringAt } from './newsroom/client.ts';
import { loadSample } from './newsroom/load.ts';

const IMAGES = join(ROOT, 'docs', 'images');
/** CSS pixels. Longer pages are cut; the guides are about what stands on top. */
const WINDOW = { width: 1200, height: 900 };
/** Colors: pages have few, and the files are a third of what they would be. */
const COLORS = 128;
/** Room for a scrollbar, which pictures have not. */
const NO_GUTTER = 'html { overflow-y: auto !important; }';
/** Pages that are drawn in dark, too: charts, a picture, a proof. The others differ in their colors alone. */
const DARK = ['start', 'overview', 'restriction', 'delivery'];
/** The port that the guides name, for it is seen in the pictures. */
const PORT = Number(process.env.PORT ?? 8787);

async function main(): Promise<void> {
  if (!CHROMIUM) throw new StartFailure('there is no chromium on this machine; CHROMIUM may name one');
  const selected = selectedPages(process.argv.slice(2));
  const stateDir = mkdtempSync(join(tmpdir(), 'imprimatur-screenshots-'));
  const gateway = await startGateway({ port: PORT, stateDir, isLimited: false });
  const browser = await chromium.launch(LAUNCH);
  try {
    if (!gateway.operators) throw new Error('the state is not new');
    const partners = await loadSample(gateway.url, gateway.operators.admin);
    const shared = sharedGateway({ gateway: gateway.url, ...gateway.operators, partners });
    await aDay(shared);
    const ids = await openSample(shared);
    mkdirSync(IMAGES, { recursive: true });
    for (const page of selected) {
      const role = page.roles?.find((role) => role !== 'owner') ?? page.roles?.[0];
      for (const colorScheme of DARK.includes(page.name)
        ? (['light', 'dark'] as const)
        : (['light'] as const)) {
        const token = role && (await shared.newToken(role));
        await draw(browser, { page, ids, colorScheme, url: gateway.url, token });
      }
    }
  } finally {
    await browser.close();
    await gateway.stop();
    rmSync(stateDir, { recursive: true, force: true });
  }
}

function selectedPages(names: string[]): ListedPage[] {
  const unknown = names.find((name) => !PAGES.some((page) => page.name === name));
  if (unknown)
    throw new StartFailure(`there is no page ${unknown}: ${PAGES.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? PAGES : PAGES.filter(({ name }) => names.includes(name));
}

interface Drawing {
  page: ListedPage;
  ids: SampleIds;
  colorScheme: 'light' | 'dark';
  url: string;
  /** Absent: nobody has signed in. */
  token: string | undefined;
}

/** Window, zone, language and fonts are the same each time; ids and times are the newsroom's own. */
async function draw(
  browser: Browser,
  { page: listed, ids, colorScheme, url, token }: Drawing,
): Promise<void> {
  const look = { ...contextOptions({ colorScheme }), viewport: WINDOW, bypassCSP: true };
  const context = await browser.newContext(look);
  try {
    const page = await context.newPage();
    if (token) await startSession(page, url, token);
    await page.goto(url + listed.path(ids), { waitUntil: 'networkidle' });
    const shot = await page.screenshot({ animations: 'disabled', caret: 'hide', style: NO_GUTTER });
    const file = `${listed.name}-${colorScheme}.png`;
    const { size } = await sharp(shot)
      .png({ palette: true, colours: COLORS, dither: 0, effort: 10, compressionLevel: 9 })
      .toFile(join(IMAGES, file));
    console.log(`docs/images/${file}  ${Math.round(size / 1024)} KB`);
  } finally {
    await context.close();
  }
}

const USES = ['', '?use=display&territory=JP', '?use=ai-train', '?use=display&channel=broadcast', ''];
const ARTICLES = 6;

/** Deliveries and refusals in the sample newsroom, so that the pictures have something to show. */
async function aDay({ url, credentials }: SharedGateway): Promise<void> {
  for (const partner of credentials.partners) {
    const answer = await requestToken(url, partner);
    // One of them is suspended.
    if (answer.status !== 200) continue;
    const client = clientOf(url, stringAt(answer.json, 'access_token'));
    const { json } = await client.send('GET', `/v1/articles?type=text&limit=${ARTICLES}`);
    for (const [place, item] of listAt(json, 'items').entries())
      await client.send('GET', `/v1/articles/${stringAt(item, 'id')}${USES[place % USES.length]}`);
  }
  // The log is searched from D1, where entries come within seconds.
  await new Promise((resolve) => setTimeout(resolve, 6_000));
}

main().catch(stopWith);
