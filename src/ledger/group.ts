/**
 * Group commit: callers that arrive while a commit is under way wait for the next one and share it. One
 * transaction and one sync for all of them; nobody is answered before it is durable.
 */

/** A commit has two halves, since only the first may be tried again. */
export interface Commit<Request, Answer> {
  /** Writes all requests or, when it throws, none of them. One answer for each request, in order. */
  write(requests: Request[]): Answer[];
  /** Resolves once what was written is durable. When it rejects, nobody knows: it may have been written for good. */
  settle(): Promise<void>;
}

interface Waiting<Request, Answer> {
  request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

interface Written<Request, Answer> {
  member: Waiting<Request, Answer>;
  answer: Answer | undefined;
}

export class CommitGroup<Request, Answer> {
  readonly #sizeMax: number;
  readonly #commit: Commit<Request, Answer>;
  readonly #weigh: (request: Request) => number;
  #waiting: Waiting<Request, Answer>[] = [];
  #running = false;

  /** `weigh`: what a request counts against `sizeMax`; one that is heavier than all is a group by itself. */
  constructor(
    sizeMax: number,
    commit: Commit<Request, Answer>,
    weigh: (request: Request) => number = () => 1,
  ) {
    this.#sizeMax = sizeMax;
    this.#commit = commit;
    this.#weigh = weigh;
  }

  submit(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    // Lets callers that arrived in the same turn join the first group.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#commitGroup(this.#nextGroup());
    this.#running = false;
  }

  #nextGroup(): Waiting<Request, Answer>[] {
    let [count, weight] = [0, 0];
    for (const { request } of this.#waiting) {
      weight += this.#weigh(request);
      if (count > 0 && weight > this.#sizeMax) break;
      count++;
    }
    return this.#waiting.splice(0, count);
  }

  async #commitGroup(group: Waiting<Request, Answer>[]): Promise<void> {
    const written = this.#write(group);
    if (written.length === 0) return;
    try {
      await this.#commit.settle();
    } catch (error) {
      // The transaction has returned: to write again would log and bill every member twice.
      for (const { member } of written) member.reject(error);
      return;
    }
    for (const { member, answer } of written) {
      if (answer === undefined) member.reject(new Error('a commit did not answer every caller'));
      else member.resolve(answer);
    }
  }

  /** What was written. Callers whose request cannot be are rejected here. */
  #write(group: Waiting<Request, Answer>[]): Written<Request, Answer>[] {
    try {
      const answers = this.#commit.write(group.map(({ request }) => request));
      return group.map((member, index) => ({ member, answer: answers[index] }));
    } catch (error) {
      // Nothing of the group was written. Alone, one bad request cannot take its neighbors down.
      if (group.length > 1) return group.flatMap((member) => this.#write([member]));
      for (const { reject } of group) reject(error);
      return [];
    }
  }
}
