/**
 * Large responses of the audit room. Packs, exports and most tables take a slot before they start; JSON
 * reports and statement tables take one once they turn out to be large. Small responses are sent at once and
 * hold no slot.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { authenticate } from '../access/guard.ts';
import { sessionOf } from '../access/sessions/session.ts';
import type { AppEnv } from '../platform/http.ts';
import { PIECE_BYTES, RETRY_AFTER_S, SLOT_LIMITS } from '../platform/large-answers/limits.ts';
import { joinPieces, slicePieces } from '../platform/large-answers/pieces.ts';
import { Slot, type SlotRefusal, Slots } from '../platform/large-answers/slots.ts';
import { streamInSlot } from '../platform/large-answers/stream.ts';
import { Refusal } from '../platform/problem.ts';

/** Slots of this isolate. */
export const slots = new Slots(SLOT_LIMITS);

/**
 * Takes a slot before the handler runs, or refuses. The slot ends with the handler unless the answer is
 * streamed.
 */
export function requireSlot(
  isLarge: (c: Context<AppEnv>) => boolean = () => true,
): MiddlewareHandler<AppEnv> {
  return createMiddleware<AppEnv>(async (c, next) => {
    if (isLarge(c)) c.set('slot', await takeSlot(c));
    try {
      await next();
    } finally {
      c.get('slot')?.end();
    }
  });
}

async function takeSlot(c: Context<AppEnv>): Promise<Slot> {
  const principal = await authenticate(c);
  const { kind } = principal;
  const id = kind === 'partner' ? principal.partner : principal.operator;
  const slot = slots.take({ caller: { kind, id }, path: c.req.path }, Date.now());
  if (slot instanceof Slot) return slot;
  throw refusalOf(slot);
}

function refusalOf(refused: SlotRefusal): Refusal {
  if (refused.full === 'gateway') return gatewayBusy(refused.underWay);
  const underWay = refused.underWay.map(
    ({ path, sinceMs }) => `${path} since ${new Date(sinceMs).toISOString()}`,
  );
  return new Refusal({
    code: 'too_many_requests',
    detail: `You already have ${underWay.length} large responses in progress: ${underWay.join(' and ')}. Finish or cancel one, then try again. A canceled response may count for up to two minutes.`,
    headers: { 'Retry-After': String(RETRY_AFTER_S) },
  });
}

function gatewayBusy(underWay: number): Refusal {
  return new Refusal({
    code: 'gateway_busy',
    detail: `The gateway is sending ${underWay} large responses and cannot send another at the moment. Nothing was sent. Try again.`,
    headers: { 'Retry-After': String(RETRY_AFTER_S) },
  });
}

/** `pieces` are generated as they are read. `heldBytes`: memory of the response meanwhile. */
export async function sendPieces(
  c: Context<AppEnv>,
  { pieces, heldBytes }: { pieces: AsyncIterable<Uint8Array>; heldBytes: number },
  headers: Record<string, string>,
): Promise<Response> {
  if (c.req.method === 'HEAD') return c.body(null, 200, headers);
  const slot = c.get('slot') ?? (await takeSlot(c));
  try {
    const now = Date.now();
    // The slot of a slow handler may have expired and gone to another request.
    if (!slot.renew(now) || !slot.hold(heldBytes, now)) throw gatewayBusy(slots.underWay - 1);
    const rest = joinPieces(pieces);
    const { value: first } = await rest.next();
    if (!first || first.length < PIECE_BYTES) {
      slot.end();
      return c.body(first ?? '', 200, headers);
    }
    slot.renew(Date.now());
    // The stream now releases the slot.
    c.set('slot', undefined);
    return c.body(streamInSlot(slot, startingWith(first, rest)), 200, headers);
  } catch (error) {
    slot.end();
    throw error;
  }
}

async function* startingWith<T>(first: T, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

/** Text that is held completely until it is read. */
export async function sendText(
  c: Context<AppEnv>,
  text: string,
  headers: Record<string, string>,
): Promise<Response> {
  const bytes = Buffer.from(text);
  if (bytes.length < PIECE_BYTES || isForPage(c)) return c.body(bytes, 200, headers);
  return sendPieces(c, { pieces: slicePieces(bytes), heldBytes: bytes.length }, headers);
}

export function sendJson(
  c: Context<AppEnv>,
  value: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  return sendText(c, JSON.stringify(value), { ...headers, 'Content-Type': 'application/json' });
}

/**
 * True for a page of the console, which reads the response at once. Files that the console forwards are
 * requested by media type.
 */
export function isForPage(c: Context<AppEnv>): boolean {
  return sessionOf(c.env) !== undefined && c.req.header('Accept') === undefined;
}
