import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadFacts } from '../../widget/loader.ts';
import { recallFacts, requestFacts } from '../../widget/request.ts';
import { requests, setMode } from './page.ts';

// The memory of the page lives as long as this file: each test asks for what none before it has been given

beforeEach(() => setMode('well'));
afterEach(() => vi.restoreAllMocks());

const live = { origin: location.origin, release: '', asOf: '' };
const ask = (ids: string[], ...topics: string[]) => loadFacts(live, { ids, topics });
const namesOf = ({ found }: Awaited<ReturnType<typeof ask>>) => found.map(({ kind, name }) => `${kind} ${name}`);

it('what failed is asked again, what was answered is not', async () => {
  await setMode('busy');
  await expect(ask(['india-2025'])).rejects.toThrow('/facts.json?ids=india-2025 answered with status 500.');
  await setMode('well');
  expect(namesOf(await ask(['india-2025']))).toEqual(['fact india-2025']);
  expect(namesOf(await ask(['india-2025']))).toEqual(['fact india-2025']);
  expect(await requests()).toEqual(['/facts.json?ids=india-2025']);
});

it('all that is asked in one turn is one question: each name once, sorted, with literal commas', async () => {
  const asked = [ask(['total-2025', 'nepal-2025']), ask(['nepal-2025', 'atlantis-2025']), ask([], 'partners')];
  // Another microtask of the same turn
  await Promise.resolve();
  const loaded = await Promise.all([...asked, ask([], 'totals')]);
  expect(await requests()).toEqual(['/facts.json?ids=atlantis-2025,nepal-2025,total-2025&topic=partners,totals']);
  expect(loaded.map(namesOf)).toEqual([
    ['fact total-2025', 'fact nepal-2025'],
    ['fact nepal-2025', 'unknown atlantis-2025'],
    ['fact nepal-2025', 'fact india-2025'],
    ['fact total-2025'],
  ]);
});

it('ids come first, as they were written, then what the topic adds', async () => {
  expect(namesOf(await ask(['india-2025', 'total-2025'], 'partners'))).toEqual([
    'fact india-2025',
    'fact total-2025',
    'fact nepal-2025',
  ]);
});

it('each release and each day is a question of its own', async () => {
  await Promise.all([
    loadFacts(live, { ids: ['total-2031'], topics: [] }),
    loadFacts({ ...live, release: '2026-01-01.1' }, { ids: ['total-2025'], topics: [] }),
    loadFacts({ ...live, asOf: '2026-02-01' }, { ids: ['total-2025'], topics: [] }),
  ]);
  expect((await requests()).toSorted()).toEqual([
    '/facts.json?ids=total-2025&as_of=2026-02-01',
    '/facts.json?ids=total-2031',
    '/releases/2026-01-01.1/facts.json',
  ]);
});

it('what cannot be a name is never asked for', async () => {
  expect(namesOf(await ask(['Not an id, at all', '../x', 'total-2032'], '&as_of=1'))).toEqual([
    'unknown Not an id, at all',
    'unknown ../x',
    'unknown total-2032',
  ]);
  expect(await requests()).toEqual(['/facts.json?ids=total-2032']);
});

it('a topic that the server refuses takes nothing with it: all facts are asked for', async () => {
  const loaded = await loadFacts({ ...live, asOf: '2026-03-05' }, { ids: ['nepal-2025'], topics: ['nonsense'] });
  expect(namesOf(loaded)).toEqual(['fact nepal-2025']);
  expect(await requests()).toEqual([
    '/facts.json?ids=nepal-2025&topic=nonsense&as_of=2026-03-05',
    '/facts.json?as_of=2026-03-05',
  ]);
});

it('a list of more than 900 bytes asks for all facts', async () => {
  const many = Array.from({ length: 60 }, (_, index) => `lost-and-found-${index}`);
  const loaded = await loadFacts({ ...live, asOf: '2026-03-01' }, { ids: [...many, 'total-2025'], topics: [] });
  expect(namesOf(loaded).at(-1)).toBe('fact total-2025');
  expect(await requests()).toEqual(['/facts.json?as_of=2026-03-01']);
});

it('after five minutes it is asked anew; when that fails the earlier answer is shown, as stale', async () => {
  const edition = { ...live, asOf: '2026-03-02' };
  const again = () => loadFacts(edition, { ids: ['total-2025'], topics: [] });
  expect((await again()).stale).toBe(false);
  const start = performance.now();
  const clock = vi.spyOn(performance, 'now').mockReturnValue(start + 299_000);
  await again();
  expect(await requests()).toHaveLength(1);
  clock.mockReturnValue(start + 301_000);
  await again();
  expect(await requests()).toHaveLength(2);
  clock.mockReturnValue(start + 700_000);
  await setMode('busy');
  const loaded = await again();
  expect(namesOf(loaded)).toEqual(['fact total-2025']);
  expect(loaded.stale).toBe(true);
});

it('what the browser has kept is found when the network fails', async () => {
  const question = new Set(['ids=total-2025']);
  const edition = { ...live, asOf: '2026-03-03' };
  expect((await requestFacts(edition, question))?.stale).toBe(false);
  await setMode('reset');
  await expect(requestFacts(edition, question)).rejects.toThrow();
  expect(await recallFacts(edition, question)).toMatchObject({ stale: true, answer: { release: '2026-01-01.1' } });
  // The memory of the page does not have it
  expect((await loadFacts(edition, { ids: ['total-2025'], topics: [] })).stale).toBe(true);
});

it('what the server calls stale is stale', async () => {
  await setMode('stale');
  expect((await loadFacts({ ...live, asOf: '2026-03-04' }, { ids: ['total-2025'], topics: [] })).stale).toBe(true);
});

it('a server that says nothing is given up after ten seconds', async () => {
  await setMode('silent');
  const timeout = AbortSignal.timeout;
  const patience = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout.call(AbortSignal, ms / 1000));
  await expect(ask(['slow-2025'])).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(patience).toHaveBeenCalledWith(10_000);
});
