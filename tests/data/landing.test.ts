import { describe, expect, it } from 'vitest';
import { toPublication } from '../../data/publication.ts';
import { ASSETS, computed } from './frozen.fixture.ts';

async function page(path: string): Promise<string> {
  const { dataset, computed: follows } = computed();
  const { files } = await toPublication(dataset, follows, [], ASSETS);
  return new TextDecoder().decode(files.find((file) => file.path === path)?.bytes);
}

describe('the downloads', () => {
  it.each([
    ['/', 'Excel reads the month 2025-01 as 1 January 2025'],
    ['/zh/', 'Excel打开CSV时，会把2025-01这样的月份变为2025年1月1日'],
  ])('of %s lead from Excel to the workbook first, and say why beside the CSV', async (path, reason) => {
    const items = (await page(path)).match(/<li>.*?<\/li>/gs) ?? [];
    const [first = ''] = items.filter((item) => item.includes('observations-excel.csv'));
    expect([...first.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
      '/xizang-trade.xlsx',
      '/observations-excel.csv',
    ]);
    expect(first).toContain(reason);
    expect(items[0]).toBe(first);
  });
});
