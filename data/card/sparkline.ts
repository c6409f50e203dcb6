import type { Fact } from '../fact.ts';
import { type CardNode, node } from './node.ts';

const WIDTH = 240;
const HEIGHT = 48;
/** Room for the largest dot, so that none is cut off. */
const MARGIN = 4;

/**
 * The series of a fact as a line. Its axis holds zero, so that a fall by a third looks like one; a year without a figure is a gap;
 * derived points are hollow, contested ones square, the point of the fact itself is larger. `trend` is what a screen reader says.
 */
export function toSparkline(fact: Fact, trend: string): CardNode {
  const points = toPoints(fact);
  const [zero] = points.length > 0 ? [toY(0, extentOf(fact.series))] : [];
  return node(
    'svg',
    {
      class: 'xt-sparkline',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      fill: 'none',
      stroke: 'currentColor',
      ...(trend === '' ? { 'aria-hidden': 'true' } : { role: 'img', 'aria-label': trend }),
    },
    node('path', { class: 'xt-zero', d: `M0 ${zero}H${WIDTH}`, 'stroke-opacity': '0.3' }),
    ...toStretches(points).map((stretch) =>
      node('path', { class: 'xt-line', d: `M${stretch.map(({ x, y }) => `${x} ${y}`).join('L')}`, 'stroke-width': '1.5' }),
    ),
    ...points.map((point) => toDot(point, point.observation === fact.observation)),
  );
}

type Point = { x: number; y: number; year: number; observation: string; status: Fact['status'] };
type Extent = { low: number; high: number };

function toPoints({ series }: Fact): Point[] {
  const years = series.map(({ period_start }) => Number(period_start.slice(0, 4)));
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const step = (WIDTH - 2 * MARGIN) / Math.max(1, last - first);
  const extent = extentOf(series);
  return series.map(({ value, observation, status }, index) => {
    const year = years[index] ?? first;
    return { x: round(MARGIN + (year - first) * step), y: toY(value, extent), year, observation, status };
  });
}

function extentOf(series: Fact['series']): Extent {
  const values = series.map(({ value }) => value);
  return { low: Math.min(0, ...values), high: Math.max(0, ...values) };
}

function toY(value: number, { low, high }: Extent): number {
  return round(HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN));
}

/** Points of years that follow each other; a point by itself makes no line. */
function toStretches(points: readonly Point[]): Point[][] {
  const stretches: Point[][] = [];
  for (const point of points) {
    const stretch = stretches.at(-1);
    if (stretch?.at(-1)?.year === point.year - 1) stretch.push(point);
    else stretches.push([point]);
  }
  return stretches.filter(({ length }) => length > 1);
}

function toDot({ x, y, status }: Point, own: boolean): CardNode {
  const size = own ? 3.5 : 2;
  const look = {
    class: `xt-point xt-${status}${own ? ' xt-own' : ''}`,
    ...(status === 'derived' ? { fill: 'Canvas' } : { fill: 'currentColor' }),
  };
  if (status !== 'contested') return node('circle', { ...look, cx: String(x), cy: String(y), r: String(size) });
  const [left, top, side] = [x - size, y - size, size * 2].map((length) => String(round(length)));
  return node('rect', { ...look, x: left ?? '', y: top ?? '', width: side ?? '', height: side ?? '' });
}

/** A tenth of a unit is finer than any screen shows it, and keeps the text short. */
function round(length: number): number {
  return Math.round(length * 10) / 10;
}
