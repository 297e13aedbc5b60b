/**
 * Bugs of a ledger object, as whoever called it sees them. The platform marks what is its own doing (a restart, an overload, a limit);
 * what the object itself refuses or waits for has a name. All the rest that is thrown is an exception that nobody foresaw.
 */
import { errorFields, log } from '../platform/log.ts';
import { noteFailed } from '../platform/request-scope.ts';
import { isSchemaBehind } from '../platform/schema.ts';
import { STORE_ERROR } from '../platform/timeouts/sqlite.ts';

/** A change that an object cannot take over yet: it waits in the outbox. */
export class NotYet extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotYet';
  }
}

/** Of classes, only the names cross. */
const EXPECTED = new Set([
  'Late',
  'NotYet',
  'OutOfReach',
  'TooManyWaiting',
  'CallerGone',
  'CannotLook',
  'ClockUnsure',
]);

/** Without a mark. The last is said by an object of another release, which does not have yet, or any more, what is called. */
const OF_THE_PLATFORM = /^internal error|network connection lost|RPC receiver does not implement/i;

interface Crossed {
  name: string;
  message: string;
  /** It was thrown inside of the object. */
  remote?: boolean;
  retryable?: boolean;
  overloaded?: boolean;
  durableObjectReset?: boolean;
  /** Its line is in the log already: the object has met a bug of another one, or could not begin. */
  isBug?: boolean;
  inside?: Inside;
}

/** Of a stack only the caller's part comes with the error. */
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

/** What is thrown before anything was sent, such as of an argument that cannot be. */
const isLocalError = (error: Error) =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error.name === 'DataCloneError';

/** Whether it is one. Its line is written, once, and the request that met it is counted for the alert. */
export function noteIfBug(object: string, cause: unknown): boolean {
  if (!isBugOfObject(cause)) return false;
  noteFailed('bug');
  const error = cause as Error & Crossed;
  if (!error.isBug) log('error', 'bug', { object, ...errorFields(error), ...error.inside });
  return true;
}

/** As `noteIfBug`, where a line of its own says what was not done because of it: the error in words for that line. */
export function noteError(object: string, cause: unknown): string {
  return noteIfBug(object, cause) ? errorFields(cause as Error).error : String(cause);
}

/**
 * What an object that cannot begin throws comes to its callers with the platform's mark of a restart: so it is told here, for each try, and
 * marked as a bug that is.
 */
export function constructorFailed(object: string, cause: unknown): unknown {
  if (!(cause instanceof Error) || isForeseen(cause)) return cause;
  log('error', 'bug', { object, call: 'constructor', ...errorFields(cause) });
  return Object.assign(cause, { isBug: true });
}

/** Every method of the object gives its own part of the stack along with a bug. Of what is foreseen it would only be work: under overload for each request that is turned away. */
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
