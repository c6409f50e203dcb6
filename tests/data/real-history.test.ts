import { describe, expect, it } from 'vitest';
import { readReleases } from '../../data/commands/releases.ts';
import { toContent } from '../../data/content.ts';
import { type Frozen, toFigures } from '../../data/frozen.ts';
import { toFactChanges } from '../../data/history.ts';

const [first, second] = (await readReleases()) as [Frozen, Frozen];
const changes = toFactChanges([first, second].map(toContent)).filter(({ release }) => release.id === second.release.id);

/** The history that there is: frozen, so that these figures hold for ever. */
describe('the first two releases', () => {
  it('carry the day on which they were made', () => {
    for (const { id, released } of [first.release, second.release]) expect(id.slice(0, 10)).toBe(released.slice(0, 10));
    expect(second.release.previous).toBe(first.release.id);
  });

  it('begin with what one newspaper printed, and nothing else', () => {
    const { claims } = toFigures(first);
    expect(new Set(claims.map(({ source }) => source))).toEqual(new Set(['china-daily-2026-01-30']));
    expect([claims.length, toFigures(second).claims.length]).toEqual([19, 942]);
    const codes = new TextDecoder().decode(first.bytes.get('codes.csv'));
    for (const later of ['bri-to-2022', 'metal-ores', 'lektse-port', 'xinhua']) expect(codes).not.toContain(later);
  });

  it.each([
    ['total-2025', 8_470_000_000, 8_479_000_000, 'stated'],
    ['private-enterprises-2025', 7_260_000_000, 7_268_000_000, 'stated'],
    ['belt-and-road-2025', 5_760_000_000, 5_746_000_000, 'contested'],
    ['belt-and-road-share-2025', 68, 67.77, 'stated'],
  ])('revise %s from %d to %d', (fact, old, now, status) => {
    const change = changes.find((each) => each.fact === fact);
    expect(change).toMatchObject({ class: 'revised', old: { value: old }, now: { value: now, status } });
  });

  it('withdraw nothing, and correct nothing', () => {
    const classes = changes.map((change) => change.class);
    expect([...new Set(classes)].toSorted()).toEqual(['added', 'revised']);
    expect(classes.filter((each) => each === 'revised')).toHaveLength(4);
  });
});
