/**
 * Group commit: callers that arrive while a commit is under way wait for the next one and share it. One
 * transaction and one sync for all of them; nobody is answered before it is durable.
 */

interface Waiting<Request, Answer> {
  request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

export class CommitGroup<Request, Answer> {
  readonly #sizeMax: number;
  readonly #commit: (requests: Request[]) => Promise<Answer[]>;
  #waiting: Waiting<Request, Answer>[] = [];
  #running = false;

  /** `commit` writes all requests or none, and resolves once they are durable. */
  constructor(sizeMax: number, commit: (requests: Request[]) => Promise<Answer[]>) {
    this.#sizeMax = sizeMax;
    this.#commit = commit;
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
    while (this.#waiting.length > 0) await this.#commitOne(this.#waiting.splice(0, this.#sizeMax));
    this.#running = false;
  }

  async #commitOne(group: Waiting<Request, Answer>[]): Promise<void> {
    try {
      const answers = await this.#commit(group.map(({ request }) => request));
      group.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error('a commit did not answer every caller'));
        else resolve(answer);
      });
    } catch (error) {
      // Nothing of the group was written. Alone, one bad request cannot take its neighbours down.
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      else for (const member of group) await this.#commitOne([member]);
    }
  }
}
