import type { Reply } from '../bridge.ts';
import { network } from './network.ts';
import { findPrinter } from './printing.ts';

/** What the shell around a made-up hall answers; null for what is the hall's own. */
export function local(name: string, input: unknown): Reply | null {
  if (name.startsWith('network.')) return network(name, input as Record<string, unknown>);
  if (name === 'printer.find') return { ok: true, seq: 0, result: findPrinter((input as { address?: string }).address) };
  const told = result(name);
  return told === null ? null : { ok: true, seq: 0, result: told };
}

function result(name: string): unknown {
  const hotkeys = { next: 'Ctrl+Alt+N', recall: 'Ctrl+Alt+R', noShow: '', finish: 'Ctrl+Alt+F', feedback: '', help: '' };
  if (name === 'station.about' || name === 'screen.open') return {};
  if (name === 'station.read' || name === 'station.hotkeys') return { hotkeys, taken: ['Ctrl+Alt+R'] };
  if (name === 'import.choose') return { file: '1', name: 'anonymous.log' };
  if (name === 'import.start')
    return {
      tickets: 29503,
      skipped: { 'no queue': 240, 'test call': 1198 },
      rejected: { 'bad time': 490 },
      days: 31,
      rejectedFile: '/data/import/rejected.csv',
    };
  if (name !== 'import.preview') return null;
  const ticket = {
    import: '01JD0000000000000000000000',
    key: '1/2',
    number: '1401',
    service: 'payment',
    priority: false,
    issuedAt: 916_200_000_000,
    calledAt: 916_200_120_000,
    endedAt: 916_200_400_000,
    leftAt: null,
    counter: '3',
  };
  return {
    columns: ['vru_line', 'call_id'],
    rows: [
      { line: 2, outcome: 'ticket', reason: null, ticket },
      { line: 3, outcome: 'skipped', reason: 'type = PHANTOM', ticket: null },
      { line: 4, outcome: 'rejected', reason: 'q_exit before q_start', ticket: null },
    ],
  };
}
