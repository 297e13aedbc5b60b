/** An acknowledgement of an event, as it is entered in the log. Pure. */
import type { LicenseEvent } from '../events/types.ts';
import type { Acknowledgement, AcknowledgementDetails, KeyedNote } from './types.ts';

type AcknowledgedEvent = Pick<LicenseEvent, 'id' | 'type' | 'article' | 'version'>;

/** The event that a partner acknowledges: for an overdue recall that of the recall itself. */
export const acknowledged = ({ overdue, ...event }: LicenseEvent): AcknowledgedEvent =>
  overdue ? { ...event, id: overdue.event, type: overdue.type } : event;

/** Whether something is stated to have been done before the event. */
export const isBefore = (
  { doneAt }: Pick<AcknowledgementDetails, 'doneAt'>,
  eventAt: string,
  toleranceMs = Number.POSITIVE_INFINITY,
): boolean => typeof doneAt === 'string' && Date.parse(doneAt) < Date.parse(eventAt) - toleranceMs;

/**
 * The key names the event, so that a later state amends the one before, and the same is entered once in a row.
 * `source`: who says it, if it is neither the partner with a live key nor an endpoint.
 */
export function acknowledgementNote(
  { id, type, article, version }: AcknowledgedEvent,
  { state, urls = [], doneAt = null, note = null, endpoint = null }: AcknowledgementDetails,
  source?: 'desk' | 'test',
): KeyedNote {
  const acknowledgement: Acknowledgement = {
    kind: 'acknowledgement',
    title: null,
    article: article ?? null,
    version: version ?? null,
    event: id,
    eventType: type,
    state,
    urls: [...new Set(urls)].sort(),
    doneAt,
    note,
    endpoint,
  };
  return {
    key: JSON.stringify(['acknowledgement', id, endpoint ?? '']),
    note: acknowledgement,
    amendable: true,
    ...(source && { source }),
  };
}
