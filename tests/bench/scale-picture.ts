import { escapeText, toPicture } from './picture.ts';
import type { Scaled } from './scale.ts';
import { inAll } from './starting.ts';

type Point = Extract<Scaled, { status: 'measured' }>;
type Line = { name: string; of: (point: Point) => number };
type Panel = { title: string; limit?: { at: number; title: string }; lines: readonly Line[] };

const MIB = 1024 * 1024;
const PANELS: readonly Panel[] = [
  {
    title: 'Build, seconds',
    lines: [
      { name: 'build', of: ({ built }) => built.buildMs / 1000 },
      { name: 'check alone', of: ({ built }) => built.computeMs / 1000 },
    ],
  },
  {
    title: 'Bytes, MiB',
    limit: { at: 25, title: 'a value of KV: 25' },
    lines: [
      { name: 'release', of: ({ releaseBytes }) => releaseBytes / MIB },
      { name: 'largest value', of: ({ largest }) => largest.bytes / MIB },
    ],
  },
  {
    title: 'Isolate, MiB',
    limit: { at: 128, title: 'the platform’s limit: 128' },
    lines: [
      { name: 'at most', of: ({ memory }) => inAll(memory.most) },
      { name: 'at least', of: ({ memory }) => inAll(memory.least) },
    ],
  },
  { title: 'Whole CSV, ms of CPU', lines: [{ name: 'whole CSV', of: ({ fullMs }) => fullMs }] },
  {
    title: 'Queries, ms of CPU',
    lines: [
      { name: 'asked before', of: ({ warmMs }) => warmMs },
      { name: 'not asked before', of: ({ coldMs }) => coldMs },
      { name: 'first of an isolate', of: ({ firstQueryMs }) => firstQueryMs },
    ],
  },
  {
    title: 'Cold start, ms',
    lines: [
      { name: 'until the first answer', of: ({ startMs }) => startMs },
      { name: 'CPU above bare’s', of: ({ startCpuMs }) => Math.max(startCpuMs, 0.1) },
    ],
  },
];

const [WIDTH, HEIGHT] = [300, 210];
const [LEFT, TOP, RIGHT, BOTTOM] = [48, 34, 14, 28];
const COLORS = ['first', 'second', 'third'];

/** How everything grows with the number of observations; both axes are logarithmic. */
export function scalePicture(points: readonly Point[]): string {
  const panels =
    points.length === 0
      ? []
      : PANELS.map((panel, index) => draw(panel, points, (index % 3) * WIDTH, Math.floor(index / 3) * HEIGHT));
  return toPicture(
    3 * WIDTH,
    2 * HEIGHT,
    'How build, bytes, memory, downloads, queries and cold start grow with the dataset',
    panels,
  );
}

function draw({ title, lines, limit }: Panel, points: readonly Point[], left: number, top: number): string {
  const values = [...lines.flatMap(({ of }) => points.map(of)), ...(limit === undefined ? [] : [limit.at])];
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values) * 1.05))];
  const [first, last] = [Math.log10(points[0]?.size ?? 1), Math.log10(points.at(-1)?.size ?? 1)];
  const x = (size: number) =>
    round(left + LEFT + ((Math.log10(size) - first) / Math.max(last - first, 1)) * (WIDTH - LEFT - RIGHT));
  const y = (value: number) =>
    round(top + HEIGHT - BOTTOM - ((Math.log10(value) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM));
  const powers = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  return [
    `<text x="${left + 8}" y="${top + 18}" font-weight="600">${escapeText(title)}</text>`,
    ...powers.map(
      (power) =>
        `<line class="frame" x1="${left + LEFT}" y1="${y(power)}" x2="${left + WIDTH - RIGHT}" y2="${y(power)}"/><text class="small" x="${left + LEFT - 5}" y="${y(power) + 4}" text-anchor="end">${format(power)}</text>`,
    ),
    ...points.map(({ size }, index) => {
      const anchor = index === points.length - 1 && index > 0 ? 'end' : 'middle';
      return `<text class="small" x="${x(size)}" y="${top + HEIGHT - 10}" text-anchor="${anchor}">${size / 1000}k</text>`;
    }),
    ...(limit === undefined
      ? []
      : [
          `<line class="axis" x1="${left + LEFT}" y1="${y(limit.at)}" x2="${left + WIDTH - RIGHT}" y2="${y(limit.at)}"/><text class="small" x="${left + LEFT + 4}" y="${y(limit.at) - 4}">${limit.title}</text>`,
        ]),
    ...lines.map(({ name, of }, index) => {
      const color = COLORS[index];
      const marks = points.map((point) => `<circle class="${color}" cx="${x(point.size)}" cy="${y(of(point))}" r="3"/>`).join('');
      const places = points.map((point) => `${x(point.size)},${y(of(point))}`).join(' ');
      const label = `<text class="small ${color}" x="${left + WIDTH - RIGHT}" y="${top + 14 + index * 12}" text-anchor="end">${escapeText(name)}</text>`;
      return `<polyline class="${color}" points="${places}"/>${marks}${label}`;
    }),
  ].join('\n');
}

const round = (number: number) => Math.round(number * 10) / 10;
const format = (number: number) => (number >= 1 ? String(number) : number.toFixed(Math.round(-Math.log10(number))));
