/**
 * Bugs of a ledger object, as whoever called it sees them. The platform marks what is its own doing (a restart, an overload, a limit);
 * what the object itself refuses or waits for has a name. All the rest that is thrown is an exception that nobody foresaw.
 */
import { log, toldOf } from '../platform/log.ts';
import { OF_THE_STORE } from '../platform/reach/sqlite.ts';
import { noteFailed } from '../platform/request-scope.ts';
import { isSchemaBehind } from '../platform/schema.ts';

/** A change that an object cannot take over yet: it waits in the outbox. */
export class NotYet extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotYet';
  }
}

/** Of classes, only the names cross. */
const EXPECTED = new Set(['Late', 'NotYet', 'OutOfReach', 'TooManyWaiting', 'CallerGone']);

/** Without a mark. The last is said by an object of another release, which does not have yet, or any more, what is called. */
const OF_THE_PLATFORM = new RegExp(
  `^internal error|network connection lost|SQLITE_(${OF_THE_STORE})|RPC receiver does not implement`,
  'i',
);

interface Crossed {
  name: string;
  message: string;
  /** It was thrown inside of the object. */
  remote?: boolean;
  retryable?: boolean;
  overloaded?: boolean;
  durableObjectReset?: boolean;
  /** Of an `OutOfReach`: the object has met a bug of another one. */
  isBug?: boolean;
  inside?: Inside;
}

/** Of a stack only the caller's part comes with the error. */
interface Inside {
  call: string;
  error: string;
  stack?: string;
}

export function isBugOfObject(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const error = thrown as Crossed;
  if (error.isBug) return true;
  if (error.retryable || error.overloaded || error.durableObjectReset) return false;
  if (EXPECTED.has(error.name) || OF_THE_PLATFORM.test(error.message) || isSchemaBehind(error)) return false;
  return error.remote === true || isOfOurCode(thrown);
}

/** What is thrown before anything was sent, such as of an argument that cannot be. */
const isOfOurCode = (error: Error) =>
  error instanceof TypeError ||
  error instanceof RangeError ||
  error instanceof ReferenceError ||
  error.name === 'DataCloneError';

/** Whether it is one. Its line is written, once, and the request that met it is counted for the alert. */
export function noteIfBug(object: string, thrown: unknown): boolean {
  if (!isBugOfObject(thrown)) return false;
  noteFailed('bug');
  const error = thrown as Error & Crossed;
  if (!error.isBug) log('error', 'bug', { object, ...toldOf(error), ...error.inside });
  return true;
}

/** Every method of the object gives its own part of the stack along with what it throws. */
export function giveStacks(prototype: object): void {
  for (const [call, { value: method }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
    if (call !== 'constructor' && call !== 'alarm' && typeof method === 'function')
      Reflect.set(prototype, call, function (this: object, ...given: unknown[]) {
        const answer: Promise<unknown> = Reflect.apply(method, this, given);
        return answer.catch((error: unknown) => {
          if (error instanceof Error && !('inside' in error))
            Object.assign(error, { inside: { call, ...toldOf(error) } satisfies Inside });
          throw error;
        });
      });
}
