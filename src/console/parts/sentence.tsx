/** A sentence of the API in the reader's language; what the API says in English alone is marked as English. */
import type { FC } from 'hono/jsx';
import { type ApiMessage, sentenceIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';

export const Sentence: FC<{ message?: ApiMessage | undefined; text: string }> = ({ message, text }) => {
  const view = useView();
  const sentence = sentenceIn(view, message);
  return sentence === null ? <span lang="en">{text}</span> : <>{sentence}</>;
};
