/** An entry gets its place: the next leaf of its license's tree. Inside the object's transaction. */
import type { EntryForm, EntryPlace } from './entry.ts';
import { ENTRY_BYTES_MAX } from './limits.ts';
import { append } from './merkle.ts';
import { writeEntry } from './object-store/log.ts';
import type { GroupView } from './recorder.ts';
import type { Recorded } from './types.ts';

/** `billedOn`: where the units are counted (see `windowsOfDay`). */
interface Unplaced extends Pick<EntryPlace, 'billable' | 'billed'> {
  prefix: string;
  form: EntryForm;
  billedOn?: string;
}

export function place(view: GroupView, license: string, entry: Unplaced): Recorded {
  const { prefix, form, billable, billed, billedOn } = entry;
  const head = view.head(license);
  const { id, index, body, leaf } = form.seal({
    id: view.newId(prefix),
    index: head.size,
    at: view.at,
    billable,
    ...(billed && { billed }),
  });
  if (Buffer.byteLength(body) > ENTRY_BYTES_MAX) throw new Error('an entry is larger than ENTRY_BYTES_MAX');
  const { head: next, completed } = append(head, leaf);
  writeEntry(view.sql, { license, index, body, completed, billedOn: billedOn ?? null });
  view.setHead(license, next);
  return { id, index, atMs: view.atMs, leaf: Buffer.from(leaf).toString('base64'), billable };
}
