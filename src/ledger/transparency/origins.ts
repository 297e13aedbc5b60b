/** What the logs are called: the public agency log by the configured origin, a license's log under it. */

/** Name of the object that keeps the agency log, and of that log among the object's trees. */
export const AGENCY_LOG = 'agency';

/** The origin of a tree: `agency`, or a license's id. */
export function originOf(logOrigin: string, tree: string): string {
  return tree === AGENCY_LOG ? logOrigin : licenseOrigin(logOrigin, tree);
}

export function licenseOrigin(logOrigin: string, license: string): string {
  return `${logOrigin}/license/${license}`;
}
