import { langOf } from './language.ts';

/** A fact as the page printed it between the tags: its figure, in its language, and its value where it can be read. */
export type Printed = { figure: Element; lang: string; release: string; value: number; text: string };

/** What stands between the tags, by the name of the fact. A value that cannot be read is NaN. */
export function readPrinted(element: Element): Map<string, Printed> {
  const figures = [...element.querySelectorAll('[data-fact]')];
  return new Map(
    figures.map((figure) => {
      const data = figure.querySelector('data[value]');
      const value = data?.getAttribute('value') ?? '';
      return [
        figure.getAttribute('data-fact') ?? '',
        {
          figure,
          lang: langOf(figure),
          release: figure.getAttribute('data-release') ?? '',
          value: value.trim() === '' ? Number.NaN : Number(value),
          text: data?.textContent?.trim() ?? '',
        },
      ];
    }),
  );
}

/** Whether a reader sees something there. */
export function isEmpty(element: Element): boolean {
  return element.childElementCount === 0 && element.textContent?.trim() === '';
}
