/** SQL: the last number of D1's log that is sealed, 0 for none. */
export const SEALED_TO =
  'coalesce((SELECT last FROM log_segments WHERE first = (SELECT max(first) FROM log_segments)), 0)';
