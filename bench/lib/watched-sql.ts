/** What objects of this isolate read and write with SQL. */

/** Rows are known only when the cursor has been read. */
export type Cursor = Readonly<Record<'rowsRead' | 'rowsWritten', number>>;

/** Hands every cursor to `see`. To be called once: the prototype is that of every object in the isolate. */
export function watchCursors(sql: SqlStorage, see: (cursor: Cursor) => void): void {
  const prototype = Object.getPrototypeOf(sql) as SqlStorage;
  const { exec } = prototype;
  prototype.exec = function watched(this: SqlStorage, ...args: Parameters<SqlStorage['exec']>) {
    const cursor = exec.apply(this, args);
    see(cursor);
    return cursor;
  } as SqlStorage['exec'];
}
