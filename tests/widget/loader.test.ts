import { beforeEach, expect, it } from 'vitest';
import { loadFacts, UnknownFactsError } from '../../widget/loader.ts';
import { requests, setMode } from './page.ts';

// The memory of the page lives as long as this file: each test asks for what none before it has been given

beforeEach(() => setMode('well'));

const ask = (ids: string[], ...topics: string[]) => loadFacts({ ids, topics });

it('what failed is asked again, what was answered is not', async () => {
  await setMode('busy');
  await expect(ask(['india-2025'])).rejects.toThrow('/facts.json?ids=india-2025 answered with status 500.');
  await setMode('well');
  expect((await ask(['india-2025'])).facts).toHaveLength(1);
  expect((await ask(['india-2025'])).facts).toHaveLength(1);
  expect(await requests()).toEqual(['/facts.json?ids=india-2025']);
});

it('all that is asked in one turn is one question: each name once, sorted, with literal commas', async () => {
  const asked = [ask(['total-2025', 'nepal-2025']), ask(['nepal-2025', 'atlantis-2025']), ask([], 'partners')];
  // Another microtask of the same turn
  await Promise.resolve();
  const facts = await Promise.all([...asked, ask([], 'totals')]);
  expect(await requests()).toEqual(['/facts.json?ids=atlantis-2025,nepal-2025,total-2025&topic=partners,totals']);
  expect(facts.map(({ facts }) => facts.map(({ fact }) => fact))).toEqual([
    ['total-2025', 'nepal-2025'],
    ['nepal-2025'],
    ['nepal-2025', 'india-2025'],
    ['total-2025'],
  ]);
  expect(facts[1]?.unknown).toEqual(['atlantis-2025']);
  expect(facts[1]?.release).toBe('2026-01-01.1');
});

it('ids come first, as they were written, then what the topic adds', async () => {
  const { facts } = await ask(['india-2025', 'total-2025'], 'partners');
  expect(facts.map(({ fact }) => fact)).toEqual(['india-2025', 'total-2025', 'nepal-2025']);
});

it('a name that the server refuses takes no other with it', async () => {
  const [good, bad] = await Promise.allSettled([ask(['atlantis-2024', 'total-2025'], 'nonsense'), ask(['Not an id, at all'])]);
  expect(good.status === 'fulfilled' && good.value).toMatchObject({
    facts: [{ fact: 'total-2025' }],
    unknown: ['atlantis-2024'],
  });
  expect(bad.status === 'rejected' && bad.reason).toBeInstanceOf(UnknownFactsError);
  expect((await requests()).toSorted()).toEqual([
    '/facts.json?ids=Not%20an%20id%2C%20at%20all',
    '/facts.json?ids=Not%20an%20id%2C%20at%20all,atlantis-2024&topic=nonsense',
    '/facts.json?ids=atlantis-2024',
    '/facts.json?topic=nonsense',
  ]);
});

it('when nothing exists, the error says what does not', async () => {
  await expect(ask(['atlantis-2023'], 'dragons')).rejects.toThrow('There is no fact "atlantis-2023", no topic "dragons".');
  await expect(ask([])).rejects.toThrow('Nothing was asked for. Set fact, facts or topic.');
});

it('a server that says nothing is given up after ten seconds', { timeout: 15_000 }, async () => {
  await setMode('silent');
  const before = performance.now();
  await expect(ask(['slow-2025'])).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - before).toBeGreaterThan(9_900);
});
