import { languageTag } from '../formats/card.ts';
import { releaseStrings } from '../pages/strings/releases.ts';
import { toAlternative } from './alternative.ts';
import { type Colours, colours as palettes } from './colours.ts';
import { drawColumn, drawLine, type Paragraph, round, toSvg } from './draw.ts';
import { type Picture, SHARE, type Variant } from './picture.ts';
import { drawSparkline } from './sparkline.ts';
import { pictureStrings } from './strings.ts';
import type { Face, Typesetter } from './typesetter.ts';

export const CARD_WIDTH = 360;

/** A fact as a picture: the text of its card, the line of its series, the source, the release, and where it is published. Pure. */
export function drawPicture(picture: Picture, variant: Variant, typeset: Typesetter): string {
  const { content, ...size } =
    variant.shape === 'share' ? drawShare(picture, variant, typeset) : drawCard(picture, variant, typeset);
  const { title, period, value } = picture.fact.text[variant.language];
  return toSvg(
    {
      ...size,
      title: `${pictureStrings[variant.language].label(title, period)}: ${value}`,
      description: toAlternative(picture, variant.language),
      language: languageTag(variant.language),
    },
    content,
  );
}

type Drawing = { width: number; height: number; content: string };

/** What a picture of a shape measures; all of it shrinks together until a long text fits. */
const SIZES = [1, 0.94, 0.88, 0.82, 0.76, 0.7];

function drawShare(picture: Picture, variant: Variant, typeset: Typesetter): Drawing {
  const { width, height } = SHARE;
  const [margin, foot] = [72, 548];
  const colours = palettes[variant.theme];
  const column = width - 2 * margin;
  const hasSeries = picture.fact.series.length > 0;
  for (const scale of SIZES) {
    const text = toParagraphs(picture, variant, colours, 26 * scale);
    const head = drawColumn(text.head, { x: margin, y: 80, width: column }, typeset);
    const value = drawValue(text.value, { x: margin, y: 80 + (head?.height ?? 0) + 8 * scale, width: column }, typeset);
    if (head === undefined || value === undefined) continue;
    const y = 80 + head.height + 8 * scale + value.height + 8 * scale;
    const body = drawColumn(text.body, { x: margin, y, width: hasSeries ? 640 : column }, typeset);
    if (body === undefined || y + body.height > foot - 22) continue;
    const chart = hasSeries
      ? drawChart(picture, variant, { x: 780, y: y + 8, width: 348, height: Math.min(foot - 70 - y, 150) }, colours, 20, typeset)
      : '';
    const footer = drawFooter(picture, variant, { x: margin, y: foot, width: column, size: 21 }, colours, typeset);
    return {
      width,
      height,
      content: [drawPaper(width, height, margin, 52, picture, colours, 3), head.svg, value.svg, body.svg, chart, footer].join(
        '\n',
      ),
    };
  }
  throw new Error(`The words of ${picture.fact.fact} do not fit into its picture. Shorten its title or remark.`);
}

function drawCard(picture: Picture, variant: Variant, typeset: Typesetter): Drawing {
  const [width, margin] = [CARD_WIDTH, 18];
  const colours = palettes[variant.theme];
  const column = width - 2 * margin;
  const text = toParagraphs(picture, variant, colours, 14);
  const head = drawColumn(text.head, { x: margin, y: 26, width: column }, typeset);
  const value = drawValue(text.value, { x: margin, y: 26 + (head?.height ?? 0) + 4, width: column }, typeset);
  if (head === undefined || value === undefined) throw new Error(`A word of ${picture.fact.fact} is wider than a card.`);
  let y = 26 + head.height + 4 + value.height + 2;
  const chartHeight = picture.fact.series.length > 0 ? 92 : 0;
  const [before, after] = [text.body.slice(0, 1), text.body.slice(1)];
  const comparison = drawColumn(before, { x: margin, y, width: column }, typeset);
  y += comparison?.height ?? 0;
  const chart =
    chartHeight === 0
      ? ''
      : drawChart(picture, variant, { x: margin, y: y + 10, width: column, height: 58 }, colours, 11.5, typeset);
  y += chartHeight;
  const rest = drawColumn(after, { x: margin, y, width: column }, typeset);
  if (comparison === undefined || rest === undefined) throw new Error(`A word of ${picture.fact.fact} is wider than a card.`);
  y += rest.height + 14;
  const footer = drawFooter(picture, variant, { x: margin, y, width: column, size: 11.5 }, colours, typeset);
  const height = Math.ceil(y + 48);
  return {
    width,
    height,
    content: [
      drawPaper(width, height, margin, 14, picture, colours, 1),
      head.svg,
      value.svg,
      comparison.svg,
      chart,
      rest.svg,
      footer,
    ].join('\n'),
  };
}

type Text = { head: Paragraph[]; value: Paragraph; body: Paragraph[] };

