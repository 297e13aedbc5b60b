/** Links from a figure to its entries: a filter of the log list whose count equals the figure. Pure. */

export type EntryFilter = Record<string, string>;
export type LinkTo = (more?: EntryFilter) => string;

/** Creates links that narrow `filter`. */
export function linksWithin(filter: EntryFilter): LinkTo {
  return (more = {}) => `/v1/audit/deliveries?${new URLSearchParams({ ...filter, ...more })}`;
}
