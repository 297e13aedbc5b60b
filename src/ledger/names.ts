/** Reserved names. */

/** The object of operators and their log. */
export const OPERATORS_OBJECT = 'operators';

/** Name of the operators' log among the logs. No license has such an id. */
export const OPERATORS_LOG = 'operators';
