/**
 * Prints failures with their logs, then seconds per project and the slowest files. On a terminal, also a live
 * count.
 */
import { DefaultReporter, type TestCase, type TestModule, type Vitest } from 'vitest/node';
import { SilenceWatch } from './silence-watch.ts';

const SLOWEST = 10;
const SILENCE_MAX_MS = 600_000;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const durationOf = (module: TestModule) => {
  const { collectDuration, setupDuration, duration } = module.diagnostic();
  return collectDuration + setupDuration + duration;
};
const passedIn = (module: TestModule) =>
  [...module.children.allTests()].filter((test) => test.result().state === 'passed').length;

export class QuietReporter extends DefaultReporter {
  /** The configuration is loaded more than once, and only the reporter of the run can print. */
  #watch: SilenceWatch | undefined;

  override onInit(vitest: Vitest): void {
    super.onInit(vitest);
    this.#watch = new SilenceWatch(SILENCE_MAX_MS, (line) => this.log(line));
  }

  override onTestModuleQueued(module: TestModule): void {
    super.onTestModuleQueued(module);
    this.#watch?.note(module.relativeModuleId, 'before its tests');
  }

  override onTestCaseReady(test: TestCase): void {
    super.onTestCaseReady(test);
    this.#watch?.note(test.module.relativeModuleId, test.fullName);
  }

  override onTestCaseResult(test: TestCase): void {
    super.onTestCaseResult(test);
    this.#watch?.note(test.module.relativeModuleId, `after "${test.fullName}"`);
  }

  override onTestModuleEnd(module: TestModule): void {
    super.onTestModuleEnd(module);
    this.#watch?.ended(module.relativeModuleId);
  }

  protected override printTestModule(module: TestModule): void {
    if (module.state() === 'failed') super.printTestModule(module);
  }

  /** Logs of passing tests are dropped, but for the reason why something is skipped, and figures. */
  override onUserConsoleLog(...[log, state]: Parameters<DefaultReporter['onUserConsoleLog']>): void {
    if (/^(skipped|measured): /.test(log.content)) this.log(log.content.trimEnd());
    else super.onUserConsoleLog(log, state);
  }

  override onTestRunEnd(...ended: Parameters<DefaultReporter['onTestRunEnd']>): void {
    super.onTestRunEnd(...ended);
    const [modules] = ended;
    if (modules.length < 2) return;
    for (const [project, all] of Map.groupBy(modules, ({ project: { name } }) => name)) {
      const total = all.reduce((sum, module) => sum + durationOf(module), 0);
      const passed = all.reduce((sum, module) => sum + passedIn(module), 0);
      this.log(`  ${project.padEnd(10)} ${all.length} files, ${passed} passed, ${seconds(total)} of work`);
    }
    const slowest = [...modules].sort((one, other) => durationOf(other) - durationOf(one)).slice(0, SLOWEST);
    this.log('  slowest:');
    for (const module of slowest)
      this.log(`    ${seconds(durationOf(module)).padStart(7)}  ${module.relativeModuleId}`);
  }
}
