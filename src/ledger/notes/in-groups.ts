/**
 * Enters many notes in groups of limited size. The key is checked, and its proof used, with the first group.
 */
import { NOTES_AT_ONCE_MAX } from '../limits.ts';
import type { EnteredNote, NoteAnswer, NoteRequest } from './types.ts';

/** A group of notes that is entered in one transaction. */
export interface NoteGroup extends NoteRequest {
  /** An earlier group has checked the key. */
  admitted: boolean;
}

/**
 * After an interruption or a conflict, the first groups may be entered; a repetition returns the same answers
 * for them. Without notes there is still one group, which checks the key.
 */
export async function sendInGroups(
  { notes, ...request }: NoteRequest,
  enter: (group: NoteGroup) => Promise<NoteAnswer>,
): Promise<NoteAnswer> {
  const entered: EnteredNote[] = [];
  for (let from = 0; from === 0 || from < notes.length; from += NOTES_AT_ONCE_MAX) {
    const group = notes.slice(from, from + NOTES_AT_ONCE_MAX);
    const answer = await enter({ ...request, notes: group, admitted: from > 0 });
    if (answer.kind === 'conflict')
      return { kind: 'conflict', positions: answer.positions.map((position) => position + from) };
    if (answer.kind !== 'ok') return answer;
    entered.push(...answer.entered);
  }
  return { kind: 'ok', entered };
}
