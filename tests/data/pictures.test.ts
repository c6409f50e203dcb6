import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-wasm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PublishingError } from '../../data/commands/namespace.ts';
import { drawPack, openRenderer } from '../../data/commands/pictures/draw-pack.ts';
import { drawPictures, readDrawn } from '../../data/commands/pictures/draw-pictures.ts';
import { importsOf } from '../../data/commands/pictures/imports.ts';
import { toPng } from '../../data/commands/pictures/png.ts';
import { openTypesetter } from '../../data/commands/pictures/typesetter.ts';
import { readReleases } from '../../data/commands/releases.ts';
import { ROOT } from '../../data/commands/tables.ts';
import { toContent } from '../../data/content.ts';
import { drawBadge } from '../../data/pictures/draw-badge.ts';
import { drawPicture } from '../../data/pictures/draw-picture.ts';
import { unpack } from '../../data/pictures/pack.ts';
import { type Picture, pictureLanguages, variants } from '../../data/pictures/picture.ts';
import { toPictures } from '../../data/pictures/pictures.ts';
import { toStates } from '../../data/pictures/states.ts';
import type { Typesetter } from '../../data/pictures/typesetter.ts';
import { wrap } from '../../data/pictures/wrap.ts';
import { APPLES, HOME, PICTURE, SECOND } from './picture.fixture.ts';

const cache = mkdtempSync(join(tmpdir(), 'pictures-'));
afterAll(() => rmSync(cache, { recursive: true }));
const run = promisify(execFile);
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const withReason: Picture = {
  ...PICTURE,
  since: SECOND,
  withdrawn: { reason: { en: 'They were counted twice.', zh: '重复计算。' } },
};
const contested: Picture = { ...PICTURE, fact: { ...APPLES, status: 'contested' } };
const english = { language: 'en', theme: 'light', shape: 'share' } as const;

let planned: ReturnType<typeof toPictures>;
let typeset: Typesetter;
beforeAll(async () => {
  const contents = (await readReleases()).map(toContent);
  const description = {
    title: { en: 'Trade of Xizang, figure by figure', zh: '西藏贸易数据：逐一可查' },
    origin: 'https://xizang-trade.example',
  };
  planned = toPictures(contents, description as Parameters<typeof toPictures>[1]);
  typeset = await openTypesetter(`${JSON.stringify([planned, PICTURE, withReason, contested])}来源已撤回：（）不一致`);
  await openRenderer();
});

describe('the states of a fact', () => {
  const release = (id: string) => ({ id, released: `${id.slice(0, 10)}T12:00:00Z`, note: '' });
  const at = (id: string, value: string, more = {}) => ({
    release: release(id),
    facts: [{ ...APPLES, text: { ...APPLES.text, en: { ...APPLES.text.en, value } }, ...more }],
    withdrawals: [],
  });

  it('begin with the releases that change what a picture says, and end with a word when it is withdrawn', () => {
    const withdrawals = [
      { fact: 'apples-2024', replacement: '', reason_en: 'They were counted twice.', reason_zh: '重复计算。' },
    ];
    const states = toStates([
      at('2025-05-01.1', '100 yuan'),
      // Bounds are in no picture
      at('2025-05-02.1', '100 yuan', { lower: 99, upper: 101 }),
      at('2025-05-03.1', '104 yuan'),
      { release: release('2025-05-04.1'), facts: [], withdrawals },
      { release: release('2025-05-05.1'), facts: [], withdrawals },
    ]);
    expect(states.map(({ since, fact, withdrawn }) => [since.id, fact.text.en.value, withdrawn?.reason.en])).toEqual([
      ['2025-05-01.1', '100 yuan', undefined],
      ['2025-05-03.1', '104 yuan', undefined],
      ['2025-05-04.1', '104 yuan', 'They were counted twice.'],
    ]);
  });

  it('have a file each, a draft one without a plus in its path', () => {
    const files = toPictures(
      [at('2025-05-01.1', '100 yuan'), at('2025-05-01.1+draft', '104 yuan')] as never,
      { title: HOME.title, origin: 'https://apples.example' } as never,
    );
    expect(files.map(({ path }) => path)).toEqual(['/pictures/apples-2024/2025-05-01.1', '/pictures/apples-2024/draft']);
    expect(files[0]?.picture.home.address).toBe('apples.example');
  });
});

