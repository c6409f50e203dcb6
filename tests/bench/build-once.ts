import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../data/commands/build.ts';
import { computeTables, formatIssues } from '../../data/commands/tables.ts';
import { toSyntheticTables } from './synthetic.ts';

/** `node build-once.ts SIZE FOLDER`, with TABLES and RELEASES in that folder: makes tables, computes, builds, and prints what it took. */
const [size = '', folder = ''] = process.argv.slice(2);
mkdirSync(join(folder, 'tables'), { recursive: true });
for (const [file, text] of toSyntheticTables(Number(size))) writeFileSync(join(folder, 'tables', file), text);

const began = performance.now();
const outcome = computeTables(join(folder, 'tables'));
if (outcome.status === 'invalid') throw new Error(formatIssues(outcome.issues.slice(0, 5)));
const computeMs = performance.now() - began;
const beganBuild = performance.now();
await build(undefined, join(folder, 'dist'));
const buildMs = performance.now() - beganBuild;
console.log(JSON.stringify({ computeMs, buildMs, residentMiB: process.resourceUsage().maxRSS / 1024 }));
