/** Names of logs: the agency log has the configured origin, a license's log a name below it. */

/** Name of the agency log's object, and of that log among its trees. */
export const AGENCY_LOG = 'agency';

/** The origin of a tree: `agency`, or a license's id. */
export function originOf(logOrigin: string, tree: string): string {
  return tree === AGENCY_LOG ? logOrigin : licenseOrigin(logOrigin, tree);
}

/** False for a checkpoint that was signed before `LOG_ORIGIN` was changed: it is of another log. */
export function isNoteOf(origin: string, note: string): boolean {
  return note.startsWith(`${origin}\n`);
}

export function licenseOrigin(logOrigin: string, license: string): string {
  return `${logOrigin}/license/${license}`;
}