describe('every picture of the real facts', () => {
  it('has every character in a font, and all of it within its margins', () => {
    expect(planned.length).toBeGreaterThan(60);
    for (const { picture } of planned) {
      for (const variant of variants.filter(({ theme }) => theme === 'light')) {
        const svg = drawPicture(picture, variant, typeset);
        const [, width = '', height = ''] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
        expect(svg).toContain(`<rect width="${width}" height="${height}"`);
        // What remains without the paper
        const box = new Resvg(svg.replace(/<rect width[^>]*>/, '')).getBBox();
        const margin = variant.shape === 'share' ? 72 : 18;
        const where = `${picture.fact.fact} ${JSON.stringify(variant)}`;
        // A J begins a little before its line does
        expect(box?.x, where).toBeGreaterThanOrEqual(margin - 2);
        expect((box?.x ?? 0) + (box?.width ?? 0), where).toBeLessThanOrEqual(Number(width) - margin + 1);
        expect(box?.y, where).toBeGreaterThanOrEqual(10);
        expect((box?.y ?? 0) + (box?.height ?? 0), where).toBeLessThanOrEqual(Number(height) - 8);
      }
      for (const language of pictureLanguages) {
        const svg = drawBadge(picture, language, typeset);
        const [, width = ''] = /width="(\d+)" height="20"/.exec(svg) ?? [];
        const box = new Resvg(svg).getBBox();
        expect([Math.abs(Math.round(box?.x ?? -1)), box?.width, box?.height]).toEqual([0, Number(width), 20]);
      }
    }
  });

  it('says in words what it shows, to those who do not see it', () => {
    for (const { picture } of planned) {
      for (const language of pictureLanguages) {
        const svg = drawPicture(picture, { language, theme: 'dark', shape: 'card' }, typeset);
        const { sentence, value } = picture.fact.text[language];
        const said = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");
        expect(said(/<desc[^>]*>(.*)<\/desc>/.exec(svg)?.[1] ?? '')).toBe(sentence);
        expect(said(/<title[^>]*>(.*)<\/title>/.exec(svg)?.[1] ?? '')).toContain(value);
      }
    }
  });
});

