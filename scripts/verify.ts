/** `npm run verify -- FILE… --keys KEYS`: checks saved receipts and checkpoints offline (docs/verify.md). */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ReceiptClaims } from '../src/stamp/types.ts';
import { evidenceFinding } from './verify/evidence.ts';
import { documentIn, readContent } from './verify/files.ts';
import { exitCodeOf, type Finding, WORDS } from './verify/finding.ts';
import { readKeys } from './verify/keys.ts';
import { type Evidence, receiptFinding } from './verify/receipts.ts';

const USAGE =
  'npm run verify -- FILE… --keys KEYS [--keys KEYS] [--text PUBLISHED] [--original DELIVERED] [--at INSTANT] [--json]';

const HELP = `Usage: ${USAGE}

Checks saved receipts, checkpoints, proofs and evidence packs offline.

  --keys FILE       a saved jwks.json, or verifier keys of logs and witnesses, one per line; repeatable
  --text FILE       the published text, if it is not in the file with the receipt
  --original FILE   the delivered text, to tell edits that the license permits from others
  --at INSTANT      check as of this time (default: now)
  --json            print every finding with its details`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      keys: { type: 'string', multiple: true, default: [] },
      text: { type: 'string' },
      original: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const now = values.at === undefined ? Date.now() : Date.parse(values.at);
  if (positionals.length === 0 || Number.isNaN(now)) throw new Error(`usage: ${USAGE} (see --help)`);
  if (values.keys.length === 0)
    throw new Error(
      `Keys are needed to check ${positionals.join(', ')}: save /.well-known/jwks.json of the agency’s gateway, and add --keys jwks.json`,
    );
  const evidence: Evidence = {
    keys: await readKeys(values.keys.map((name) => ({ name, text: read(name) }))),
    files: positionals.map((name) => ({ name, content: readContent(bytesOf(name)) })),
    text: documentOf(values.text),
    original: documentOf(values.original),
    now,
  };
  const findings = await findingsOf(evidence);
  if (values.json) console.log(JSON.stringify(findings, null, 2));
  else for (const { file, verdict, says } of findings) console.log(`${file}: ${WORDS[verdict]}: ${says}`);
  return exitCodeOf(findings);
}

const read = (name: string): string => bytesOf(name).toString();

function bytesOf(name: string): Buffer {
  try {
    return readFileSync(name);
  } catch (error) {
    throw new Error(`${name} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function documentOf(name: string | undefined) {
  if (name === undefined) return null;
  const document = documentIn(read(name));
  if (typeof document === 'string') throw new Error(`${name}: ${document}`);
  if (!document) throw new Error(`${name} holds no text`);
  return document;
}

/** Receipts first: the evidence beside them is judged by what it says of them. */
async function findingsOf(evidence: Evidence): Promise<Finding[]> {
  const receipts = new Map<string, Finding[]>();
  for (const { name, content } of evidence.files)
    if (content.kind === 'receipts')
      receipts.set(
        name,
        await Promise.all(
          content.receipts.map((receipt) =>
            receiptFinding(evidence, { file: name, receipt, document: content.document }),
          ),
        ),
      );
  const claims = [...receipts.values()]
    .flat()
    .flatMap((finding) => (finding.claims as ReceiptClaims | undefined) ?? []);
  return evidence.files.flatMap(
    (file) => receipts.get(file.name) ?? [evidenceFinding(evidence, file, claims)],
  );
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message);
  return 2;
});
