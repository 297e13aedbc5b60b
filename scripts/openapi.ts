/** `npm run openapi`: records examples, writes assets/openapi.json. `--from-examples`: only writes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './lib/build.ts';
import { stopWith } from './lib/failure.ts';
import { loadApp } from './openapi/app.ts';
import { makeDocument, printed } from './openapi/document.ts';
import { EXAMPLES_FILE, readExamples } from './openapi/examples.ts';
import { recordExamples } from './openapi/record.ts';

const DOCUMENT_FILE = join(ROOT, 'assets', 'openapi.json');

async function main(): Promise<void> {
  const loaded = await loadApp();
  if (!process.argv.includes('--from-examples')) {
    const examples = await recordExamples(makeDocument(loaded, []));
    writeFileSync(EXAMPLES_FILE, `${JSON.stringify(examples, null, 1)}\n`);
    console.log(`${examples.length} examples recorded in ${EXAMPLES_FILE}`);
  }
  const document = makeDocument(loaded, readExamples());
  writeFileSync(DOCUMENT_FILE, printed(document));
  console.log(`${Object.keys(document.paths).length} paths described in ${DOCUMENT_FILE}`);
}

main().catch(stopWith);
