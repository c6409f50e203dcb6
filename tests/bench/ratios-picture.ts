import { type Name, names, type Outcome } from './measure.ts';
import { escapeText, toPicture } from './picture.ts';
import { ratioOf } from './report.ts';

const WIDTH = 760;
const LEFT = 230;
const BAR = 13;
const GAP = 16;
/** As far as the axis goes: nginx sends files several times as fast, and its bars are cut. */
const MOST = 1.6;

/** Requests a second of each contestant in each scenario, bare being 1. */
export function ratiosPicture(outcomes: readonly Outcome[]): string {
  const x = (ratio: number) => LEFT + (Math.min(ratio, MOST) / MOST) * (WIDTH - LEFT - 60);
  let y = 56;
  const parts = outcomes.flatMap((outcome) => {
    const bars = names.flatMap((name) => {
      const ratio = name === 'bare' ? undefined : ratioOf(outcome, name, 'bare', 'perSecond');
      return ratio === undefined ? [] : [{ name, ratio }];
    });
    const top = y;
    y += bars.length * (BAR + 2) + GAP;
    return [
      `<text x="${LEFT - 10}" y="${top + BAR - 2}" text-anchor="end">${escapeText(outcome.scenario.title)}</text>`,
      ...bars.map(({ name, ratio }, index) => {
        const at = top + index * (BAR + 2);
        const value = ratio < 0.1 ? ratio.toFixed(3) : ratio.toFixed(2);
        return `<rect class="${name}" x="${LEFT}" y="${at}" width="${(x(ratio) - LEFT).toFixed(1)}" height="${BAR}"/><text class="small" x="${(x(ratio) + 5).toFixed(1)}" y="${at + BAR - 3}">${value}${ratio > MOST ? ' →' : ''}</text>`;
      }),
    ];
  });
  const bare = x(1);
  const line = `<line class="axis" x1="${bare}" y1="44" x2="${bare}" y2="${y - GAP + 4}"/><text class="small" x="${bare}" y="38" text-anchor="middle">bare = 1</text>`;
  const title = '<text class="title" x="12" y="20">Requests a second on one core, as a part of what bare workerd does</text>';
  return toPicture(WIDTH, y + 18, 'Requests a second of each contestant, bare being 1', [title, line, ...parts, legend(y + 6)]);
}

const TITLES: Record<Exclude<Name, 'bare'>, string> = { ours: 'ours', naive: 'the naive Worker', nginx: 'nginx, files only' };

function legend(y: number): string {
  return Object.entries(TITLES)
    .map(([name, title], index) => {
      const x = LEFT + index * 150;
      return `<rect class="${name}" x="${x}" y="${y - 9}" width="10" height="10"/><text class="small" x="${x + 15}" y="${y}">${title}</text>`;
    })
    .join('');
}
