import { Fraction } from 'fraction.js';
import { add, divide, HUNDRED, type Interval, scale, shift, subtract } from '../interval.ts';
import { letterOf } from '../letter.ts';
import { keyOf } from '../observation-id.ts';
import { yearBefore } from '../period.ts';
import type { Known, Operand } from '../rules/known.ts';
import { partition } from '../rules/remainder.ts';
import { totalKey } from '../rules/share.ts';
import type { Statement } from './statement.ts';

/** Every check that the rules yield over what is known. Bounds may be open, but a statement that could not fail is none. */
export function toStatements(known: Known): Statement[] {
  const statements = known.all.flatMap((subject) => [
    ...exportsPlusImports(known, subject),
    ...partOfTotal(known, subject),
    ...partsOfTotal(known, subject),
    ...shareFromLevels(known, subject),
    ...changeFromLevels(known, subject),
    ...balance(known, subject),
    ...exchangeRate(known, subject),
    ...longerStretch(known, subject),
  ]);
  return statements.filter(canFail);
}

/** Whether the two could lie apart: one ends somewhere where the other begins somewhere. */
function canFail({ stated, computed }: Statement): boolean {
  const apart = (below: Interval, above: Interval) => below.upper !== undefined && above.lower !== undefined;
  return apart(stated, computed) || apart(computed, stated);
}

function exportsPlusImports(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.flow !== 'total' || !known.isAdditive(key.indicator)) return [];
  const [exports, imports] = [known.on({ ...key, flow: 'export' }), known.on({ ...key, flow: 'import' })];
  if (exports === undefined || imports === undefined) return [];
  return [state('exports-plus-imports', 'a = b + c', subject, [exports, imports], add(exports.bounds, imports.bounds))];
}

/** A part of a total has one dimension more than it; flows are left to the rule above. */
function partOfTotal(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.flow === 'balance' || !known.isAdditive(key.indicator)) return [];
  const wholes = { partner: 'world', regime: 'all', enterprise: 'all', product: 'all', transport: 'all', flow: 'total' } as const;
  return Object.entries(wholes).flatMap(([dimension, all]) => {
    if (key[dimension as keyof typeof wholes] === all) return [];
    const total = known.on({ ...key, [dimension]: all });
    if (total === undefined) return [];
    const computed = { lower: undefined, upper: total.bounds.upper };
    return [{ ...state('part-of-total', 'a ≤ b', subject, [total], computed), dimension }];
  });
}

function partsOfTotal(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.flow === 'balance' || !known.isAdditive(key.indicator)) return [];
  return (['regime', 'enterprise'] as const).flatMap((dimension) => {
    if (key[dimension] !== 'all') return [];
    const parts = partition(known, key, dimension).flatMap((part) => known.on(part) ?? []);
    if (parts.length < 2) return [];
    const sum = parts.map(({ bounds }) => bounds).reduce(add);
    const formula = `a ≥ ${parts.map((_, index) => letterOf(index + 1)).join(' + ')}`;
    const computed = { lower: sum.lower, upper: undefined };
    return [{ ...state('parts-of-total', formula, subject, parts, computed), dimension }];
  });
}

function shareFromLevels(known: Known, subject: Operand): Statement[] {
  const { observation } = subject;
  if (observation.measure !== 'share-of-area-total' || observation.unit !== 'percent') return [];
  const part = known.on({ ...keyOf(observation), measure: 'level', unit: observation.base_unit, base_unit: '' });
  const total = part && known.on(totalKey(part.observation));
  if (part === undefined || total === undefined) return [];
  return [
    state('share-from-levels', 'a = b / c × 100', subject, [part, total], scale(divide(part.bounds, total.bounds), HUNDRED)),
  ];
}

function changeFromLevels(known: Known, subject: Operand): Statement[] {
  const { observation } = subject;
  if (observation.measure !== 'change-on-year' || observation.unit !== 'percent') return [];
  const level = { ...keyOf(observation), measure: 'level', unit: observation.base_unit, base_unit: '' } as const;
  const [now, before] = [known.on(level), known.on({ ...level, ...yearBefore(level) })];
  if (now === undefined || before === undefined) return [];
  const computed = shift(scale(divide(now.bounds, before.bounds), HUNDRED), HUNDRED.neg());
  return [state('change-from-levels', 'a = (b / c − 1) × 100', subject, [now, before], computed)];
}

function balance(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.flow !== 'balance') return [];
  const [exports, imports] = [known.on({ ...key, flow: 'export' }), known.on({ ...key, flow: 'import' })];
  if (exports === undefined || imports === undefined) return [];
  return [state('balance', 'a = b − c', subject, [exports, imports], subtract(exports.bounds, imports.bounds))];
}

/** Yuan to the dollar. The yearly average lay between 6.1 and 7.2 in all the years in which both currencies are known here. */
const PLAUSIBLE: Interval = { lower: new Fraction('6'), upper: new Fraction('7.4') };

function exchangeRate(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.unit !== 'CNY' || key.flow === 'balance') return [];
  const dollars = known.on({ ...key, unit: 'USD' });
  if (dollars === undefined) return [];
  const computed = divide(subject.bounds, dollars.bounds);
  return [
    { rule: 'exchange-rate', formula: 'a / b', subject, operands: [dollars], stated: PLAUSIBLE, computed, unit: 'CNY per USD' },
  ];
}

function state(rule: string, formula: string, subject: Operand, operands: Operand[], computed: Interval): Statement {
  return { rule, formula, subject, operands, stated: subject.bounds, computed, unit: subject.observation.unit };
}

/** A stretch of months never comes to more than a longer one that begins with it. */
function longerStretch(known: Known, subject: Operand): Statement[] {
  const key = keyOf(subject.observation);
  if (key.measure !== 'level' || key.flow === 'balance' || key.period_end.length !== 7 || !known.isAdditive(key.indicator))
    return [];
  const longer = known
    .stretchesOf(key)
    .filter(({ observation }) => observation.period_end > key.period_end)
    .toSorted((a, b) => (a.observation.period_end < b.observation.period_end ? -1 : 1))[0];
  if (longer === undefined) return [];
  return [state('longer-stretch', 'a ≤ b', subject, [longer], { lower: undefined, upper: longer.bounds.upper })];
}
