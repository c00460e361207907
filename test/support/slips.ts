/** Bytes of slips for tests of the way to a printer; what a slip really says is tested elsewhere. */

/** A slip as printers get it: set-up, text, a picture, the only cut. `mark` tells copies of one slip from other slips. */
export function slipBytes(mark: string, kilobytes = 4): Buffer {
  const raster = Buffer.alloc(kilobytes * 1024, 0x1d); // looks like the beginning of commands
  const rows = raster.length / 64;
  return Buffer.concat([
    Buffer.from([0x1b, 0x40, 0x1c, 0x26, 0x1b, 0x61, 1]), Buffer.from(`${mark}\n`, 'latin1'), Buffer.from([0xc5, 0xc5, 0xba, 0xc5, 0x0a]),
    Buffer.from([0x1d, 0x76, 0x30, 0, 64, 0, rows & 0xff, rows >> 8]), raster, Buffer.from([0x0a, 0x1d, 0x56, 0x42, 0x00]),
  ]);
}

/** Waits until something is so; false when it is not within a generous time. */
export async function soon(is: () => boolean, patience = 5_000): Promise<boolean> {
  for (const end = performance.now() + patience; !is(); ) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return true;
}

/** The promise's value and what `SendOptions` saw on the way. */
export function watchedSend(hooks: { before?: () => unknown; first?: () => unknown } = {}) {
  const seen = { asked: 0, began: false };
  const options = {
    async beforeFirstByte() {
      seen.asked += 1;
      await hooks.before?.();
    },
    onFirstByte() {
      seen.began = true;
      hooks.first?.();
    },
  };
  return { seen, options };
}
