/**
 * Deliveries recorded in the object itself, as its callers would have them recorded: for logs that are long
 * from the start.
 */
import type { RecordAnswer, RecordRequest } from '../../src/ledger/types.ts';

/** Callers at a time. */
const CALLERS = 256;

/** Whose log it is. */
export interface Logged {
  partner: string;
  license: string;
  licenseVersion: number;
  key: string;
  /** That the object is at. */
  epoch: number;
}

interface Recorder {
  record(request: RecordRequest): Promise<RecordAnswer>;
}

/** The `entries` items from `first` on; `round` items at most when they come round again, as wires do. */
export async function recordMany(
  object: Recorder,
  of: Logged,
  first: number,
  entries: number,
  round = Number.POSITIVE_INFINITY,
): Promise<void> {
  for (let from = 0; from < entries; from += CALLERS) {
    const callers = Math.min(CALLERS, entries - from);
    const answers = await Promise.all(
      Array.from({ length: callers }, (_, n) => object.record(requestOf(of, (first + from + n) % round))),
    );
    const refused = answers.find(({ kind }) => kind !== 'ok');
    if (refused) throw new Error(`not recorded: ${JSON.stringify(refused)}`);
  }
}

function requestOf({ partner, license, licenseVersion, key, epoch }: Logged, item: number): RecordRequest {
  // Apart from the ids that articles of a newsroom have.
  const article = `itm_f${String(item).padStart(31, '0')}`;
  return {
    // Of the key's first secret.
    caller: { partner, license, key, env: 'live', token: { id: 'tok_bench', generation: 1 } },
    judged: { licenseVersion, epoch, items: { [article]: 1 } },
    carriesContent: true,
    grant: `${license} ${article} 1`,
    draft: {
      kind: 'delivery',
      licenseVersion,
      title: 'bench',
      article,
      uri: `urn:bench:${item}`,
      version: '1',
      sections: ['news'],
      format: 'ninjs',
      use: null,
      territory: null,
      channel: null,
      outcome: 'permit',
      code: null,
      decidedBy: `${license}#uses`,
      policies: [{ id: license, version: licenseVersion, sha256: 'a'.repeat(64) }],
      delivered: [{ component: `cmp_f${String(item).padStart(31, '0')}`, digest: 'b'.repeat(43) }],
      withheld: [],
    },
  };
}
