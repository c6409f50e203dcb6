import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Measured } from './load.ts';
import { type Comparison, type Name, names, type Outcome } from './measure.ts';
import { median } from './median.ts';
import { ratiosPicture } from './ratios-picture.ts';
import type { Scaled } from './scale.ts';
import { scalePicture } from './scale-picture.ts';
import { type Held, inAll, type Memory, type Size, type Start } from './starting.ts';

/** Everything that one run found. */
export type Report = Comparison & {
  began: string;
  minutes: number;
  rounds: number;
  seconds: number;
  machine: { cores: number; model: string };
  starts: readonly Start[];
  memory: Record<'bare' | 'naive' | 'ours', Memory>;
  sizes: readonly Size[];
  scaled: readonly Scaled[];
};

/** Writes README.md, from template.md with its tables filled in, and the pictures. */
export function writeReport(report: Report, folder: string): void {
  const tables: Record<string, string> = {
    run: runTable(report),
    holds: holdsTable(report),
    comparison: comparisonTable(report),
    starts: startsTable(report),
    memory: memoryTable(report),
    scale: scaleTable(report),
  };
  const template = readFileSync(join(import.meta.dirname, 'template.md'), 'utf8');
  const text = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const table = tables[name];
    if (table === undefined) throw new Error(`template.md asks for {{${name}}}, which report.ts does not make.`);
    return table;
  });
  writeFileSync(join(folder, 'README.md'), text);
  writeFileSync(join(folder, 'ratios.svg'), ratiosPicture(report.outcomes));
  writeFileSync(join(folder, 'scale.svg'), scalePicture(report.scaled.filter((each) => each.status === 'measured')));
}

/** How one contestant compares with another: the median over the rounds, so that what disturbs a round disturbs both. */
export function ratioOf({ rounds }: Outcome, one: Name, other: Name, key: 'perSecond' | 'cpu'): number | undefined {
  const [a, b] = [rounds[one], rounds[other]];
  if (a === undefined || b === undefined) return undefined;
  const of = (x: Measured, y: Measured) => (key === 'cpu' ? y.cpu / x.cpu : x.perSecond / y.perSecond);
  return median(a.flatMap((measured, round) => (b[round] === undefined ? [] : [of(measured, b[round])])));
}

function runTable({ began, minutes, rounds, seconds, machine }: Report): string {
  return `Run on ${began.slice(0, 10)} on ${machine.cores} cores (${machine.model}), ${rounds} rounds of ${seconds} seconds, ${Math.round(minutes)} minutes in all.`;
}

function holdsTable({ outcomes, scaled }: Report): string {
  const ratios = outcomes.flatMap((outcome) =>
    (['bare', 'naive'] as const).flatMap((other) => {
      const least = outcome.scenario.atLeast[other];
      const found = (['perSecond', 'cpu'] as const).map((key) => ratioOf(outcome, 'ours', other, key));
      if (least === undefined || found.some((each) => each === undefined)) return [];
      const holds = found.every((each) => (each ?? 0) >= least);
      const against = other === 'bare' ? 'bare' : 'the naive Worker';
      return [[`${outcome.scenario.title}, against ${against}`, `${least} or more`, found.map(two).join(' / '), mark(holds)]];
    }),
  );
  return table(['what', 'must be', 'requests a second / CPU', ''], [...ratios, ...scaleHolds(scaled)]);
}

function scaleHolds(scaled: readonly Scaled[]): string[][] {
  const at = (wanted: number) => scaled.find((each) => each.status === 'measured' && each.size === wanted);
  const [small, middle] = [at(1000), at(10_000)];
  if (small?.status !== 'measured' || middle?.status !== 'measured') return [];
  const memory = inAll(middle.memory.most);
  const isNoSlower = middle.warmMs <= small.warmMs * NOISE;
  return [
    [
      '10,000: the first query of an isolate, which reads the table',
      'under 30 ms of CPU',
      ms(middle.firstQueryMs),
      mark(middle.firstQueryMs < 30),
    ],
    ['10,000: a query that was not asked before', 'under 30 ms of CPU', ms(middle.coldMs), mark(middle.coldMs < 30)],
    ['10,000: a query asked before', `as at 1,000 (${ms(small.warmMs)})`, ms(middle.warmMs), mark(isNoSlower)],
    ['10,000: an isolate', 'under 96 MiB', `${one(memory)} MiB`, mark(memory < 96)],
  ];
}

/** What two equal things differ by here when they are measured one after the other. */
const NOISE = 1.15;

