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
export function toSparkline({ series, observation: own }: Fact, trend: string): CardNode {
  const years = series.map(({ period_start }) => Number(period_start.slice(0, 4)));
  const values = series.map(({ value }) => value);
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const toX = (year = first) => round(MARGIN + ((year - first) / Math.max(1, last - first)) * (WIDTH - 2 * MARGIN));
  const toY = (value: number) => round(HEIGHT - MARGIN - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * MARGIN));
  const isAfter = (index: number, before: number) => years[index] === (years[before] ?? 0) + 1;

  // From each point whose year follows another's; a point by itself makes no line
  const line = values.map((value, index) => {
    const joined = index > 0 && isAfter(index, index - 1);
    return joined || isAfter(index + 1, index) ? `${joined ? 'L' : 'M'}${toX(years[index])} ${toY(value)}` : '';
  });
  return node(
    'svg',
    {
      class: 'xt-sparkline',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      fill: 'none',
      stroke: 'currentColor',
      ...(trend ? { role: 'img', 'aria-label': trend } : { 'aria-hidden': 'true' }),
    },
    node('path', { class: 'xt-zero', d: `M0 ${toY(0)}H${WIDTH}`, 'stroke-opacity': '0.3' }),
    ...line
      .join('')
      .split(/(?=M)/)
      .map((d) => d && node('path', { class: 'xt-line', d, 'stroke-width': '1.5' }))
      .filter((path) => path !== ''),
    ...series.map(({ value, observation, status }, index) => toDot(toX(years[index]), toY(value), status, observation === own)),
  );
}

function toDot(x: number, y: number, status: Fact['status'], isOwn: boolean): CardNode {
  const size = isOwn ? 3.5 : 2;
  const look = {
    class: `xt-point xt-${status}${isOwn ? ' xt-own' : ''}`,
    fill: status === 'derived' ? 'Canvas' : 'currentColor',
  };
  if (status !== 'contested') return node('circle', { ...look, cx: `${x}`, cy: `${y}`, r: `${size}` });
  const side = `${size * 2}`;
  return node('rect', { ...look, x: `${round(x - size)}`, y: `${round(y - size)}`, width: side, height: side });
}

/** A tenth of a unit is finer than any screen shows it, and keeps the text short. */
function round(length: number): number {
  return Math.round(length * 10) / 10;
}
