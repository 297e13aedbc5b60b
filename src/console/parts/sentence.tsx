/** An API sentence in the viewer's language. An English fallback is marked `lang="en"`. */
import type { FC } from 'hono/jsx';
import { type ApiProblem, limitFaults } from '../frame/api.ts';
import { type ApiMessage, faultIn, sentenceIn } from '../frame/sentences.ts';
import { useView } from '../frame/view.ts';
import { Note } from './small.tsx';

interface SentenceProps {
  message?: ApiMessage | undefined;
  text: string;
  termZone?: string | undefined;
}

export const Sentence: FC<SentenceProps> = ({ message, text, termZone }) => {
  const sentence = sentenceIn({ ...useView(), termZone }, message);
  return sentence === null ? <span lang="en">{text}</span> : <>{sentence}</>;
};

export const SentenceParagraph: FC<SentenceProps> = (props) => (
  <p>
    <Sentence {...props} />
  </p>
);

/** Why the API refused the query, fault by fault. */
export const ProblemNote: FC<{ problem: ApiProblem }> = ({ problem }) => {
  const view = useView();
  const { code, errors = [], message, detail } = problem;
  return (
    <Note tone="bad" title={view.t.word('code', code)}>
      {limitFaults(errors, problem).map((fault) => (
        <p>{faultIn(view, fault)}</p>
      ))}
      {errors.length === 0 && <SentenceParagraph message={message} text={detail} />}
    </Note>
  );
};
