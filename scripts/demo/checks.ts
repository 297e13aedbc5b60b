/** What the story checks again and again of an answer. */
import { type Answer, listAt, valueAt } from '../newsroom/client.ts';
import { expect, same, type Voice } from './step.ts';

export function isOk(answer: Answer, status = 200): void {
  const problem = answer.status >= 400 ? ` (${answer.text.slice(0, 300)})` : '';
  expect(answer.status === status, `status ${status}, not ${answer.status}${problem}`);
}

/** Checks a refusal as RFC 9457 problem with code, sentence and trace; returns the sentence. */
export function isRefusal(answer: Answer, status: number, code: string): string {
  same(answer.status, status, 'the status');
  same(answer.headers.get('Content-Type'), 'application/problem+json', 'the type of the refusal');
  same(valueAt(answer.json, 'code'), code, 'the code');
  const detail = valueAt(answer.json, 'detail');
  expect(typeof detail === 'string' && detail.length > 10, 'a sentence that says why');
  expect(listAt(answer.json, 'trace').length > 0, 'a trace in the refusal');
  expect(answer.headers.get('Rights-Entry') !== null, 'the refusal to name its entry');
  return `${status} ${code}: ${detail}`;
}

/** A step in which a request is refused with 403. */
export function refusal(
  voice: Voice,
  does: string,
  code: string,
  request: () => Promise<Answer>,
): Promise<void> {
  return voice(does, async (saw) => saw(isRefusal(await request(), 403, code)));
}

/** The headers that every delivery carries. Answers its entry and its receipt. */
export function isStamped(answer: Answer): { entry: string; receipt: string } {
  isOk(answer);
  const entry = answer.headers.get('Rights-Entry');
  const receipt = answer.headers.get('Rights-Receipt');
  expect(entry !== null, 'a Rights-Entry header');
  expect(receipt !== null && receipt.split('.').length === 3, 'a Rights-Receipt header');
  expect(receipt.length <= 2048, 'a receipt of at most 2 KB');
  expect((answer.headers.get('Link') ?? '').includes('rel="license"'), 'a license link');
  return { entry, receipt };
}

/** Unverified: verifying is a step of its own. */
export function claimsOf(receipt: string): unknown {
  return JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString('utf8'));
}

/** Component id → code, of the Rights-Withheld header. */
export function withheldOf(answer: Answer): Map<string, string> {
  const header = answer.headers.get('Rights-Withheld') ?? '';
  return new Map(
    [...header.matchAll(/"([^"]+)";code=([a-z_]+)/g)].map(([, id, code]) => [id ?? '', code ?? '']),
  );
}

export function associationNames(answer: Answer): unknown[] {
  return listAt(answer.json, 'associations').map((association) => valueAt(association, 'name'));
}

export function short(id: string): string {
  return id.length > 16 ? `${id.slice(0, 4)}…${id.slice(-6)}` : id;
}