function comparisonTable({ outcomes }: Report): string {
  const rows = outcomes.flatMap((outcome) =>
    names.flatMap((name) => {
      const rounds = outcome.rounds[name];
      if (rounds === undefined) return [];
      const middle = (key: keyof Measured) => median(rounds.map((each) => each[key]));
      const ratio = (key: 'perSecond' | 'cpu') => two(ratioOf(outcome, name, 'bare', key));
      const what = name === 'bare' ? `${outcome.scenario.title} (${grouped(outcome.bytes)} bytes)` : '';
      const absolute = [
        grouped(middle('perSecond')),
        grouped(middle('cpu')),
        one(middle('p50') / 1000),
        one(middle('p99') / 1000),
      ];
      return [[what, name, ratio('perSecond'), ratio('cpu'), ...absolute]];
    }),
  );
  const head = [
    'what is asked',
    'who',
    'requests, to bare',
    'CPU, to bare',
    'requests/s *',
    'µs of CPU *',
    'p50 ms *',
    'p99 ms *',
  ];
  return table(head, rows);
}

function startsTable({ starts }: Report): string {
  const head = ['what starts', 'listens after *', 'first answer after that *', 'CPU in all *', 'Release-State of that answer'];
  return table(
    head,
    starts.map(({ title, listensMs, firstMs, cpuMs, state }) => [title, ms(listensMs), ms(firstMs), ms(cpuMs), state || 'none']),
  );
}

function memoryTable({ memory, resident, sizes }: Report): string {
  const rows = (['bare', 'naive', 'ours'] as const).map((name) => {
    const { least, most } = memory[name];
    const size = sizes.find((each) => each.name === name);
    const script =
      size === undefined ? '3 lines' : `${Math.round(size.bytes / 1024)} KiB, ${Math.round(size.gzipped / 1024)} gzipped`;
    const process = resident[name] === undefined ? '' : `${Math.round(resident[name])} MiB`;
    return [name, held(least), held(most), process, script];
  });
  const head = ['who', 'isolate at least: heap + bytes', 'at most', 'process under load *', 'script'];
  return table(head, rows);
}

function scaleTable({ scaled }: Report): string {
  const head = ['', ...scaled.map(({ size }) => grouped(size))];
  const row = (title: string, of: (each: Extract<Scaled, { status: 'measured' }>) => string) => [
    title,
    ...scaled.map((each) => (each.status === 'measured' ? of(each) : 'failed')),
  ];
  const rows = [
    row('check the tables *', ({ built }) => seconds(built.computeMs)),
    row('build, with that *', ({ built }) => seconds(built.buildMs)),
    row('memory of the build *', ({ built }) => `${Math.round(built.residentMiB)} MiB`),
    row('release files', ({ releaseBytes }) => mebibytes(releaseBytes)),
    row('all files', ({ seedBytes }) => mebibytes(seedBytes)),
    row('largest value', ({ largest }) => `${mebibytes(largest.bytes)}, ${largest.path}`),
    row('isolate at least: heap + bytes', ({ memory }) => held(memory.least)),
    row('isolate at most', ({ memory }) => held(memory.most)),
    row('process after load *', (each) => `${Math.round(each.residentMiB)} MiB`),
    row('CPU of observations.csv, whole *', ({ fullMs }) => ms(fullMs)),
    row('CPU of a query asked before *', ({ warmMs }) => ms(warmMs)),
    row('CPU of a query that was not *', ({ coldMs }) => ms(coldMs)),
    row('CPU of the first query of an isolate *', ({ firstQueryMs }) => ms(firstQueryMs)),
    row('from nothing to the first answer *', ({ startMs }) => ms(startMs)),
    row('CPU of that, above bare’s *', ({ startCpuMs }) => ms(startCpuMs)),
  ];
  const failures = scaled.flatMap((each) => (each.status === 'failed' ? [`${grouped(each.size)} failed: ${each.reason}`] : []));
  return [table(head, rows), ...failures].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

const held = ({ heap, beside }: Held) => `${one(heap)} + ${one(beside)} MiB`;
const mark = (holds: boolean) => (holds ? 'holds' : '**does not hold**');
const two = (number: number | undefined) => number?.toFixed(2) ?? '';
const one = (number: number) => number.toFixed(1);
const ms = (number: number) => `${number < 10 ? number.toFixed(2) : number.toFixed(0)} ms`;
const seconds = (number: number) => `${(number / 1000).toFixed(1)} s`;
const mebibytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
/** Thousands apart, whatever the locale. */
const grouped = (number: number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ',');
