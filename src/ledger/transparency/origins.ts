/** Names of logs: the agency log has the configured origin, a license's log a name below it. */

/** Name of the agency log's object, and of that log among its trees. */
export const AGENCY_LOG = 'agency';

/** The origin of a tree: `agency`, or a license's id. */
export function originOf(logOrigin: string, tree: string): string {
  return tree === AGENCY_LOG ? logOrigin : licenseOrigin(logOrigin, tree);
}

export function licenseOrigin(logOrigin: string, license: string): string {
  return `${logOrigin}/license/${license}`;
}
