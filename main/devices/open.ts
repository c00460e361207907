import { isIP } from 'node:net';
import type { PrinterProfile } from '../../shared/printing.ts';
import { printerAddress } from '../../shared/printing.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { type CupsOptions, cupsTransport } from './cups.ts';
import { tcpTransport } from './tcp.ts';
import type { Patience, Transport } from './transport.ts';
import { type WinspoolOptions, winspoolTransport } from './winspool.ts';

export interface OpenOptions {
  readonly profile: PrinterProfile;
  readonly patience?: Partial<Patience>;
  /** Of a CUPS that is not this computer's own, for tests. */
  readonly cupsServer?: CupsOptions['server'];
  readonly fork?: WinspoolOptions['fork'];
  readonly childFile?: WinspoolOptions['childFile'];
}

/** Where an address leads to. */
export type Place = { readonly by: 'tcp'; readonly host: string; readonly port: number } | { readonly by: 'cups' | 'winspool'; readonly name: string };

/** Reads a printer's address; `command.badInput` when it is none. */
export function readAddress(address: string): Result<Place> {
  const bad = fail('command.badInput', 'a printer is tcp://HOST:PORT, cups://QUEUE or winspool://NAME');
  if (!printerAddress.safeParse(address).success) return bad;
  const [, by, rest] = /^(tcp|cups|winspool):\/\/(.+)$/s.exec(address) ?? [];
  if (rest === undefined) return bad;
  if (by !== 'tcp') return ok({ by: by === 'cups' ? 'cups' : 'winspool', name: rest });
  const [, bare, port] = /^(.+):(\d+)$/.exec(rest) ?? [];
  const host = bare?.replace(/^\[(.*)\]$/, '$1');
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535 || (bare !== host && isIP(host) !== 6)) return bad;
  return ok({ by: 'tcp', host, port: Number(port) });
}

/** The way to the printer at an address. Nothing is connected or started yet. `command.badInput` when it is no address. */
export function openTransport(address: string, options: OpenOptions): Result<Transport> {
  const place = readAddress(address);
  if (!place.ok) return place;
  const { patience, cupsServer, fork, childFile } = options;
  const patient = patience && { patience };
  if (place.value.by === 'tcp') return ok(tcpTransport(place.value.host, place.value.port, { profile: options.profile, ...patient }));
  if (place.value.by === 'cups') return ok(cupsTransport(place.value.name, { ...patient, ...(cupsServer !== undefined && { server: cupsServer }) }));
  return ok(winspoolTransport(place.value.name, { ...patient, ...(fork && { fork }), ...(childFile !== undefined && { childFile }) }));
}
