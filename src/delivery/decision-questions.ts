/** The body of `POST /v1/decisions`: one question, or a list of them. Pure. */
import { z } from '@hono/zod-openapi';
import { faultsOf, malformed } from '../platform/http.ts';
import { line } from '../platform/openapi.ts';
import { DECISIONS_MAX, STATED_LENGTH_MAX } from './limits.ts';
import { statedUseBody } from './stated-use.ts';

export const decisionQuestion = z.strictObject({
  article: line(STATED_LENGTH_MAX),
  use: statedUseBody.default({}),
});
export type DecisionQuestion = z.output<typeof decisionQuestion>;

export interface DecisionQuestions {
  questions: DecisionQuestion[];
  /** The questions came as a list, so the answers leave as one. */
  isBatch: boolean;
}

/**
 * Reads the question or the list of questions. Each fault has the path in the body (`/3/use/channel` in a
 * list). Throws `malformed`: a list with one fault is refused whole, because its answers are read by their
 * order.
 */
export function parseDecisionQuestions(body: unknown): DecisionQuestions {
  const isBatch = Array.isArray(body);
  const parsed = isBatch ? questionList.safeParse(body) : decisionQuestion.safeParse(body);
  if (!parsed.success) throw malformed('body', faultsOf(parsed.error));
  return { questions: [parsed.data].flat(), isBatch };
}

const questionList = z
  .array(decisionQuestion)
  .min(1, `Expected 1 to ${DECISIONS_MAX} questions`)
  .max(DECISIONS_MAX, `Expected 1 to ${DECISIONS_MAX} questions`);

/**
 * The schema of the body in the API description, which names the schema of a question that the route
 * registers.
 */
export const questionsBody = () => {
  const one = { $ref: '#/components/schemas/DecisionQuestion' };
  const list = { type: 'array' as const, minItems: 1, maxItems: DECISIONS_MAX, items: one };
  return {
    required: true,
    content: { 'application/json': { schema: z.unknown().openapi({ oneOf: [one, list] }) } },
  };
};
