/** Names of the two monitors: the one that looks, and its standby, which says when the first does not answer. */
export const MONITOR = 'monitor';
export const STANDBY = 'standby';
