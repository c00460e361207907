import type { Order, PrinterBits, Reply } from './winspoolMessages.ts';

/** The Windows spooler as this program uses it; winspoolCalls.ts is the real one. Each call throws a SpoolError when refused. */
export interface Spooler {
  readonly list: () => readonly string[];
  readonly open: (printer: string) => SpoolPrinter;
}

export interface SpoolPrinter {
  readonly bits: () => PrinterBits;
  /** Starts a raw document with one page; its job's number. */
  readonly start: (name: string) => number;
  /** Bytes the spooler took, which may be fewer than given. */
  readonly write: (bytes: Buffer) => number;
  readonly end: () => void;
  /** Throws the document away. */
  readonly abort: () => void;
  /** A job's status bits; null when the spooler does not know it. */
  readonly job: (id: number) => number | null;
  readonly close: () => void;
}

/** A call of the spooler that failed, with Windows' error number. */
export class SpoolError extends Error {
  readonly step: string;
  readonly error: number;
  constructor(step: string, error: number) {
    super(`${step}: ${error}`);
    [this.step, this.error] = [step, error];
  }
}

/** Answers orders one at a time, with the one job between `begin` and `write`. Whatever a call does, there is an answer. */
export function spoolWorker(spooler: Spooler): (order: Order) => Reply {
  let begun: { readonly printer: SpoolPrinter; readonly job: number } | undefined;
  let handed = false;

  function using<T>(name: string, use: (printer: SpoolPrinter) => T): T {
    const printer = spooler.open(name);
    try {
      return use(printer);
    } finally {
      printer.close();
    }
  }

  function throwAway(): void {
    const old = begun;
    begun = undefined;
    if (!old) return;
    try {
      old.printer.abort();
    } catch {
      // an empty job that stays prints nothing
    } finally {
      old.printer.close();
    }
  }

  function begin(name: string): Partial<Reply> {
    throwAway();
    const printer = spooler.open(name);
    try {
      const bits = printer.bits();
      const job = printer.start('slip');
      begun = { printer, job };
      return { bits, job };
    } finally {
      if (begun === undefined) printer.close();
    }
  }

  function write(bytes: Buffer): Partial<Reply> {
    if (!begun) throw new SpoolError('WritePrinter', 6);
    const { printer, job } = begun;
    try {
      for (let at = 0; at < bytes.length; ) {
        const taken = printer.write(bytes.subarray(at));
        if (taken <= 0) throw new SpoolError('WritePrinter', 0);
        handed = true;
        at += taken;
      }
      printer.end();
      begun = undefined;
      printer.close();
      return { job };
    } finally {
      // Half a slip is worth nothing; what came out of it, if anything, is for the program to ask about.
      throwAway();
    }
  }

  function answer(order: Order): Partial<Reply> {
    switch (order.ask) {
      case 'list':
        return { printers: spooler.list() };
      case 'status':
        return { bits: using(order.printer, (printer) => printer.bits()) };
      case 'begin':
        return begin(order.printer);
      case 'write':
        return write(Buffer.from(order.bytes, 'base64'));
      case 'abort':
        throwAway();
        return {};
      case 'job':
        return { jobBits: using(order.printer, (printer) => printer.job(order.job)) };
    }
  }

  return (order) => {
    handed = false;
    try {
      return { ...answer(order), id: order.id, ok: true } as Reply;
    } catch (thrown) {
      const { step, error } = thrown instanceof SpoolError ? thrown : new SpoolError(String(thrown), -1);
      return { id: order.id, ok: false, step, error, handed };
    }
  };
}
