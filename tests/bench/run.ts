import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../data/commands/build.ts';
import { ROOT } from '../../data/commands/tables.ts';
import { bundleScripts, DIST, layOut, startBare, startNaive, startOurs } from './contestants.ts';
import { compare } from './measure.ts';
import { readOptions } from './options.ts';
import { type Report, writeReport } from './report.ts';
import { measureScale, type Scaled } from './scale.ts';
import { scenarios } from './scenarios.ts';
import { measureMemory, measureStarts, sizeOf } from './starting.ts';
import { requireTools } from './tools.ts';

/** `npm run bench`: measures, and writes README.md and the pictures of this folder. Options: see options.ts. */
const options = readOptions(process.argv.slice(2));
requireTools();
const began = new Date();
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  await build();
  const scripts = await bundleScripts(folder);
  const folders = layOut(DIST, folder);
  const { outcomes, resident } = await compare(folder, scripts, folders, options);
  const starts = await measureStarts(folder, scripts, folders, 5);
  const paths = [...new Set(scenarios.map(({ path }) => path))];
  const at = (name: string, inspector: number) => ({ folder: join(folder, `memory-${name}`), scripts, folders, inspector });
  const memory = {
    bare: await measureMemory(
      (inspector) => startBare(at('bare', inspector), { status: 200, headers: [], bytes: new Uint8Array(2) }),
      ['/'],
    ),
    naive: await measureMemory((inspector) => startNaive(at('naive', inspector)), paths),
    ours: await measureMemory((inspector) => startOurs(at('ours', inspector)), paths),
  };
  const scaled: Scaled[] = [];
  for (const size of options.sizes) {
    scaled.push(await measureScale(folder, scripts, size, Math.min(options.seconds, 3)));
    console.log(JSON.stringify(scaled.at(-1)));
  }
  const report: Report = {
    ...{
      began: began.toISOString(),
      minutes: (Date.now() - began.getTime()) / 60_000,
      rounds: options.rounds,
      seconds: options.seconds,
    },
    machine: { cores: cpus().length, model: cpus()[0]?.model ?? 'unknown' },
    ...{ outcomes, resident, starts, memory, scaled },
    sizes: [sizeOf('ours', scripts.ours), sizeOf('naive', scripts.naive)],
  };
  mkdirSync(join(ROOT, '.reports'), { recursive: true });
  writeFileSync(join(ROOT, '.reports/bench.json'), JSON.stringify(report, null, 1));
  writeReport(report, options.write ? import.meta.dirname : join(ROOT, '.reports'));
} finally {
  rmSync(folder, { recursive: true });
}
