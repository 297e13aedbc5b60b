/**
 * What the platform says when something is out of reach, to the letter (its pages on debugging D1, on errors
 * of Durable Objects, and on R2's error codes).
 */

export const D1_WORDS = {
  /** Without the prefix, too, where the fetch itself fails: as the binding throws it. */
  bare: 'Network connection lost.',
  lost: 'D1_ERROR: Network connection lost.',
  updated: 'D1_ERROR: D1 DB reset because its code was updated.',
  starting: 'D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.',
  reset: 'D1_ERROR: Internal error in D1 DB storage caused object to be reset.',
  unresolved: 'D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.',
  timeout: 'D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.',
  queued: 'D1_ERROR: D1 DB is overloaded. Requests queued for too long.',
  full: 'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
  memory: "D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.",
  cpu: 'D1_ERROR: D1 DB exceeded its CPU time limit and was reset.',
} as const;

export const R2_WORDS = {
  internal: 'We encountered an internal error. Please try again. (10001)',
  unavailable:
    'Please look at https://www.cloudflarestatus.com for issues or contact customer support. (10043)',
  tooMany: 'Reduce your concurrent request rate for the same object. (10058)',
} as const;

/** With the properties that come with them. */
export const OBJECT_WORDS = {
  lost: ['Network connection lost.', { retryable: true }],
  updated: ['Durable Object reset because its code was updated.', { retryable: true, remote: true }],
  queued: ['Durable Object is overloaded. Requests queued for too long.', { overloaded: true }],
  full: ['Durable Object is overloaded. Too many requests queued.', { overloaded: true }],
  internal: ['internal error; reference = 0123456789abcdef', { retryable: true }],
  memory: ["Durable Object's isolate exceeded its memory limit and was reset.", { remote: true }],
} as const;

export type D1Word = keyof typeof D1_WORDS;
export type R2Word = keyof typeof R2_WORDS;
export type ObjectWord = keyof typeof OBJECT_WORDS;
