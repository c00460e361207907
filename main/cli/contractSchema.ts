import { z } from 'zod';
import { contract } from '../../shared/contract.ts';
import { eventData } from '../../shared/events.ts';

/** JSON Schema of every command, view and local call: who may use it, what goes in, what comes out. */
export function contractSchema(): unknown {
  const schema = (type: z.ZodType, io: 'input' | 'output') => z.toJSONSchema(type, { unrepresentable: 'any', io });
  return Object.fromEntries(Object.entries(contract).map(([name, entry]) => {
    if (entry.kind === 'command') return [name, { kind: entry.kind, may: entry.may, input: schema(entry.input, 'input'), event: entry.result, result: schema(eventData[entry.result], 'output'), personal: entry.personal }];
    if (entry.kind === 'view') return [name, { kind: entry.kind, may: entry.may, params: schema(entry.params, 'input'), output: schema(entry.output, 'output') }];
    return [name, { kind: entry.kind, may: entry.may, input: schema(entry.input, 'input'), output: schema(entry.output, 'output') }];
  }));
}
