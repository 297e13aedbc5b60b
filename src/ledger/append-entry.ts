/** Appends an entry as the next leaf of its license's tree. */
import type { AppendedFields, EntryForm } from './entry.ts';
import { ENTRY_BYTES_MAX } from './limits.ts';
import type { NewEntry } from './log/draft.ts';
import type { LogView } from './log-memory.ts';
import type { Recorded } from './types.ts';

interface UnappendedEntry extends Pick<AppendedFields, 'billable' | 'billed'>, Pick<NewEntry, 'adds'> {
  prefix: string;
  form: EntryForm;
}

export function appendEntry(view: LogView, license: string, entry: UnappendedEntry): Recorded {
  const { prefix, form, billable, billed, adds } = entry;
  const { id, index, body, leaf } = form.seal({
    id: view.newId(prefix),
    index: view.draft.head(license).size,
    at: view.at,
    billable,
    ...(billed && { billed }),
  });
  // UTF-8 takes at most three bytes for a unit of UTF-16.
  if (3 * body.length > ENTRY_BYTES_MAX && Buffer.byteLength(body) > ENTRY_BYTES_MAX)
    throw new Error('an entry is larger than ENTRY_BYTES_MAX');
  const { atMs } = view;
  view.draft.append({ tree: license, line: body, leaf, id, atMs, billable, ...(adds && { adds }) });
  return { id, index, atMs, leaf: Buffer.from(leaf).toString('base64'), billable };
}
