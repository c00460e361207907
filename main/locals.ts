import { fail, ok, type Result } from '../shared/result.ts';
import { isScreen, type RollOut, type Screen } from './arguments.ts';
import { type ChosenFiles, chosenFiles } from './chosenFiles.ts';
import type { HotkeyBoard } from './hotkeys.ts';
import type { Pair } from './imports.ts';
import type { Locals, LocalWatches } from './ipc.ts';
import type { Machine } from './network/machine.ts';
import { forkPrinterProcess } from './printerProcess.ts';
import { readHotkeys, type StationFile } from './station.ts';

export interface LocalParts {
  readonly opening: Promise<Result<Machine>>;
  /** What this computer was told to be, for the page that asks. */
  readonly rollOut: RollOut;
  readonly open: (screen: Screen) => void;
  readonly station: StationFile;
  readonly hotkeys: HotkeyBoard;
}

/** What the shell answers itself, by the contract's local entries. Their schemas have parsed the input. */
export function localsOf({ opening, rollOut, open, station, hotkeys }: LocalParts): Locals {
  const files = chosenFiles();
  const keys = () => ok({ hotkeys: station.read().hotkeys, taken: hotkeys.taken() });
  const importing = async (what: 'previewImport' | 'startImport', input: unknown) => {
    const machine = await opening;
    const imports = await import('./imports.ts'); // the parts that read logs are large and rarely needed
    if (!machine.ok) return machine;
    const hall = machine.value.hall();
    return hall === null ? fail('host.notDeciding', 'logs are brought in at the host') : imports[what](hall, files, input as Pair);
  };
  const onMachine = <T>(work: (machine: Machine) => Promise<Result<T>> | Result<T>) => async (): Promise<Result<T>> => {
    const machine = await opening;
    return machine.ok ? work(machine.value) : machine;
  };
  const placeOf = (machine: Machine) => {
    const what = machine.what();
    const told = rollOut.role === 'all-in-one' || rollOut.role === 'host' ? null : rollOut.role;
    return what.kind === 'undecided' ? { ...what, role: told, name: rollOut.name, host: rollOut.host, standBy: rollOut.standBy } : what;
  };
  const network: Locals = {
    'network.read': () => onMachine((machine) => ok(placeOf(machine)))(),
    'network.be': (input) => onMachine((machine) => machine.be((input as { kind: 'allInOne' | 'host' }).kind))(),
    'network.find': () => onMachine(async (machine) => ok({ hosts: (await machine.find()).map(({ name, address, port }) => ({ name, address, port })) }))(),
    'network.join': (input) => onMachine((machine) => machine.join(input as Parameters<Machine['join']>[0]))(),
    'network.code': () => onMachine((machine) => machine.showCode())(),
    'network.takeOver': (input) => onMachine((machine) => machine.takeOver((input as { confirm: string }).confirm))(),
    'printer.find': async (input) => {
      const { checkAddress, findQueues } = await import('./devices/all.ts');
      const { address } = input as { readonly address?: string };
      const options = { fork: forkPrinterProcess };
      const unknown = { state: 'unknown', reason: null, paper: 'unknown' } as const;
      if (address === undefined) return ok({ found: (await findQueues(options)).map(({ status = unknown, ...queue }) => ({ ...queue, profile: null, ...status })) });
      const checked = await checkAddress(address, options);
      return checked.ok ? ok({ found: [{ address, name: checked.value.says ?? '', profile: checked.value.profile, ...checked.value.status }] }) : checked;
    },
    'station.about': (input) => onMachine((machine) => {
      machine.desk.about(input as { voice: 'there' | 'missing' });
      return ok({});
    })(),
  };
  return {
    ...network,
    'screen.open': (input) => {
      const { screen } = input as { screen: string };
      if (!isScreen(screen)) return fail('screen.unknown', 'no such screen');
      open(screen);
      return ok({});
    },
    'import.choose': (input) => files.choose((input as { what: Parameters<ChosenFiles['choose']>[0] }).what),
    'import.preview': (input) => importing('previewImport', input),
    'import.start': (input) => importing('startImport', input),
    'station.read': keys,
    'station.hotkeys': (input) => {
      station.change({ hotkeys: readHotkeys(input) });
      hotkeys.use(station.read().hotkeys);
      return keys();
    },
  };
}

/** What the shell pushes itself: how this computer stands with its host, and the strip's hotkeys, to the strip only. */
export function localWatchesOf(hotkeys: HotkeyBoard, opening: Promise<Result<Machine>>): LocalWatches {
  return {
    link: (_caller, push) => {
      let stop: () => void = () => undefined;
      let over = false;
      void opening.then((machine) => {
        if (machine.ok && !over) stop = machine.value.desk.onLink(push);
      });
      return () => {
        over = true;
        stop();
      };
    },
    'strip.hotkey': (caller, push) => (caller.screen === 'strip' ? hotkeys.listen((action) => push({ action })) : () => undefined),
  };
}
