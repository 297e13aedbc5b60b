/** From a figure to the entries behind it: the list of the log, narrowed so that a count of it is the figure. Pure. */

export type EntryFilter = Record<string, string>;
export type LinkTo = (more?: EntryFilter) => string;

/** Links that narrow further what `filter` narrows. */
export function linksWithin(filter: EntryFilter): LinkTo {
  return (more = {}) => `/v1/audit/deliveries?${new URLSearchParams({ ...filter, ...more })}`;
}
