import { existsSync, readFileSync } from 'node:fs';

/** Prints `N passed, N failed, N skipped` from the JSON report that the runner wrote; fails where there is none. */
const [path = '.reports/test-all.json'] = process.argv.slice(2);
if (!existsSync(path)) {
  console.error(`There is no ${path}: the tests did not run to their end.`);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(path, 'utf8'));
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`);
