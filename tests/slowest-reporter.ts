import type { Reporter, TestModule } from 'vitest/node';

const MOST_SECONDS = 5;

type Timed = { name: string; project: string; seconds: number };

/** Prints at the end where the time went: each project, and its slowest tests; names a test of `npm test` that takes over five seconds. */
export default class SlowestReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const projects = Map.groupBy(modules, ({ project }) => project.name);
    const tests = modules.flatMap(timesOf).toSorted((a, b) => b.seconds - a.seconds);
    const lines = [
      '',
      'Time in tests, by project:',
      ...[...projects].map(([name, all]) => `  ${seconds(total(all.flatMap(timesOf)))} ${name}, in ${all.length} files`),
      'The ten slowest tests:',
      ...tests.slice(0, 10).map(describe),
      ...tooSlow(tests),
    ];
    console.log(lines.join('\n'));
  }
}

function timesOf(module: TestModule): Timed[] {
  return [...module.children.allTests()].map((test) => ({
    name: `${module.relativeModuleId.replace(/^tests\//, '')}: ${test.fullName}`,
    project: module.project.name,
    seconds: (test.diagnostic()?.duration ?? 0) / 1000,
  }));
}

/** Tests that belong into `*.long.test.ts`, or want to be quicker. */
function tooSlow(tests: readonly Timed[]): string[] {
  if (process.env.TEST_EXTENT === 'all') return [];
  const slow = tests.filter((test) => test.seconds > MOST_SECONDS);
  return slow.length === 0 ? [] : [`Over ${MOST_SECONDS} s, which is long for npm test:`, ...slow.map(describe)];
}

function describe({ name, project, seconds: time }: Timed): string {
  return `  ${seconds(time)} ${project} ${name}`;
}

function seconds(time: number): string {
  return `${time.toFixed(1).padStart(6)} s`;
}

function total(all: readonly Timed[]): number {
  return all.reduce((sum, { seconds }) => sum + seconds, 0);
}
