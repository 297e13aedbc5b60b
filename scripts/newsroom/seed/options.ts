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

export const USAGE = `npm run seed -- [--articles 1000] [--licenses 100] [--entries 20000] [--seed TEXT] [--rate N]
               [--gateway URL] [--credentials FILE] [--keys FILE] [--among-others]
  makes a newsroom of that size on a running gateway, through its public interface: partners with licenses of every kind and
  keys, articles with pictures, versions, kills and restrictions, and that many deliveries and refusals in the log

  --entries, --articles, --licenses   totals: what is there of this seed counts, so that run again it goes on where it was cut off
  --seed TEXT          the same text makes the same newsroom, but for ids (imprimatur)
  --rate N             at most so many requests a second
  --gateway URL        another address than the one in the credentials
  --credentials FILE   an owner's key, as npm start writes it (CREDENTIALS_FILE, or .local/credentials.json)
  --keys FILE          where the keys of the licenses go (beside the credentials)
  --among-others       also where other partners are, on a gateway that is not on this machine: a log cannot be emptied again`;

/** At most, of each: beyond it there is npm run fill. */
const COUNT_MAX = 10_000_000;
const RATE_MAX = 100_000;

/** Null: not understood. */
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
