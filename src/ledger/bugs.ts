/**
 * Classifies errors of a ledger object for its callers. The platform marks its own errors (restart, overload,
 * limit); the object's refusals have names. All others are bugs.
 */
import { errorFields, log } from '../platform/log.ts';
import { noteFailed } from '../platform/request-scope.ts';
import { isSchemaBehind } from '../platform/schema.ts';
import { STORE_ERROR } from '../platform/timeouts/sqlite.ts';

/** A change that the object cannot apply yet. It stays in the outbox. */
export class RetryLater extends Error {
  constructor(message: string) {
    super(message);
    // Release 0.1 knows it by this name, and objects of another release answer during a rollout.
    this.name = 'NotYet';
  }
}

/** RPC preserves only the names of error classes. */
const EXPECTED = new Set([
  'Late',
  'NotYet',
  'OutOfReach',
  'TooManyWaiting',
  'CallerGone',
  'CannotLook',
  'ClockUnsure',
]);

/**
 * Platform errors without a mark. The last one comes from an object of another release, which lacks the
 * method.
 */
const OF_THE_PLATFORM = /^internal error|network connection lost|RPC receiver does not implement/i;

interface Crossed {
  name: string;
  message: string;
  /** The error was thrown in the object. */
  remote?: boolean;
  retryable?: boolean;
  overloaded?: boolean;
  durableObjectReset?: boolean;
  /** The bug is already logged: the object met a bug of another object, or could not start. */
  isBug?: boolean;
  inside?: Inside;
}

/** The object's part of the stack; an RPC error has only the caller's. */
interface Inside {
  call: string;
  error: string;
  stack?: string;
}

export function isBugOfObject(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const error = cause as Crossed;
  if (error.isBug) return true;
  if (isForeseen(error)) return false;
  return error.remote === true || isLocalError(cause);
}

function isForeseen(error: Crossed): boolean {
  if (error.retryable || error.overloaded || error.durableObjectReset) return true;
  return (
    EXPECTED.has(error.name) ||
    OF_THE_PLATFORM.test(error.message) ||
    STORE_ERROR.test(error.message) ||
    isSchemaBehind(error)
  );
}

/** Errors before the call was sent, such as an invalid argument. */
const isLocalError = (error: Error) =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error.name === 'DataCloneError';

/** If the error is a bug, logs it once and counts the request for the alert. */
export function noteIfBug(object: string, cause: unknown): boolean {
  if (!isBugOfObject(cause)) return false;
  noteFailed('bug');
  const error = cause as Error & Crossed;
  if (!error.isBug) log('error', 'bug', { object, ...errorFields(error), ...error.inside });
  return true;
}

/** As `noteIfBug`, and returns the error text for the caller's own log line. */
export function noteError(object: string, cause: unknown): string {
  return noteIfBug(object, cause) ? errorFields(cause as Error).error : String(cause);
}

/**
 * The platform marks an error of a constructor as a restart, so it is logged here, for each try, and marked
 * as a bug.
 */
export function constructorFailed(object: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || isForeseen(cause)) return cause;
  log('error', 'bug', { object, call: 'constructor', ...errorFields(cause) });
  return Object.assign(cause, { isBug: true });
}

/**
 * Attaches the object's stack to bugs in every method. Not to expected errors: that would cost time for each
 * refused request under overload.
 */
export function attachStacks(prototype: object): void {
  for (const [call, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    if (call !== 'constructor' && call !== 'alarm' && typeof method === 'function')
      Reflect.set(prototype, call, async function (this: object, ...given: unknown[]) {
        try {
          return await Reflect.apply(method, this, given);
        } catch (error) {
          if (error instanceof Error && !isForeseen(error) && !('inside' in error))
            Object.assign(error, { inside: { call, ...errorFields(error) } satisfies Inside });
          throw error;
        }
      });
}
