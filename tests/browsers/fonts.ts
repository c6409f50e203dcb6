import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Fonts from packages, so that a page has the same letters on every machine. */
const PACKAGES = [
  '@fontsource-variable/noto-sans',
  '@fontsource-variable/noto-sans-sc',
  '@fontsource-variable/noto-serif',
  '@fontsource-variable/noto-serif-sc',
  '@fontsource-variable/noto-serif-tibetan',
  '@fontsource-variable/noto-serif-devanagari',
];

const PATH = /^\/fonts\/(?<name>@?[\w/-]+)\/files\/(?<file>[\w-]+\.woff2)$/;

const FONTS_CSS = '/fonts.css';

const SANS = '"Noto Sans Variable", "Noto Sans SC Variable"';
const SERIF = '"Noto Serif Variable", "Noto Serif SC Variable", "Noto Serif Tibetan Variable", "Noto Serif Devanagari Variable"';

/** Sets a page and its cards in these fonts. */
export const FONT_RULES = `:root { font-family: ${SANS}; --xt-sans: ${SANS}; --xt-serif: ${SERIF} }`;

/** What a page of a test has in its head, to be set in these fonts. */
export const FONT_HEAD = `<link rel="stylesheet" href="${FONTS_CSS}"><style>${FONT_RULES}</style>`;

/** Answers of a server of a test: the style sheet of the fonts, and the files in it; undefined for any other path. */
export function serveFont(path: string): { type: string; body: Buffer | string } | undefined {
  if (path === FONTS_CSS) return { type: 'text/css', body: toFontCss() };
  const { name, file } = PATH.exec(path)?.groups ?? {};
  if (name === undefined || file === undefined || !PACKAGES.includes(name)) return undefined;
  return { type: 'font/woff2', body: readFileSync(join(folderOf(name), 'files', file)) };
}

/** The style sheet of all fonts, whose files are at `/fonts/` of the server that a page comes from. */
export function toFontCss(): string {
  return PACKAGES.map((name) =>
    readFileSync(join(folderOf(name), 'index.css'), 'utf8')
      .replaceAll(/url\(\.\/files\//g, `url(/fonts/${name}/files/`)
      .replaceAll('font-display: swap', 'font-display: block'),
  ).join('\n');
}

function folderOf(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}
