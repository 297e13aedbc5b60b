/** Questions that a route asks back about probable mistakes, before it changes anything. */
import { z } from '@hono/zod-openapi';
import type { Fault } from './failure.ts';
import type { FaultKey, KeyedFault } from './fault-keys.ts';
import { malformed } from './http.ts';
import { line } from './openapi.ts';

const CONFIRMED_MAX = 100;
const CONFIRMED_CHARS_MAX = 300;
const confirmedText = line(CONFIRMED_CHARS_MAX);

export const confirmationQuery = z.object({
  ask: z.literal('true').optional().openapi({
    description:
      '`true` refuses probable mistakes with 400, such as a section that no article and no product has. Each such fault has `parameters.confirms`',
  }),
  confirmed: z
    .union([confirmedText.transform((text) => [text]), z.array(confirmedText).max(CONFIRMED_MAX)])
    .optional()
    .openapi({
      type: 'array',
      items: { type: 'string' },
      description: 'With `ask`: `parameters.confirms` of the faults that are intended',
    }),
});

type Confirmation = z.infer<typeof confirmationQuery>;

/** A probable mistake; `confirms` identifies it. `similar`: known words that may have been meant. */
export interface Doubt extends Pick<KeyedFault, 'parameters'> {
  path: string;
  key: FaultKey;
  message: string;
  confirms: string;
  similar?: readonly string[];
}

/** Throws `malformed` for doubts that the caller has asked about and not confirmed. */
export async function askAbout(
  { ask, confirmed = [] }: Confirmation,
  findDoubts: () => Doubt[] | Promise<Doubt[]>,
): Promise<void> {
  if (!ask) return;
  const open = (await findDoubts()).filter(({ confirms }) => !confirmed.includes(confirms));
  if (open.length > 0) throw malformed('body', open.map(toFault));
}

function toFault({ path, key, message, confirms, parameters, similar = [] }: Doubt): Fault {
  return {
    path,
    message: similar.length > 0 ? `${message}. Did you mean ${similar.join(', ')}?` : message,
    key,
    parameters: { ...parameters, confirms, ...(similar.length > 0 && { similar: similar.join(', ') }) },
  };
}
