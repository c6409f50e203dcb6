import { existsSync, readFileSync } from 'node:fs';

/** Prints `N passed, N failed, N skipped` from the JSON report that the runner wrote; fails where there is none. */
const [path = '.reports/test-all.json'] = process.argv.slice(2);
if (!existsSync(path)) {
  console.error(`There is no ${path}: the tests did not run to their end.`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const { success, numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
  readFileSync(path, 'utf8'),
) as Report;
// A file that does not load has no tests to fail
const unloaded = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
).length;
console.log(`${numPassedTests} passed, ${numFailedTests + unloaded} failed, ${numPendingTests + numTodoTests} skipped`);
if (!success) process.exitCode = 1;

type Report = {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
};
