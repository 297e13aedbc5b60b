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
  isBatch: boolean;
}

/**
 * Parses a question or a list of questions. Throws `malformed`, with the path of each fault in the body
 * (`/3/use/channel` in a list). A list with one fault is refused as a whole, because answers are matched by
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

/** Body schema of the API description. It refers to the question schema that the route registers. */
export const questionsBody = () => {
  const itemSchema = { $ref: '#/components/schemas/DecisionQuestion' };
  const list = { type: 'array' as const, minItems: 1, maxItems: DECISIONS_MAX, items: itemSchema };
  return {
    required: true,
    content: { 'application/json': { schema: z.unknown().openapi({ oneOf: [itemSchema, list] }) } },
  };
};
