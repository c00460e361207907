import type { CommandName, LocalName } from '../shared/contract.ts';

/** A table of our own keeps zod out of the kiosk and the board; its type keeps it complete. */
const locals: Record<LocalName, true> = {
  'screen.open': true,
  'station.read': true,
  'station.hotkeys': true,
  'import.choose': true,
  'import.preview': true,
  'import.start': true,
  'network.read': true,
  'network.be': true,
  'network.find': true,
  'network.join': true,
  'network.code': true,
  'network.takeOver': true,
  'station.about': true, 'printer.find': true,
};

/** True when `name` is a command and so needs a commandId: commands are `noun.verb`, views are one word. */
export function isCommand(name: string): name is CommandName {
  return name.includes('.') && !Object.hasOwn(locals, name);
}

/** True when `name` is answered by the program around the hall. */
export function isLocal(name: string): name is LocalName {
  return Object.hasOwn(locals, name);
}
