/**
 * Lets several test files of the runtime project run in one workerd process: starting one and loading a
 * thousand modules into it costs more than most files' tests. The setup file empties D1, R2 and the Durable
 * Objects before each file; module state stays. A file that changes module state, or depends on its initial
 * value, is tagged `@module-tag alone`; one that takes minutes, `@module-tag long`.
 */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';
import { BaseSequencer, type PoolRunnerInitializer, type TestSpecification } from 'vitest/node';

export const ALONE = 'alone';
/** A file that takes minutes. It starts first: as the last one it would run alone. */
export const LONG = 'long';

/** Bounds the memory of a process, and how far a fault in one file can reach. */
const FILES_PER_RUNTIME_MAX = 100;

type PoolWorker = ReturnType<PoolRunnerInitializer['createPoolWorker']>;
type PoolTask = Parameters<NonNullable<PoolWorker['canReuse']>>[0];

const isAlone = ({ context }: PoolTask): boolean =>
  context.files.some(({ fileTags }) => fileTags?.includes(ALONE) ?? false);

/**
 * A new worker asks for all modules that the server has transformed, in one message, and for each other module
 * when it comes to it. So its first question waits until the server has transformed what its files import.
 */
const ASK_FOR_ALL = 'fetchWarmModules';
const TRANSFORM_ALL = 'prewarmModuleGraph';

/** All modules of the app are one message of some 12 MB, which workerd takes only if told to. */
export const SOCKETS_FOR_MODULES = ['increase_websocket_message_size', 'no_web_socket_compression'];

/** A remote call between vitest and a worker: a question for a method, or the answer with its id. */
interface Message {
  t?: 'q' | 's';
  i?: string;
  m?: string;
  a?: unknown;
  r?: unknown;
}

function shared(worker: PoolWorker): PoolWorker {
  let files = 0;
  let hasRunAlone = false;
  let answerForAll: () => void;
  const on = worker.on.bind(worker);
  worker.on = (event, callback) => {
    if (event !== 'message') return on(event, callback);
    on(event, (message: Message) => {
      if (message.m !== ASK_FOR_ALL) return callback(message);
      answerForAll = () => callback(message);
      callback({ t: 'q', i: TRANSFORM_ALL, m: TRANSFORM_ALL, a: message.a });
    });
  };
  const send = worker.send.bind(worker);
  worker.send = (message) => {
    if (message.type === 'run') {
      files++;
      hasRunAlone ||= isAlone({ context: message.context } as PoolTask);
    }
    if ((message as Message).i === TRANSFORM_ALL) answerForAll();
    else send(withCode(message) as typeof message);
  };
  worker.canReuse = (task) => files < FILES_PER_RUNTIME_MAX && !hasRunAlone && !isAlone(task);
  return worker;
}

/** Where what vitest keeps beside the code of a cached module begins: a map of its source, most of the file. */
const KEPT_BESIDE_CODE = /\n\/\/# vitest(?:Cache|SourceMap)=/;

/**
 * Vitest answers with the paths of modules that it has cached on disk, which workerd cannot read: the answer
 * gets their code instead, without what is kept beside it.
 */
function withCode(message: unknown): unknown {
  const { r: answer } = message as Message;
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return message;
  const r = isOnDisk(answer)
    ? codeOf(answer)
    : Object.fromEntries(
        Object.entries(answer).map(([name, module]) => [name, isOnDisk(module) ? codeOf(module) : module]),
      );
  return { ...(message as object), r };
}

interface ModuleOnDisk {
  cached: unknown;
  tmp: string;
}

function codeOf({ cached: _, tmp, ...module }: ModuleOnDisk): object {
  const [code] = readFileSync(tmp, 'utf8').split(KEPT_BESIDE_CODE, 1);
  return { ...module, code };
}

const isOnDisk = (module: unknown): module is ModuleOnDisk =>
  typeof module === 'object' && module !== null && 'tmp' in module && 'cached' in module;

/** Must follow `cloudflareTest()`, whose workers it wraps. The project needs `isolate: false`. */
export function sharedRuntimes(): Plugin {
  return {
    name: 'shared-runtimes',
    configureVitest({ project }) {
      const { poolRunner } = project.config;
      if (!poolRunner) throw new Error('sharedRuntimes() must follow cloudflareTest()');
      project.config.poolRunner = {
        name: poolRunner.name,
        createPoolWorker: (options) => shared(poolRunner.createPoolWorker(options)),
      };
    },
  };
}

const isTagged = (tag: string, { moduleId }: TestSpecification) =>
  readFileSync(moduleId, 'utf8').includes(`@module-tag ${tag}`);

/**
 * Orders files by project (vitest.config.ts), then long ones first, then shared before alone, then path, so
 * that the same files share a process in every run. Vitest's own order depends on how long the last run took,
 * and would start a process anew at each change between projects.
 */
export class ByProjectAndPath extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = this.ctx.projects.map(({ name }) => name);
    // Tests over HTTP wait while those in a browser compute, so these two projects are one group.
    const groupOf = ({ name }: { name: string }) => projects.indexOf(name === 'browser' ? 'e2e' : name);
    const rank = new Map(
      files.map((file) => [
        file,
        4 * groupOf(file.project) + (isTagged(LONG, file) ? 0 : 2) + (isTagged(ALONE, file) ? 1 : 0),
      ]),
    );
    const rankOf = (file: TestSpecification) => rank.get(file) ?? 0;
    return [...files].sort(
      (one, other) => rankOf(one) - rankOf(other) || (one.moduleId < other.moduleId ? -1 : 1),
    );
  }
}

/**
 * What workerd itself prints, one message a call: exceptions that a test provokes, bodies read as text, host
 * names that nobody knows. And what Vite says of packages without their sources.
 */
const OF_TOOLS =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Vite prints in color on a terminal.
  /^(\x1b\[\d+m)*(uncaught exception|console warning|e(xception)? = |NOSENTRY|stack: |Annotating with|Sourcemap for)/;

/** Keeps the tools' own messages in a file instead of between the results. */
export function collectRuntimeMessages(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: []) => {
      if (typeof chunk !== 'string' || !OF_TOOLS.test(chunk)) return write(chunk, ...rest);
      appendFileSync(file, chunk);
      const written = rest.at(-1) as unknown;
      if (typeof written === 'function') written();
      return true;
    }) as typeof stream.write;
  }
}
