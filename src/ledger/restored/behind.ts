import { readMeta } from '../object-store/meta.ts';
import { drainMark } from '../store.ts';

interface Drained {
  sql: SqlStorage;
  db: D1Database;
  /** Pool name of the object. */
  object: string;
}

/** Whether D1 is of before the object's last drain or archive: what it lacks nobody has taken away, and it is brought back. */
export async function isD1Behind({ sql, db, object }: Drained): Promise<boolean> {
  // Read first: what is drained meanwhile is in D1's mark.
  const [drained, parts] = [readMeta(sql, 'drained'), readMeta(sql, 'parts_told')];
  const mark = await drainMark(db, object);
  return mark.drained < drained || mark.parts < parts;
}
