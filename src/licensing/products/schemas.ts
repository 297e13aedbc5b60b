import { z } from '@hono/zod-openapi';
import { pattern } from '../../platform/fault-keys.ts';
import { changesSomething, line, NOTHING_TO_CHANGE } from '../../platform/openapi.ts';
import { DAYS_MAX, NAME_CHARS_MAX, SELECTION_MAX } from '../limits.ts';

/** An empty list would select nothing, which is never intended. */
const names = z.array(line(NAME_CHARS_MAX)).min(1).max(SELECTION_MAX);
const ITEM_TYPES = [
  'text',
  'picture',
  'graphic',
  'audio',
  'video',
  'composite',
  'event',
  'planning',
] as const;

const selection = {
  sections: names.openapi({ example: ['sport'] }),
  types: z.array(z.enum(ITEM_TYPES)).min(1).max(ITEM_TYPES.length),
  subjects: names,
  languages: z
    .array(
      z
        .string()
        .max(35)
        .regex(pattern(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'language'), 'Expected a BCP 47 language tag'),
    )
    .min(1)
    .max(SELECTION_MAX)
    .openapi({ example: ['en', 'de-AT'] }),
  backfileDays: z.number().int().min(0).max(DAYS_MAX),
};

export const selectionSchema = z.strictObject(selection).partial();

export const newProduct = z.strictObject({ name: line(NAME_CHARS_MAX), ...selectionSchema.shape });

export const productPatch = z
  .strictObject({
    name: line(NAME_CHARS_MAX).optional(),
    sections: selection.sections.nullish(),
    types: selection.types.nullish(),
    subjects: selection.subjects.nullish(),
    languages: selection.languages.nullish(),
    backfileDays: selection.backfileDays.nullish(),
  })
  .refine(changesSomething, NOTHING_TO_CHANGE)
  .openapi({ description: 'A null member removes that part of the selection' });

export const product = z
  .object({
    id: z.string(),
    name: z.string(),
    ...selectionSchema.shape,
    version: z.number().int(),
    created: z.string(),
    updated: z.string(),
  })
  .openapi('Product');

export type NewProduct = z.infer<typeof newProduct>;
export type ProductPatch = z.infer<typeof productPatch>;
export type ProductResource = z.infer<typeof product>;
export type ProductSelection = z.infer<typeof selectionSchema>;
