import type { Fact } from '../fact.ts';
import type { Colours } from './colours.ts';
import { round } from './draw.ts';

type Box = { x: number; y: number; width: number; height: number };

/**
 * The series as a line from zero: a missing year is a gap, a derived point is hollow, and the point of the fact itself is in the
 * colour of the mark. It has no scale; its values stand in the data. `dot` is the radius of a point.
 */
export function drawSparkline({ series, observation }: Fact, box: Box, colours: Colours, dot: number): string {
  const years = series.map(({ period_start }) => Number(period_start.slice(0, 4)));
  const [first = 0, last = 0] = [years[0], years.at(-1)];
  const values = series.map(({ value }) => value);
  const [lowest, highest] = [Math.min(0, ...values), Math.max(0, ...values)];
  const inner = { x: box.x + dot * 2, width: box.width - dot * 4, y: box.y + dot * 2, height: box.height - dot * 4 };
  const place = (index: number) => ({
    x: round(inner.x + (inner.width * ((years[index] ?? 0) - first)) / (last - first || 1)),
    y: round(yOf(values[index] ?? 0)),
  });
  const yOf = (value: number) => inner.y + (inner.height * (highest - value)) / (highest - lowest || 1);
  const line = series
    .map((_, index) => {
      const { x, y } = place(index);
      return `${index === 0 || (years[index] ?? 0) - (years[index - 1] ?? 0) > 1 ? 'M' : 'L'}${x} ${y}`;
    })
    .join('');
  const dots = series.map((point, index) => {
    const { x, y } = place(index);
    const own = point.observation === observation;
    const colour = own ? colours.mark : colours.ink;
    const [r, fill] = [own ? dot * 1.5 : dot, point.status === 'derived' ? colours.paper : colour];
    return `<circle cx="${x}" cy="${y}" r="${round(r)}" fill="${fill}" stroke="${colour}" stroke-width="${round(dot / 2)}"/>`;
  });
  const zero = round(yOf(0));
  return [
    `<path d="M${round(box.x)} ${zero}H${round(box.x + box.width)}" stroke="${colours.quiet}" stroke-width="${round(dot / 4)}" fill="none"/>`,
    `<path d="${line}" stroke="${colours.ink}" stroke-width="${round(dot / 1.6)}" stroke-linejoin="round" fill="none"/>`,
    ...dots,
  ].join('\n');
}
