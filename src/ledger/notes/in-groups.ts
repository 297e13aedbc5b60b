/** Many notes in groups that keep nobody waiting: the key is judged with the first of them, and its proof used up. */
import { NOTES_AT_ONCE_MAX } from '../limits.ts';
import type { EnteredNote, NoteAnswer, NoteRequest } from './types.ts';

/** A group of notes, as it is entered in one transaction. */
export interface NoteGroup extends NoteRequest {
  /** The key was judged with a group before this one. */
  admitted: boolean;
}

/**
 * Who is cut off, or meets a conflict, may have the first groups entered: sent again, they are answered as they were. Without any notes
 * there is one group all the same.
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
      return { kind: 'conflict', places: answer.places.map((position) => position + from) };
    if (answer.kind !== 'ok') return answer;
    entered.push(...answer.entered);
  }
  return { kind: 'ok', entered };
}
