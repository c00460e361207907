import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Changes, changesBetween, withChanges } from '../../shared/changes.ts';

const seed = Number(process.env['HALL_SEED'] ?? Date.now() % 1_000_000_000);
const runs = Number(process.env['HALL_RUNS'] ?? 2000);

/** As it comes out of the network: what a patch is must survive being text. */
const sent = (changes: Changes | null): Changes | null => JSON.parse(JSON.stringify(changes));
const freeze = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
};

const row = fc.record({ ticket: fc.nat(30).map((no) => `T${no}`), number: fc.string(), state: fc.constantFrom('waiting', 'called', 'serving'), recalls: fc.nat(3), services: fc.array(fc.constantFrom('a', 'b')), reason: fc.option(fc.string()), standard: fc.option(fc.jsonValue({ maxDepth: 1 })) }, { requiredKeys: ['ticket', 'number'] });
const view = fc.record({ hall: fc.string(), waiting: fc.array(row, { maxLength: 30 }), counters: fc.array(fc.record({ no: fc.nat(5), number: fc.option(fc.string()) })), help: fc.array(fc.nat(9)), current: fc.option(row) }, { requiredKeys: ['waiting'] });
/** Two views of which the second is the first after things that happen to a list. */
const viewAndLater = fc.tuple(view, fc.array(fc.tuple(fc.constantFrom('take', 'add', 'change', 'move', 'twice'), fc.nat(), row))).map(([first, acts]) => {
  const waiting = [...first.waiting];
  for (const [act, pick, fresh] of acts) {
    const at = pick % Math.max(1, waiting.length);
    if (act === 'take') waiting.splice(at, 1);
    else if (act === 'add') waiting.splice(at, 0, fresh);
    else if (act === 'change') waiting.splice(at, 1, { ...fresh, ticket: waiting[at]?.ticket ?? fresh.ticket });
    else if (act === 'move') waiting.push(...waiting.splice(at, 1));
    else waiting.push(...waiting.slice(at, at + 2));
  }
  return [first, { ...first, waiting }] as const;
});

/** Through text, as everything comes: no prototypes that are missing, no negative zero, nothing undefined. */
function checkLaw(one: unknown, other: unknown): void {
  const [before, after]: readonly unknown[] = JSON.parse(JSON.stringify([one, other]));
  freeze(before);
  const changes = sent(changesBetween(before, after));
  expect(isDeepStrictEqual(withChanges(before, changes), after), JSON.stringify({ before, after, changes })).toBe(true);
  expect(changes === null).toBe(isDeepStrictEqual(before, after));
  if (changes !== null && !('is' in changes)) expect(JSON.stringify(changes).length).toBeLessThanOrEqual(0.6 * JSON.stringify(after).length);
}

describe(`changes make one JSON value of another (seed ${seed}, ${runs} runs)`, () => {
  it('whatever the two values are', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    fc.assert(fc.property(json, json, checkLaw), { seed, numRuns: runs });
  });

  it('for objects and lists that have much in common', () => {
    const few = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.constantFrom(null, 0, 1, 'a', true), tie('list'), tie('object')),
      list: fc.array(tie('value'), { maxLength: 5 }),
      object: fc.dictionary(fc.constantFrom('id', 'no', 'a', '__proto__', 'is', 'list', 'set'), tie('value'), { maxKeys: 4 }),
    })).value;
    fc.assert(fc.property(few, few, checkLaw), { seed, numRuns: runs * 2 });
  });

  it('for a view and the same view a moment later', () => {
    fc.assert(fc.property(viewAndLater, ([before, after]) => checkLaw(before, after)), { seed, numRuns: runs });
  });

  it('a patch says no more than what changed, and a row that moves or changes is not sent again', () => {
    const rows = (from: number) => Array.from({ length: 100 }, (_, index) => ({ ticket: `T${index + from}`, recalls: 0, words: 'x'.repeat(400) }));
    const before = { hall: 'h', waiting: rows(0) };
    const waiting = rows(1).map((one) => (one.ticket === 'T50' ? { ...one, recalls: 1 } : one));
    const [next = waiting[0], ...others] = waiting.splice(10, 1);
    expect(others).toEqual([]);
    const after = { hall: 'h', waiting: [next, ...waiting] };
    expect(changesBetween(before, after)).toEqual({
      sub: {
        waiting: { list: [[11, 1], [1, 10], [12, 38], [50, { set: { recalls: 1 } }], [51, 49], [after.waiting[99]]] },
      },
    });
    const unchanged = withChanges(before, changesBetween(before, after)) as typeof before;
    expect(unchanged.waiting[0], 'an unchanged row stays the same object').toBe(before.waiting[11]);
  });

  it('whatever stands in place of changes, it is thrown out or gives a value, and leaves the old value alone', () => {
    const before = Object.freeze({ rows: Object.freeze([1, 2, 3]), name: 'a' });
    const step = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.tuple(fc.integer(), fc.integer()), fc.tuple(fc.nat(3), fc.nat(3)));
    const changes = fc.oneof(fc.jsonValue(), fc.record({ sub: fc.record({ rows: fc.record({ list: fc.array(step) }) }), del: fc.array(fc.string()) }));
    fc.assert(fc.property(changes, (one) => {
      try {
        withChanges(before, one as Changes);
      } catch (error) {
        expect(String(error)).toMatch(/^Error: malformed changes: /);
      }
    }), { seed, numRuns: runs });
  });
});
