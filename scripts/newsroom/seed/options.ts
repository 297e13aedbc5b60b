import { parseArgs } from 'node:util';

export interface Options {
  /** Totals, whatever is there already. */
  articles: number;
  licenses: number;
  entries: number;
  seed: string;
  /** Requests a second; null: as fast as they are answered. */
  rate: number | null;
  /** Absent: the one that the credentials are of. */
  gateway?: string;
  credentials?: string;
  /** Where the licenses' keys are written; absent: beside the credentials. */
  keys?: string;
  /** Beside partners that are not of this seed, on a gateway that is not on this machine. */
  amongOthers: boolean;
}

export const USAGE = `Usage: npm run seed -- [OPTIONS]

Fills a running gateway with a realistic newsroom, through the public API: partners with licenses and keys, articles
with pictures, versions, kills and restrictions, and a log of deliveries and refusals.

  --articles N        total number of articles (default: 1000)
  --licenses N        total number of licenses (default: 100)
  --entries N         total number of log entries (default: 20000)
  --seed TEXT         the same text creates the same newsroom, except for ids (default: imprimatur); another run with
                      it adds only what is missing
  --rate N            at most N requests per second (default: no limit)
  --gateway URL       address of the gateway (default: the one in the credentials file)
  --credentials FILE  file with an owner's key, as npm start writes it (default: CREDENTIALS_FILE, or
                      .local/credentials.json)
  --keys FILE         where to save the keys of the licenses (default: next to the credentials file)
  --among-others      allow a remote gateway that has other partners: log entries cannot be deleted afterwards
  --help              print this help`;

/** At most, of each: beyond it there is npm run fill. */
const COUNT_MAX = 10_000_000;
const RATE_MAX = 100_000;

/** Null if an option is unknown or invalid. */
export function readOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        articles: { type: 'string', default: '1000' },
        licenses: { type: 'string', default: '100' },
        entries: { type: 'string', default: '20000' },
        seed: { type: 'string', default: 'imprimatur' },
        rate: { type: 'string' },
        gateway: { type: 'string' },
        credentials: { type: 'string' },
        keys: { type: 'string' },
        'among-others': { type: 'boolean', default: false },
      },
    });
    const { gateway, credentials, keys, rate } = values;
    const options: Options = {
      articles: count(values.articles, COUNT_MAX),
      licenses: count(values.licenses, COUNT_MAX),
      entries: count(values.entries, COUNT_MAX),
      seed: values.seed,
      rate: rate === undefined ? null : count(rate, RATE_MAX),
      amongOthers: values['among-others'],
      ...(gateway !== undefined && { gateway: originOf(gateway) }),
      ...(credentials !== undefined && { credentials }),
      ...(keys !== undefined && { keys }),
    };
    const isOfNothing = options.entries > 0 && (options.articles === 0 || options.licenses === 0);
    return options.seed === '' || options.rate === 0 || isOfNothing ? null : options;
  } catch {
    return null;
  }
}

function count(text: string, max: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) > max) throw new Error();
  return Number(text);
}

/** Without a slash at its end, as the gateway names itself. */
function originOf(text: string): string {
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol)) throw new Error();
  return url.origin;
}
