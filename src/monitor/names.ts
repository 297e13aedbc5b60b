/**
 * Names of the two objects: the one that checks health, and its standby, which reports when the first does
 * not answer.
 */
export const MONITOR = 'monitor';
export const STANDBY = 'standby';
