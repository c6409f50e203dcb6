import { type EmbedOptions, type FrameQuery, frameAddress, frameParameters, toFrameOptions } from '../embed-options.ts';
import type { Fact } from '../fact.ts';
import { parseKnown } from '../parse-query.ts';
import { toParameters } from '../query.ts';
import type { Description } from '../schema.ts';
import { escapeHtml } from './escape-html.ts';

/** What an address of ours shows. */
export type Embedded = { fact: string; options: EmbedOptions };

/** How large the answer may be, in pixels. */
export type Bounds = { maxwidth?: number; maxheight?: number };

/** A card is no wider. At that width nine of ten cards are no higher (417 and 223 pixels, measured); a script says how high each is. */
export const FRAME = { width: 448, card: 420, compact: 230 } as const;
/** The picture of a fact. */
const PICTURE = { width: 1200, height: 630 } as const;

/**
 * Understands the address of a fact's page or frame, whole or from its path on, and no other: foreign hosts, other ports and names
 * of users give `undefined`. Nothing is fetched. What else stands behind the question mark of a page is let be.
 */
export function toEmbedded(address: string, origin: string): Embedded | undefined {
  if (!URL.canParse(address, origin)) return undefined;
  const { protocol, username, password, host, pathname, searchParams } = new URL(address, origin);
  const isOurs = ['http:', 'https:'].includes(protocol) && host === new URL(origin).host && username === '' && password === '';
  const [, chinese, fact, frame] = /^(\/zh)?\/facts\/([a-z0-9-]+)(\/frame)?\/?$/.exec(pathname) ?? [];
  if (!isOurs || fact === undefined || (chinese !== undefined && frame !== undefined)) return undefined;
  if (frame === undefined) return { fact, options: toFrameOptions({ lang: chinese === undefined ? 'en' : 'zh' }) };
  const { values, errors } = parseKnown(searchParams, toParameters(frameParameters));
  return errors.length > 0 ? undefined : { fact, options: toFrameOptions(values as FrameQuery) };
}

/**
 * A fact as oEmbed 1.0 (https://oembed.com), type rich. The HTML is a quotation and a frame, the two that WordPress keeps of an
 * answer from a host that it does not know, in this order; it drops class and style, hence frameborder.
 */
export function toOEmbed(fact: Fact, options: EmbedOptions, { maxwidth, maxheight }: Bounds, description: Description): string {
  const { origin, title, publisher } = description;
  const { language } = options;
  const width = Math.min(FRAME.width, maxwidth ?? FRAME.width);
  // What is too low for a card gets what fits a narrow place
  const variant = (maxheight ?? FRAME.card) < FRAME.card ? 'compact' : options.variant;
  const natural = variant === 'compact' ? FRAME.compact : FRAME.card;
  const height = Math.min(natural, maxheight ?? natural);
  const text = fact.text[language];
  const page = `${origin}${language === 'zh' ? '/zh' : ''}/facts/${fact.fact}`;
  const frame = frameAddress(origin, fact.fact, { ...options, variant });
  const heading = `${text.title}, ${text.period}: ${text.value}`;
  const name = escapeHtml(language === 'zh' ? `${text.period}${text.title}：${text.value}` : heading);
  const fits = (maxwidth ?? PICTURE.width) >= PICTURE.width && (maxheight ?? PICTURE.height) >= PICTURE.height;
  return `${JSON.stringify(
    {
      version: '1.0',
      type: 'rich',
      title: language === 'zh' ? `${text.period}${text.title}：${text.value}` : heading,
      provider_name: title[language],
      provider_url: `${origin}${language === 'zh' ? '/zh/' : '/'}`,
      author_name: publisher.name[language],
      cache_age: 86400,
      width,
      height,
      html: `<blockquote><a href="${escapeHtml(page)}">${escapeHtml(text.sentence)}</a></blockquote><iframe src="${escapeHtml(frame)}" title="${name}" width="${width}" height="${height}" frameborder="0" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>`,
      // The picture must keep to the bounds as well
      ...(fits
        ? {
            thumbnail_url: `${origin}/facts/${fact.fact}.png${language === 'zh' ? '?lang=zh' : ''}`,
            thumbnail_width: PICTURE.width,
            thumbnail_height: PICTURE.height,
          }
        : {}),
    },
    null,
    1,
  )}\n`;
}
