/** What the partner states of its use, from a query or a body. */
import { z } from 'zod';
import { CHANNELS } from '../rights/terms.ts';
import type { StatedUse } from '../rights/types.ts';
import { STATED_LENGTH_MAX } from './limits.ts';

/** Names and IRIs: no spaces, no controls. They are printed in stamps and signed in receipts. */
const word = z
  .string()
  .max(STATED_LENGTH_MAX)
  .regex(/^[\p{L}\p{N}:/._#-]+$/u, 'Expected a name or an IRI, without spaces');

const parts = {
  title: word.optional(),
  /** Upper-cased here: `at` and `AT` are the same country. */
  territory: word.transform((code) => code.toUpperCase()).optional(),
  channel: z.enum(CHANNELS).optional(),
  /** Lower-cased here: a purpose that is forbidden is so in any spelling. */
  purpose: word.transform((purpose) => purpose.toLowerCase()).optional(),
};

export const statedUseBody = z.strictObject({
  action: word.optional(),
  component: word.optional(),
  ...parts,
});

/** Query of a delivery: `?use=&title=&territory=&channel=&purpose=&version=`. Unknown parameters are refused: a
 * misspelled `teritory` must not be taken for a use that states none. */
export const statedUseQuery = z.strictObject({ use: word.optional(), ...parts, version: word.optional() });

type Stated = {
  action?: string;
  title?: string;
  territory?: string;
  channel?: StatedUse['channel'];
  purpose?: string;
};

/** The stated parts only: what is absent is decided for all licensed values. */
export function useOfBody({ action, title, territory, channel, purpose }: Stated): StatedUse {
  return {
    ...(action && { action }),
    ...(title && { title }),
    ...(territory && { territory }),
    ...(channel && { channel }),
    ...(purpose && { purpose }),
  };
}

export function useOfQuery({ use, ...rest }: Omit<Stated, 'action'> & { use?: string }): StatedUse {
  return useOfBody({ ...rest, ...(use && { action: use }) });
}
