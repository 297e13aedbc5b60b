/**
 * Enters each event in the log of its license, as a note of kind `notice`. It runs as soon as there is an
 * event, and with each alarm until all are entered; the same event is entered once, also if a partner moves
 * meanwhile.
 */
import { log } from '../../platform/log.ts';
import { NOTES_AT_ONCE_MAX } from '../limits.ts';
import type { KeyedNote, NoteAnswer, NoteRequest } from '../notes/types.ts';
import { noteEntered, unenteredEvents } from './store.ts';
import type { LicenseEvent, NumberedEvent } from './types.ts';

/** Events that are read at once: half a megabyte. */
const EVENTS_AT_ONCE = 5 * NOTES_AT_ONCE_MAX;

export class NoticeWriter {
  readonly #sql: SqlStorage;
  readonly #enter: (request: NoteRequest) => Promise<NoteAnswer>;
  #running: Promise<void> | null = null;
  #isRequested = false;

  /** `enter`: enters notes in the log of a license, idempotently. */
  constructor(sql: SqlStorage, enter: (request: NoteRequest) => Promise<NoteAnswer>) {
    this.#sql = sql;
    this.#enter = enter;
  }

  /** Ends when all events are entered whose licenses are here. Never throws. */
  run(): Promise<void> {
    this.#isRequested = true;
    this.#running ??= this.#run()
      .catch((error: unknown) => log('warn', 'notices_not_entered', { error: String(error) }))
      .finally(() => {
        this.#running = null;
      });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isRequested) {
      this.#isRequested = false;
      await this.#enterAll();
    }
  }

  async #enterAll(): Promise<void> {
    // Licenses whose partner moves: the shard that has them next enters their events.
    const elsewhere: string[] = [];
    for (;;) {
      const events = unenteredEvents(this.#sql, elsewhere, EVENTS_AT_ONCE);
      if (events.length === 0) return;
      const byLicense = Map.groupBy(events, ({ event }) => event.license);
      const work = [...byLicense].map(async ([license, events]) => {
        if (!(await this.#enterOf(license, events))) elsewhere.push(license);
      });
      await Promise.all(work);
    }
  }

  /** False: the license is not here. */
  async #enterOf(license: string, events: NumberedEvent[]): Promise<boolean> {
    const notes = events.map(({ event }) => noticeOf(event));
    const answer = await this.#enter({ license, by: { kind: 'gateway' }, notes });
    if (answer.kind === 'elsewhere') return false;
    if (answer.kind !== 'ok') throw new Error(`a notice of ${license} was answered: ${answer.kind}`);
    noteEntered(this.#sql, license, events.at(-1)?.n ?? 0);
    return true;
  }
}

function noticeOf({ id, type, article, version, recall, within, dueAt }: LicenseEvent): KeyedNote {
  return {
    key: JSON.stringify(['notice', id]),
    note: {
      kind: 'notice',
      title: null,
      article: article ?? null,
      version: version ?? null,
      event: id,
      eventType: type,
      recall: recall ?? null,
      within: within ?? null,
      dueAt: dueAt ?? null,
    },
  };
}