describe('a picture', () => {
  it('throws on a character that no font has, instead of drawing a box', () => {
    expect(() => typeset('苹果 \u{1F34E}', { face: 'sans', size: 14, language: 'zh' })).toThrow(
      'No font of the pictures has "🍎" (U+1F34E), which stands in "苹果 🍎". Write it in other letters.',
    );
  });

  it('is set in the letters of all Europe, each in the same face', async () => {
    const text = 'Łódź Türkiye Ελλάδα Київ';
    const european = await openTypesetter(text);
    for (const face of ['serif', 'sans'] as const) {
      const { width, outlines } = european(text, { face, size: 100, language: 'en' });
      expect(width).toBeGreaterThan(1000);
      expect(outlines().length).toBeGreaterThan(1000);
    }
  });

  it('that cannot be drawn is named with the fact and the text', async () => {
    const { fact } = PICTURE;
    const odd = { ...fact, text: { ...fact.text, en: { ...fact.text.en, title: 'Trade in 🍎' } } };
    await expect(drawPictures([{ path: '/pictures/odd', picture: { ...PICTURE, fact: odd } }], undefined, cache)).rejects.toThrow(
      new PublishingError(
        `The picture of ${fact.fact} cannot be drawn. No font of the pictures has "🍎" (U+1F34E), which stands in "Trade in 🍎". Write it in other letters.`,
      ),
    );
  });

  it('is drawn anew when any module or package changes that draws it', () => {
    const { files, packages } = importsOf(join(ROOT, 'data/commands/pictures/thread.ts'));
    expect(files.map((file) => relative(ROOT, file))).toEqual(
      expect.arrayContaining(['data/pictures/draw-picture.ts', 'data/card/words.ts', 'data/commands/pictures/png.ts']),
    );
    expect(packages).toEqual(['@resvg/resvg-wasm', 'fflate', 'harfbuzzjs', 'hono', 'wawoff2', 'zod']);
  });

  it('sets figures of Chinese text and quotation marks as wide as Chinese wants them', () => {
    const width = (text: string, language: 'en' | 'zh') => typeset(text, { face: 'serif', size: 100, language }).width;
    expect(width('“', 'zh')).toBe(100);
    expect(width('“', 'en')).toBeLessThan(60);
  });

  it('shows that sources disagree by a double rule and a bar, and a withdrawal by a stroke through the value', () => {
    const mark = '#8c2f1b';
    const count = (picture: Picture, what: RegExp) => [...drawPicture(picture, english, typeset).matchAll(what)].length;
    const marked = new RegExp(`<rect [^>]*fill="${mark}"`, 'g');
    expect([count(PICTURE, marked), count(contested, marked), count(withReason, marked)]).toEqual([0, 3, 3]);
    const strokes = /<rect [^>]*fill="#5d5a54"/g;
    expect([count(PICTURE, strokes), count(withReason, strokes)]).toEqual([0, 1]);
    expect(drawPicture(withReason, english, typeset)).toContain(
      'Withdrawn. They were counted twice. Trade in apples, 2024: 104 yuan.',
    );
    expect(drawBadge(withReason, 'zh', typeset)).toContain('<title id="title">2024年苹果贸易: 104元（已撤回）</title>');
    expect(drawBadge(contested, 'en', typeset)).toContain('<title id="title">Trade in apples, 2024: 104 yuan, contested</title>');
  });

  it('leaves a missing year open, and a derived point hollow', () => {
    const svg = drawPicture(PICTURE, english, typeset);
    const [, line = ''] = /<path d="([^"]*)" stroke="#1c1b19"/.exec(svg) ?? [];
    expect(line).toMatch(/^M[\d. ]+M[\d. ]+L[\d. ]+$/);
    const fills = [...svg.matchAll(/<circle [^>]*fill="(#\w+)" stroke="(#\w+)"/g)].map(([, fill, stroke]) => [fill, stroke]);
    expect(fills).toEqual([
      ['#fdfcfa', '#1c1b19'],
      ['#1c1b19', '#1c1b19'],
      ['#8c2f1b', '#8c2f1b'],
    ]);
  });

  it('escapes what would be markup', () => {
    const fact = { ...APPLES, text: { ...APPLES.text, en: { ...APPLES.text.en, sentence: 'A <b> & "c"' } } };
    expect(drawPicture({ ...PICTURE, fact }, english, typeset)).toContain('A &lt;b&gt; &amp; &quot;c&quot;</desc>');
  });

  it('refuses words that do not fit', () => {
    const title = 'Trade in apples '.repeat(40);
    const fact = { ...APPLES, text: { ...APPLES.text, en: { ...APPLES.text.en, title } } };
    expect(() => drawPicture({ ...PICTURE, fact }, english, typeset)).toThrow(
      'The words of apples-2024 do not fit into its picture.',
    );
  });
});

describe('lines', () => {
  /** Each character is as wide as the size. */
  const monospaced: Typesetter = (text, { size }) => ({ width: [...text].length * size, outlines: () => '' });
  const style = { face: 'sans', size: 1, language: 'zh' } as const;
  it.each([
    ['as even as they can be', 'one two three four', 10, ['one two', 'three four']],
    ['never begin with a mark', '苹果，梨（两种）', 4, ['苹果，梨', '（两种）']],
    ['never leave a figure without its unit', '合计共84亿元', 5, ['合计共', '84亿元']],
  ])('are %s', (_, text, width, lines) => {
    expect(wrap(text, style, width, monospaced)).toEqual(lines);
  });

  it('are none where a word is wider', () => {
    expect(wrap('apples', style, 5, monospaced)).toBeUndefined();
  });
});

