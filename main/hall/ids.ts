import { randomFillSync } from 'node:crypto';
import { monotonicFactory } from 'ulidx';

const pool = new Uint32Array(1024);
let used = pool.length;

/** Random numbers from 0 to below 1 out of the system's generator, drawn 1,024 at a time: one at a time costs more than a write. */
function random(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return (pool[used++] ?? 0) / 4_294_967_296;
}

/** A new ULID. Those of one process sort in the order in which they were made. */
export const newId: () => string = monotonicFactory(random);

/** `count` random decimal digits. */
export function digits(count: number): string {
  let text = '';
  while (text.length < count) text += String(Math.floor(random() * 10));
  return text;
}
