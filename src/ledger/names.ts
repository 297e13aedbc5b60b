/** Names that are not a partner's or a license's. */

/** The object that keeps operators and their log. */
export const OPERATORS_OBJECT = 'operators';

/** The operators' log among those of licenses: no license has such an id. */
export const OPERATORS_LOG = 'operators';