describe('the bytes', () => {
  it('are the same on every machine', async () => {
    const pack = await drawPack(PICTURE, typeset);
    const digests = ['share.en.light.svg', 'card.zh.dark.svg', 'badge.zh.svg', 'share.en.light.png', 'card.zh.dark.png'].map(
      async (name) => {
        const picture = await unpack(pack, name);
        expect(sha256(picture?.bytes ?? '')).toBe(picture?.sha256);
        return `${name} ${picture?.sha256.slice(0, 16)}`;
      },
    );
    // Written down on one machine: who changes how pictures look writes down the new ones
    expect(await Promise.all(digests)).toEqual(DIGESTS);
  });

  it('are those of a fresh drawing, whether they are drawn or taken from the cache', async () => {
    const one = [{ path: '/pictures/apples-2024/2025-05-01.1', picture: PICTURE }];
    const counted: number[][] = [];
    expect(readDrawn(one, cache)).toEqual({ files: [], missing: 1 });
    const [drawn] = await drawPictures(one, (...count) => counted.push(count), cache);
    const [kept] = await drawPictures(one, (...count) => counted.push(count), cache);
    expect(counted).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(readDrawn(one, cache)).toEqual({ files: [kept], missing: 0 });
    const fresh = sha256(await drawPack(PICTURE, await openTypesetter(JSON.stringify(one))));
    expect([drawn, kept].map((file) => sha256(file?.bytes ?? ''))).toEqual([fresh, fresh]);
  });

  it('of a whole pack are the same in every time zone and language, drawn anew in each', async () => {
    // The pictures of npm run build come from .cache/, so that two builds would compare what was drawn once
    const module = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      import { writeSync } from 'node:fs';
      import { drawPack, openRenderer } from ${module('../../data/commands/pictures/draw-pack.ts')};
      import { openTypesetter } from ${module('../../data/commands/pictures/typesetter.ts')};
      import { PICTURE } from ${module('./picture.fixture.ts')};
      await openRenderer();
      writeSync(1, await drawPack(PICTURE, await openTypesetter(JSON.stringify(PICTURE))));`;
    const options = { encoding: 'buffer', maxBuffer: 2 ** 26 } as const;
    const places = ['UTC', 'Pacific/Kiritimati'].map(async (TZ) => {
      const env = { ...process.env, TZ, LC_ALL: TZ === 'UTC' ? 'C' : 'ne_NP.UTF-8' };
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { ...options, env });
      expect((await unpack(stdout, 'badge.en.svg'))?.type).toBe('image/svg+xml');
      return sha256(stdout);
    });
    const [first, ...others] = await Promise.all(places);
    expect(others).toEqual([first]);
  });

  it('of a PNG have the pixels, with the paper exact and no colour more than a little off', () => {
    const svg = drawPicture(PICTURE, english, typeset);
    const image = new Resvg(svg).render();
    const { pixels, width, height } = image;
    const png = toPng(pixels, width, height);
    const decoded = decode(png);
    let farthest = 0;
    for (let at = 0; at < width * height; at += 1)
      for (let channel = 0; channel < 3; channel += 1)
        farthest = Math.max(farthest, Math.abs((pixels[at * 4 + channel] ?? 0) - (decoded[at * 3 + channel] ?? 0)));
    expect(farthest).toBeLessThan(8);
    expect([...decoded.subarray(0, 3)]).toEqual([0xfd, 0xfc, 0xfa]);
  });
});

/** Reads the PNGs that are written here: one palette, no filter. */
function decode(png: Uint8Array): Uint8Array {
  const view = new DataView(png.buffer, png.byteOffset);
  const chunks = new Map<string, Uint8Array>();
  for (let at = 8; at < png.length; ) {
    const length = view.getUint32(at);
    chunks.set(String.fromCharCode(...png.subarray(at + 4, at + 8)), png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const width = new DataView((chunks.get('IHDR') as Uint8Array).slice().buffer).getUint32(0);
  const palette = chunks.get('PLTE') as Uint8Array;
  const rows = inflateSync(chunks.get('IDAT') as Uint8Array);
  const pixels: number[] = [];
  rows.forEach((index, at) => {
    if (at % (width + 1) > 0) pixels.push(...palette.subarray(index * 3, index * 3 + 3));
  });
  return Uint8Array.from(pixels);
}

const DIGESTS = [
  'share.en.light.svg 37e2c7564c59ac9c',
  'card.zh.dark.svg 851d170418fc689d',
  'badge.zh.svg 1c0addcb5fa9a002',
  'share.en.light.png b7f25860e278ea11',
  'card.zh.dark.png 9e6b4caaa4edfa3e',
];