/** The words of a picture, set by `size`, that of its plain text. */
function toParagraphs({ fact, withdrawn }: Picture, { language, shape }: Variant, colours: Colours, size: number): Text {
  const text = fact.text[language];
  const words = pictureStrings[language];
  const style = (face: Face, of: number) => ({ face, size: size * of, language });
  // Han characters fill their square, so lines need more room between them
  const leading = (of: number) => size * of * (language === 'zh' ? 1.5 : 1.4);
  const isShare = shape === 'share';
  const [titleSize, valueSize, smallSize] = isShare ? [1.6, 3.2, 0.88] : [1.2, 2, 0.95];
  const marked = withdrawn !== undefined || fact.status === 'contested';
  const status = withdrawn === undefined ? text.status : words.withdrawn(withdrawn.reason[language]);
  return {
    head: [
      {
        text: text.title,
        style: style('serif-bold', titleSize),
        fill: colours.ink,
        leading: size * titleSize * (language === 'zh' ? 1.4 : 1.25),
      },
      {
        text: text.period,
        style: style('sans', isShare ? 1 : 0.95),
        fill: colours.quiet,
        leading: leading(1),
        before: size * 0.15,
      },
    ],
    value: {
      text: text.value,
      style: style('serif', valueSize),
      fill: withdrawn === undefined ? colours.ink : colours.quiet,
      leading: size * valueSize * 1.25,
      struck: withdrawn !== undefined,
    },
    body: [
      {
        text: withdrawn === undefined ? text.comparison : '',
        style: style('sans', isShare ? 1.1 : 1.05),
        fill: colours.ink,
        leading: leading(isShare ? 1.1 : 1.05),
      },
      {
        text: withdrawn === undefined ? text.remark : '',
        style: style('sans', smallSize),
        fill: colours.ink,
        leading: leading(smallSize),
        before: size * 0.4,
      },
      {
        text: status,
        style: style('sans', smallSize),
        fill: marked ? colours.mark : colours.quiet,
        leading: leading(smallSize),
        before: size * 0.4,
        ...(marked ? { bar: { fill: colours.mark, width: isShare ? 5 : 3, indent: isShare ? 18 : 11 } } : {}),
      },
      {
        text: words.source(text.source),
        style: style('sans', smallSize),
        fill: colours.quiet,
        leading: leading(smallSize),
        before: size * 0.3,
      },
    ],
  };
}

/** The value stands in one line if it can, a third smaller at most; else it is broken. */
function drawValue(value: Paragraph, box: { x: number; y: number; width: number }, typeset: Typesetter) {
  for (const shrunk of [1, 0.9, 0.8, 0.7]) {
    const style = { ...value.style, size: value.style.size * shrunk };
    if (typeset(value.text, style).width <= box.width || shrunk === 0.7)
      return drawColumn([{ ...value, style, leading: value.leading * shrunk }], box, typeset);
  }
  return undefined;
}

/** The series with its first and its last period below it. */
function drawChart(
  { fact }: Picture,
  { language }: Variant,
  box: { x: number; y: number; width: number; height: number },
  colours: Colours,
  size: number,
  typeset: Typesetter,
): string {
  const periods = fact.text[language].series.map(({ period }) => period);
  const style = { face: 'sans', size, language } as const;
  const y = box.y + box.height + size * 1.15;
  return [
    drawSparkline(fact, box, colours, size / 5),
    drawLine(periods[0] ?? '', style, typeset, { x: box.x, y, fill: colours.quiet }),
    drawLine(periods.at(-1) ?? '', style, typeset, { x: box.x + box.width, y, fill: colours.quiet, end: true }),
  ].join('\n');
}

/** Who publishes it, in which release, and where to look. In one line if there is room, else in two. */
function drawFooter(
  { since, home }: Picture,
  { language, shape }: Variant,
  { x, y, width, size }: { x: number; y: number; width: number; size: number },
  colours: Colours,
  typeset: Typesetter,
): string {
  const bold = { face: 'serif-bold', size, language } as const;
  const plain = { face: 'sans', size: size * 0.92, language } as const;
  const hairline = `<path d="M${x} ${round(y)}H${x + width}" stroke="${colours.quiet}" stroke-width="${shape === 'share' ? 1 : 0.5}" fill="none"/>`;
  const [end, fill] = [x + width, colours.quiet];
  const release = releaseStrings[language].heading(since.id);
  return [
    hairline,
    drawLine(home.title[language], bold, typeset, { x, y: y + size * 1.65, fill: colours.ink }),
    ...(shape === 'share'
      ? [drawLine(`${home.address} · ${release}`, plain, typeset, { x: end, y: y + size * 1.65, fill, end: true })]
      : [
          drawLine(home.address, plain, typeset, { x, y: y + size * 3.1, fill }),
          drawLine(release, plain, typeset, { x: end, y: y + size * 3.1, fill, end: true }),
        ]),
  ].join('\n');
}

/** The paper, and the rule on top: double and in the colour of the mark where sources disagree, as on the card. */
function drawPaper(
  width: number,
  height: number,
  margin: number,
  y: number,
  { fact, withdrawn }: Picture,
  colours: Colours,
  weight: number,
): string {
  const marked = fact.status === 'contested' || withdrawn !== undefined;
  const rule = (top: number, fill: string) =>
    `<rect x="${margin}" y="${top}" width="${width - 2 * margin}" height="${weight}" fill="${fill}"/>`;
  return [
    `<rect width="${width}" height="${height}" fill="${colours.paper}"/>`,
    ...(marked ? [rule(y - weight * 2.5, colours.mark), rule(y, colours.mark)] : [rule(y, colours.rule)]),
  ].join('\n');
}
