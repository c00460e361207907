/** IPP 1.1 (RFC 8010) as far as a printer's queue needs it: requests into bytes, answers out of bytes. Pure. */

export const operations = { printJob: 0x0002, getJob: 0x0009, getPrinter: 0x000b, cupsPrinters: 0x4002 } as const;

/** Tags of values that this program sends. */
const tags = { integer: 0x21, keyword: 0x44, uri: 0x45, charset: 0x47, language: 0x48, mime: 0x49, name: 0x42 } as const;
const groupEnd = 0x03;

/** One attribute to send; more values make it a set. */
export interface Attribute {
  readonly tag: keyof typeof tags;
  readonly name: string;
  readonly values: readonly (string | number)[];
}

export type Value = string | number | boolean | null;
/** One group of attributes, as a printer or a job is one. null stands for a value that has none or is of no use here. */
export interface Group {
  readonly tag: number;
  readonly attributes: Readonly<Record<string, readonly Value[]>>;
}

export interface Answered {
  /** Below 0x0100: done. 0x0400 and above: refused. */
  readonly status: number;
  readonly groups: readonly Group[];
}

/** The tag of a group that is a job, or a printer. */
export const groupTags = { job: 2, printer: 4 } as const;

function field(bytes: Buffer): Buffer {
  const size = Buffer.alloc(2);
  size.writeUInt16BE(bytes.length);
  return Buffer.concat([size, bytes]);
}

function valueBytes({ tag }: Attribute, value: string | number): Buffer {
  if (tag !== 'integer') return Buffer.from(String(value), 'utf8');
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Number(value));
  return bytes;
}

/** A request with its operation attributes and, for a job, its document. */
export function encodeRequest(operation: number, attributes: readonly Attribute[], document: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.from([1, 1, operation >> 8, operation & 0xff, 0, 0, 0, 1, 0x01]);
  const charset: Attribute = { tag: 'charset', name: 'attributes-charset', values: ['utf-8'] };
  const language: Attribute = { tag: 'language', name: 'attributes-natural-language', values: ['en'] };
  const parts = [charset, language, ...attributes].flatMap((each) =>
    each.values.flatMap((value, i) => [Buffer.from([tags[each.tag]]), field(Buffer.from(i === 0 ? each.name : '', 'utf8')), field(valueBytes(each, value))]),
  );
  return Buffer.concat([head, ...parts, Buffer.from([groupEnd]), document]);
}

function valueOf(tag: number, bytes: Buffer): Value {
  if ((tag === 0x21 || tag === 0x23) && bytes.length === 4) return bytes.readInt32BE();
  if (tag === 0x22 && bytes.length === 1) return bytes[0] !== 0;
  return tag >= 0x40 && tag < 0x60 ? bytes.toString('utf8') : null;
}

/** An answer; undefined when it is cut off or no IPP. Never throws. */
export function decodeAnswer(bytes: Buffer): Answered | undefined {
  if (bytes.length < 9) return undefined;
  const groups: { tag: number; attributes: Record<string, Value[]> }[] = [];
  let [at, last] = [8, ''];
  /** The next length and its bytes. */
  const next = () => {
    if (at + 2 > bytes.length) return undefined;
    const size = bytes.readUInt16BE(at);
    const end = at + 2 + size;
    if (end > bytes.length) return undefined;
    const found = bytes.subarray(at + 2, end);
    at = end;
    return found;
  };
  while (at < bytes.length) {
    const tag = bytes[at++] ?? groupEnd;
    if (tag === groupEnd) return { status: bytes.readUInt16BE(2), groups };
    if (tag < 0x10) {
      groups.push({ tag, attributes: Object.create(null) });
      continue;
    }
    const [name, value] = [next(), next()];
    const group = groups.at(-1);
    if (name === undefined || value === undefined || group === undefined) return undefined;
    if (name.length > 0) last = name.toString('utf8');
    (group.attributes[last] ??= []).push(valueOf(tag, value));
  }
  return undefined; // no end: cut off
}
