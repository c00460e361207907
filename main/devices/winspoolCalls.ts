import koffi from 'koffi';
import type { PrinterBits } from './winspoolMessages.ts';
import { SpoolError, type Spooler, type SpoolPrinter } from './winspoolWorker.ts';

/** PRINTER_ENUM_LOCAL and PRINTER_ENUM_CONNECTIONS. */
const enumFlags = 0x02 | 0x04;
const insufficientBuffer = 122;

/** The spooler of Windows, through winspool.drv. Throws where there is none. */
export function winspool(): Spooler {
  const library = koffi.load('winspool.drv');
  const lastError = koffi.load('kernel32.dll').func('__stdcall', 'GetLastError', 'uint32', []);
  const handle = koffi.pointer('HANDLE', koffi.opaque());
  koffi.struct('DOC_INFO_1W', { pDocName: 'str16', pOutputFile: 'str16', pDatatype: 'str16' });
  const outInt = koffi.out(koffi.pointer('uint32'));
  const define = (name: string, result: string, args: Parameters<typeof library.func>[3]) => library.func('__stdcall', name, result, args);
  const openPrinter = define('OpenPrinterW', 'int', ['str16', koffi.out(koffi.pointer(handle)), 'void *']);
  const closePrinter = define('ClosePrinter', 'int', [handle]);
  const startDoc = define('StartDocPrinterW', 'uint32', [handle, 'uint32', koffi.pointer('DOC_INFO_1W')]);
  const startPage = define('StartPagePrinter', 'int', [handle]);
  const writePrinter = define('WritePrinter', 'int', [handle, 'void *', 'uint32', outInt]);
  const endPage = define('EndPagePrinter', 'int', [handle]);
  const endDoc = define('EndDocPrinter', 'int', [handle]);
  const abort = define('AbortPrinter', 'int', [handle]);
  const getPrinter = define('GetPrinterW', 'int', [handle, 'uint32', 'void *', 'uint32', outInt]);
  const getJob = define('GetJobW', 'int', [handle, 'uint32', 'uint32', 'void *', 'uint32', outInt]);
  const enumPrinters = define('EnumPrintersW', 'int', ['uint32', 'str16', 'uint32', 'void *', 'uint32', outInt, outInt]);
  const pointer = koffi.sizeof('void *');

  /** Throws with Windows' error unless the call succeeded. */
  const must = (step: string, result: unknown): void => {
    if (Number(result) === 0) throw new SpoolError(step, Number(lastError()));
  };

  /** A structure of unknown size: asked for its size first, since strings follow it. */
  function sized(step: string, call: (buffer: Buffer | null, size: number, needed: number[]) => unknown): Buffer {
    const needed = [0];
    if (Number(call(null, 0, needed)) === 0) {
      const error = Number(lastError());
      if (error !== insufficientBuffer) throw new SpoolError(step, error);
    }
    const buffer = Buffer.alloc(needed[0] ?? 0);
    if (buffer.length > 0) must(step, call(buffer, buffer.length, needed));
    return buffer;
  }

  function list(): readonly string[] {
    const count = [0];
    const buffer = sized('EnumPrintersW', (into, size, needed) => enumPrinters(enumFlags, null, 4, into, size, needed, count));
    const each = 2 * pointer + (pointer === 8 ? 8 : 4); // PRINTER_INFO_4: two names, attributes
    return Array.from({ length: count[0] ?? 0 }, (_, i) => String(koffi.decode(buffer, i * each, 'str16')));
  }

  function open(name: string): SpoolPrinter {
    const out: [unknown] = [null];
    must('OpenPrinterW', openPrinter(name, out, null));
    const [printer] = out;
    return {
      bits(): PrinterBits {
        const info = sized('GetPrinterW', (into, size, needed) => getPrinter(printer, 2, into, size, needed));
        const numbers = 13 * pointer; // PRINTER_INFO_2: 13 pointers, then numbers
        return { attributes: info.readUInt32LE(numbers), status: info.readUInt32LE(numbers + 20), jobs: info.readUInt32LE(numbers + 24) };
      },
      start(document) {
        const job = Number(startDoc(printer, 1, { pDocName: document, pOutputFile: null, pDatatype: 'RAW' }));
        must('StartDocPrinterW', job);
        must('StartPagePrinter', startPage(printer));
        return job;
      },
      write(bytes) {
        const written = [0];
        must('WritePrinter', writePrinter(printer, bytes, bytes.length, written));
        return written[0] ?? 0;
      },
      end() {
        must('EndPagePrinter', endPage(printer));
        must('EndDocPrinter', endDoc(printer));
      },
      abort: () => must('AbortPrinter', abort(printer)),
      job(id) {
        try {
          const info = sized('GetJobW', (into, size, needed) => getJob(printer, id, 1, into, size, needed));
          return info.length === 0 ? null : info.readUInt32LE(7 * pointer); // JOB_INFO_1: a number, six texts, the status
        } catch (error) {
          if (error instanceof SpoolError && error.error === 87) return null; // it is done and forgotten
          throw error;
        }
      },
      close: () => void closePrinter(printer),
    };
  }

  return { list, open };
}
