/** What the partner states of its use, from a query or a body. */
import { z } from 'zod';
import { keyed, pattern } from '../platform/fault-keys.ts';
import { placeCode } from '../rights/index.ts';
import {
  printAmount,
  printName,
  readAmount,
  STATED_OPERANDS,
  type StatedOperand,
} from '../rights/stated-operands.ts';
import { CHANNELS } from '../rights/terms.ts';
import type { StatedContext, StatedUse } from '../rights/types.ts';
import { STATED_LENGTH_MAX } from './limits.ts';

/** Names and IRIs: no spaces, no controls. They are printed in stamps and signed in receipts. */
export const statedWord = z
  .string()
  .max(STATED_LENGTH_MAX)
  .regex(pattern(/^[\p{L}\p{N}:/._#-]+$/u, 'name_or_iri'), 'Expected a name or an IRI, without spaces');

const parts = {
  title: statedWord.optional(),
  /** Upper-cased here: `at` and `AT` are the same country. No name of one is a use that anybody could license. */
  territory: statedWord
    .transform((code) => code.toUpperCase())
    .refine((code) => placeCode(code) !== undefined, {
      error: 'Expected a country or a part of one by its ISO 3166 code, such as JP or CA-QC',
      ...keyed('place'),
    })
    .optional(),
  channel: z.enum(CHANNELS).optional(),
  /** Lower-cased here: a purpose that is forbidden is so in any spelling. */
  purpose: statedWord.transform((purpose) => purpose.toLowerCase()).optional(),
};

const NO_AMOUNT = 'Expected an amount that is not negative, with a known unit if any: 3, "1200 px", "50%"';

const amount = z
  .union([z.number(), z.string().max(STATED_LENGTH_MAX)], {
    error: 'Expected a number, or a text such as "1200 px"',
  })
  .transform((written, check) => {
    const read = readAmount(written);
    if (read) return printAmount(read);
    check.issues.push({ code: 'custom', input: written, message: NO_AMOUNT });
    return z.NEVER;
  });

const name = z
  .string()
  .max(STATED_LENGTH_MAX)
  .regex(
    pattern(/^[\p{L}\p{N}:/.+_#-]([\p{L}\p{N}:/.+_# -]*[\p{L}\p{N}:/.+_#-])?$/u, 'name_or_iri'),
    'Expected a name or an IRI',
  )
  .transform(printName);

/** Further facts by left operand: `{absoluteSize: "1200 px"}`. */
const facts = Object.fromEntries(
  Object.entries(STATED_OPERANDS).map(([operand, kind]) => [
    operand,
    (kind === 'amount' ? amount : name).optional(),
  ]),
) as Record<StatedOperand, z.ZodOptional<typeof amount> | z.ZodOptional<typeof name>>;

export const statedUseBody = z.strictObject({
  action: statedWord.optional(),
  component: statedWord.optional(),
  ...parts,
  context: z.strictObject(facts).optional(),
});

/** Query of a delivery: `?use=&title=&territory=&channel=&purpose=&absoluteSize=…&version=`. Unknown parameters are refused:
 * a misspelled `teritory` must not be taken for a use that states none. */
export const statedUseQuery = z.strictObject({
  use: statedWord.optional(),
  ...parts,
  ...facts,
  version: statedWord.optional(),
});

type Facts = { [O in StatedOperand]?: string | number | undefined };

type Stated = {
  action?: string;
  title?: string;
  territory?: string;
  channel?: StatedUse['channel'];
  purpose?: string;
  context?: Facts;
};

/** The stated parts only: what is absent is decided for all licensed values. */
export function useOfBody({ action, title, territory, channel, purpose, context }: Stated): StatedUse {
  const stated = contextOf(context ?? {});
  return {
    ...(action && { action }),
    ...(title && { title }),
    ...(territory && { territory }),
    ...(channel && { channel }),
    ...(purpose && { purpose }),
    ...(stated && { context: stated }),
  };
}

export function useOfQuery({
  use,
  title,
  territory,
  channel,
  purpose,
  ...context
}: Omit<Stated, 'action' | 'context'> & Facts & { use?: string; version?: string }): StatedUse {
  const { version: _version, ...facts } = context;
  return useOfBody({
    ...(use && { action: use }),
    ...(title && { title }),
    ...(territory && { territory }),
    ...(channel && { channel }),
    ...(purpose && { purpose }),
    context: facts,
  });
}

/** Undefined when nothing is stated: such a use is the same as one that has no context at all. */
function contextOf(facts: Facts): StatedContext | undefined {
  const stated = Object.entries(facts).filter(
    (fact): fact is [string, string | number] => fact[1] !== undefined,
  );
  return stated.length > 0 ? Object.fromEntries(stated) : undefined;
}
