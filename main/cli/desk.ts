import { type Role, roles } from '../../shared/events.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Caller, Hall, HallOptions, Reply } from '../hall/hall.ts';
import { openHall } from '../hall/hall.ts';
import { type Machine, openMachine } from '../network/machine.ts';
import { type Answerer, askHolder } from '../store/lock.ts';

/** Who asks, by `--as`, and for rehearsals when. */
export interface As {
  readonly caller: Caller;
  readonly at?: number;
}

/** A data folder's desk for the command line: in this process, or in the one that holds the folder. */
export interface CliDesk {
  readonly call: (as: As, name: string, input: unknown) => Promise<Reply>;
  readonly view: (as: As, name: string, params: unknown) => Promise<Reply>;
  readonly pair: () => Promise<Result<unknown>>;
  readonly takeOver: (confirm: string) => Promise<Result<unknown>>;
  /** The hall itself, where this process is the one that has it. */
  readonly hall: Hall | null;
  readonly warnings: readonly string[];
  readonly close: () => Promise<void>;
}

/** `ROLE[:NAME]`; admin at this PC when nothing is said. Each name is a station of its own, so it can sign in to a counter. */
export function callerOf(as: string | undefined): Result<Caller> {
  const [name = 'admin', ...rest] = (as ?? 'admin').split(':');
  const staff = rest.join(':');
  const role = roles.find((one) => one === name && one !== 'system') as Role | undefined;
  if (role === undefined) return fail('caller.unknown', `no role ${name}; there are ${roles.filter((one) => one !== 'system').join(', ')}`);
  return ok({ role, station: staff === '' ? `cli/${name}` : `cli/${name}/${staff}`, ...(staff === '' ? {} : { staff }) });
}

/** Opens the folder's machine in this process. */
export function openHere(dataDir: string, more: { readonly port?: number; readonly pages: string | null; readonly unasked: 'allInOne' | 'host' | undefined; readonly hall?: Partial<HallOptions> }): Promise<Result<Machine>> {
  const onBug = (error: unknown) => process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return openMachine({
    dataDir, version: '0.0.0', pages: more.pages, onBug, onAsk: answersOf,
    openHall: (lock) => openHall({ dataDir, lock, onBug, ...more.hall }),
    ...(more.unasked && { unasked: more.unasked }), ...(more.port === undefined ? {} : { port: more.port }),
  });
}

/** What a process that holds a folder answers to the command line of the same machine. */
export function answersOf(machine: Machine): Answerer {
  const desk = deskOf(machine);
  return async (request) => {
    const asked = request as { readonly what?: unknown; readonly name?: unknown; readonly input?: unknown; readonly as?: unknown; readonly at?: unknown; readonly confirm?: unknown };
    const caller = callerOf(typeof asked.as === 'string' ? asked.as : undefined);
    if (!caller.ok) return caller;
    const as: As = { caller: caller.value, ...(typeof asked.at === 'number' ? { at: asked.at } : {}) };
    const name = String(asked.name);
    if (asked.what === 'call') return desk.call(as, name, asked.input);
    if (asked.what === 'view') return desk.view(as, name, asked.input);
    if (asked.what === 'pair') return desk.pair();
    if (asked.what === 'takeOver') return desk.takeOver(String(asked.confirm));
    return fail('command.unknown', 'not a request');
  };
}

/** The desk of a folder: of the process that holds it, else opened here. */
export async function cliDesk(dataDir: string, more: Partial<HallOptions> = {}): Promise<Result<CliDesk>> {
  const holder = await askHolder(dataDir);
  if (holder !== null) {
    const ask = async (request: object) => ((await holder.ask(request)) ?? fail('hall.closing', 'the program that holds this folder has ended', true)) as Reply;
    const asText = ({ caller }: As) => (caller.staff === undefined ? caller.role : `${caller.role}:${caller.staff}`);
    const put = (what: string) => (as: As, name: string, input: unknown) => ask({ what, name, input, as: asText(as), ...(as.at === undefined ? {} : { at: as.at }) });
    return ok({
      call: put('call'), view: put('view'), hall: null, warnings: [],
      pair: () => ask({ what: 'pair' }) as Promise<Result<unknown>>,
      takeOver: (confirm) => ask({ what: 'takeOver', confirm }) as Promise<Result<unknown>>,
      close: async () => holder.close(),
    });
  }
  const machine = await openHere(dataDir, { pages: null, unasked: 'allInOne', hall: more });
  return machine.ok ? ok(deskOf(machine.value)) : machine;
}

function deskOf(machine: Machine): CliDesk {
  /** Says so when the host was not there and this station answered by itself. */
  const told = (reply: Reply): Reply => (machine.what().kind === 'station' && machine.desk.link().state !== 'joined' ? Object.assign({}, reply, { cutOff: true }) : reply);
  return {
    async call({ caller, at }, name, input) {
      const hall = machine.hall();
      if (at !== undefined && hall?.inner.runner.state.hall?.rehearsal !== true) return fail('command.notAllowed', '--at is for a folder made by hall init --rehearsal');
      return at === undefined || hall === null ? told(await machine.desk.call(caller, name, input)) : hall.call(caller, name, input, at);
    },
    view: async ({ caller }, name, params) => told(await machine.desk.view(caller, name, params)),
    pair: async () => machine.showCode(),
    takeOver: (confirm) => machine.takeOver(confirm),
    get hall() {
      return machine.hall();
    },
    get warnings() {
      return machine.hall()?.inner.store.warnings ?? [];
    },
    close: () => machine.close(),
  };
}

