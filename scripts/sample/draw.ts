/**
 * Draws every picture of the sample newsroom into sample/media: `node scripts/sample/draw.ts`. The files are
 * committed, so nobody needs this to run the gateway. `sharp` is here because the embedded runtime brings it.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  bridgeGradesChart,
  coffeeStocksChart,
  floodLevelsChart,
  glacierLiftChart,
  harborTollChart,
} from './graphics.ts';
import { kehrwaldLogo, nordankerLogo } from './logos.ts';
import { batteryHall } from './scenes/battery-hall.ts';
import { dresdenDepot } from './scenes/dresden-depot.ts';
import { ghentOrgan } from './scenes/ghent-organ.ts';
import { glacier } from './scenes/glacier.ts';
import { harborCranes } from './scenes/harbor-cranes.ts';
import { lighthouse } from './scenes/lighthouse.ts';
import { lisbonTram } from './scenes/lisbon-tram.ts';
import { osakaKeirin } from './scenes/osaka-keirin.ts';
import { passauFlood } from './scenes/passau-flood.ts';
import { skiJump } from './scenes/ski-jump.ts';

const MEDIA = join(import.meta.dirname, '..', '..', 'sample', 'media');
const AGENCY = 'Tidemark News Agency';

const PHOTOGRAPHS: [name: string, by: string, holder: string, svg: string][] = [
  ['harbor-cranes', 'Wout Terlinden', AGENCY, harborCranes()],
  ['lighthouse', 'Jeppe Lundholm', AGENCY, lighthouse()],
  ['passau-flood', 'Ludwig Sterneder', AGENCY, passauFlood()],
  ['lisbon-tram', 'Teodora Salgueiro', AGENCY, lisbonTram()],
  ['battery-hall', 'Bartosz Wilczak', 'Bursztyn Pictures', batteryHall()],
  ['osaka-keirin', 'Ryota Hamasaki', 'Naniwa Photo Cooperative', osakaKeirin()],
  ['ski-jump', 'Vroni Plattner', AGENCY, skiJump()],
  ['ghent-organ', 'Lieselot Maes', AGENCY, ghentOrgan()],
  ['dresden-depot', 'Caspar Rietzschel', AGENCY, dresdenDepot()],
  ['glacier', 'Flurin Caduff', AGENCY, glacier()],
];

const DRAWINGS: [name: string, svg: string][] = [
  ['harbor-toll-chart', harborTollChart()],
  ['bridge-grades-chart', bridgeGradesChart()],
  ['coffee-stocks-chart', coffeeStocksChart()],
  ['glacier-lift-chart', glacierLiftChart()],
  ['flood-levels-chart', floodLevelsChart()],
  ['logo-nordanker', nordankerLogo()],
  ['logo-kehrwald', kehrwaldLogo()],
];

await mkdir(MEDIA, { recursive: true });
for (const [name, by, holder, svg] of PHOTOGRAPHS) {
  const picture = sharp(Buffer.from(svg))
    .jpeg({ quality: 70, mozjpeg: true })
    .withExif({ IFD0: { Artist: by, Copyright: `(c) 2026 ${by} / ${holder}` } });
  await writeFile(join(MEDIA, `${name}.jpg`), await picture.toBuffer());
}
for (const [name, svg] of DRAWINGS)
  await writeFile(
    join(MEDIA, `${name}.png`),
    await sharp(Buffer.from(svg)).png({ palette: true, effort: 10 }).toBuffer(),
  );
