import { describe, expect, it } from 'vitest';
import { toContent } from '../../data/content.ts';
import { toFactChanges } from '../../data/history.ts';
import { linesOf, type tables } from './fixture.ts';
import { claims, releasesOf } from './frozen.fixture.ts';

type Changes = Parameters<typeof tables>[0];

/** What the history says of the facts after these releases of the smallest dataset. */
async function historyOf(...steps: Changes[]) {
  const releases = await releasesOf(...steps);
  return toFactChanges(releases.map(toContent)).map((change) => ({
    fact: change.fact,
    release: change.release.id,
    class: change.class,
    values: [change.old?.value, change.now?.value],
    reason: change.reason.en,
    replacement: change.replacement,
  }));
}

const finer = (value: string) => ({ 'claims.csv': claims({ c3: { value, precision: '1', source: 'weekly-2025' } }) });
const none = linesOf('facts.csv').slice(0, 1);
const withdrawn = [...linesOf('withdrawals.csv'), 'total-2024,,A misprint.,刊误。'];

describe('the history of facts', () => {
  it('tells each change once, oldest first', async () => {
    expect(await historyOf({}, finer('104'), finer('104'), finer('105'))).toEqual([
      expect.objectContaining({ release: '2025-05-01.1', class: 'added', values: [undefined, 100] }),
      expect.objectContaining({ release: '2025-05-02.1', class: 'revised', values: [100, 104] }),
      expect.objectContaining({ release: '2025-05-04.1', class: 'corrected', values: [104, 105] }),
    ]);
  });

  it('leaves out narrower bounds, which no card shows', async () => {
    const cutOff = { 'claims.csv': claims({ c3: { value: '100', source: 'weekly-2025', qualifier: 'nearly' } }) };
    const releases = await releasesOf({}, cutOff);
    expect(releases.map(toContent)[1]?.changes).toContainEqual(
      expect.objectContaining({ class: 'revised', difference: 0, old_upper: 110, new_upper: 100 }),
    );
    expect(await historyOf({}, cutOff)).toHaveLength(1);
  });

  it('tells when a fact is contested from now on, though its value is the same', async () => {
    const contested = {
      'claims.csv': claims({ c3: { value: '200', source: 'weekly-2025' } }),
      'resolutions.csv': [
        ...linesOf('resolutions.csv'),
        'goods-trade_2024_xizang_world_total_operator-location_cny,c1,daily-2025,The other is a misprint.',
      ],
    };
    expect((await historyOf({}, contested))[1]).toMatchObject({
      class: 'revised',
      values: [100, 100],
      reason: 'Claim c3 (weekly-2025) is new. The other is a misprint.',
    });
  });

  it('tells of a fact that shows another observation that we had chosen wrongly', async () => {
    const earlier = none.concat('total-2024,totals,yes,goods-trade_2023_xizang_world_total_operator-location_cny,,');
    expect((await historyOf({}, { 'facts.csv': earlier }))[1]).toMatchObject({
      class: 'corrected',
      values: [100, 80],
      reason: 'The fact had shown another observation, goods-trade_2024_xizang_world_total_operator-location_cny.',
    });
  });

  it('tells why a fact was withdrawn, and when it came back', async () => {
    const steps = [{}, { 'facts.csv': none, 'withdrawals.csv': withdrawn }, {}];
    expect((await historyOf(...steps)).slice(1)).toEqual([
      expect.objectContaining({ class: 'withdrawn', values: [100, undefined], reason: 'A misprint.', replacement: undefined }),
      expect.objectContaining({ class: 'added', values: [undefined, 100] }),
    ]);
  });
});
