/** The place of an entry in the log's lists. */
import { z } from 'zod';

export const entryPlace = z.object({ at: z.string(), license: z.string(), idx: z.int() });
