import { describe, expect, it } from 'vitest';
import type { CardNode } from '../../data/card/node.ts';
import { toShareBar } from '../../data/card/share-bar.ts';
import { toSparkline } from '../../data/card/sparkline.ts';
import type { Fact } from '../../data/fact.ts';

type Year = [year: number, value: number, status?: Fact['status']];

function draw(own: string, ...years: Year[]): CardNode {
  const series = years.map(([year, value, status = 'stated']) => ({
    observation: `o${year}`,
    period_start: `${year}-01`,
    value,
    status,
  }));
  return toSparkline({ observation: own, series } as Fact, 'Up.');
}

const parts = (svg: CardNode, name: string) =>
  svg.children.flatMap((child) => (typeof child !== 'string' && child.attributes.class?.includes(name) ? [child] : []));
const paths = (svg: CardNode) => parts(svg, 'xt-line').map(({ attributes }) => attributes.d);

describe('a sparkline', () => {
  it('stands on zero, so that half as much is half as high', () => {
    const svg = draw('o2023', [2021, 100], [2022, 50], [2023, 0]);
    expect(paths(svg)).toEqual(['M4 4L120 24L236 44']);
    expect(parts(svg, 'xt-zero')[0]?.attributes.d).toBe('M0 44H240');
  });

  it('has zero between what is above and below it', () => {
    const svg = draw('o2023', [2021, 50], [2022, -50], [2023, 0]);
    expect(paths(svg)).toEqual(['M4 4L120 44L236 24']);
    expect(parts(svg, 'xt-zero')[0]?.attributes.d).toBe('M0 24H240');
  });

  it('shows a year without a figure as a gap, as wide as the year', () => {
    const svg = draw('o2024', [2020, 100], [2021, 100], [2023, 100], [2024, 100]);
    expect(paths(svg)).toEqual(['M4 4L62 4', 'M178 4L236 4']);
    expect(parts(svg, 'xt-point').map(({ attributes }) => attributes.cx)).toEqual(['4', '62', '178', '236']);
  });

  it('draws a point by itself without a line', () => {
    expect(paths(draw('o2024', [2020, 1], [2022, 1], [2024, 1]))).toEqual([]);
  });

  it('tells derived, contested and own points apart by shape, not by colour alone', () => {
    const svg = draw('o2022', [2020, 1, 'derived'], [2021, 1, 'contested'], [2022, 1]);
    expect(parts(svg, 'xt-point').map(({ tag, attributes }) => [tag, attributes.r ?? attributes.width, attributes.fill])).toEqual(
      [
        ['circle', '2', 'Canvas'],
        ['rect', '4', 'currentColor'],
        ['circle', '3.5', 'currentColor'],
      ],
    );
  });

  it('says its trend to those who do not see it', () => {
    expect(draw('o2020', [2020, 1], [2021, 1], [2022, 1]).attributes).toMatchObject({ role: 'img', 'aria-label': 'Up.' });
  });

  it('of nothing but zeros is level', () => {
    expect(paths(draw('o2020', [2020, 0], [2021, 0], [2022, 0]))).toEqual(['M4 44L120 44L236 44']);
  });
});

describe('a share', () => {
  it.each([0, 12.5, 100])('of %d % is as long', (percent) => {
    expect(parts(toShareBar(percent) as CardNode, 'xt-part')[0]?.attributes.width).toBe(String(percent));
  });

  it.each([-1, 100.1, Number.NaN])('of %d % is no part of a whole, and has no bar', (percent) => {
    expect(toShareBar(percent)).toBeUndefined();
  });
});
