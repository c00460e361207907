import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerWithin, call, prepare, send, watch } from '../../../renderer/api.ts';
import type { Bridge, Reply } from '../../../renderer/bridge.ts';
import { isCommand } from '../../../renderer/commands.ts';

const calls: { name: string; input: unknown }[] = [];
let answer: () => Promise<Reply>;

beforeEach(() => {
  calls.length = 0;
  answer = async () => ({ ok: true, seq: 7, result: { number: 'A001' } });
  const hall: Bridge = {
    call: (name, input) => {
      calls.push({ name, input });
      return answer();
    },
    watch: () => () => {},
  };
  vi.stubGlobal('window', { hall });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('asking the hall', () => {
  it('gives a command an id and a view none', async () => {
    await call('ticket.issue', { service: 'payment' });
    await call('kiosk', {});
    expect(calls[0]?.input).toMatchObject({ service: 'payment', commandId: expect.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/) });
    expect(calls[1]?.input).toEqual({});
    expect(isCommand('screen.open')).toBe(false);
  });

  it('sends the same commandId again, so that nothing happens twice', async () => {
    const pending = prepare('ticket.call', {});
    await send(pending);
    await send(pending);
    expect(calls[0]?.input).toEqual(calls[1]?.input);
  });

  it('says after 8 seconds that no answer came: a screen never hangs', async () => {
    vi.useFakeTimers();
    answer = () => new Promise(() => {});
    const asked = call('ticket.issue', { service: 'payment' });
    await vi.advanceTimersByTimeAsync(answerWithin);
    expect(await asked).toMatchObject({ ok: false, problem: { code: 'screen.noAnswer', retry: true } });
  });

  it('takes a broken channel for no answer', async () => {
    answer = async () => {
      throw new Error('the channel is gone');
    };
    expect(await call('kiosk', {})).toMatchObject({ ok: false, problem: { code: 'screen.noAnswer' } });
  });

  it('hands a problem on as it is', async () => {
    answer = async () => ({ ok: false, problem: { code: 'store.full', detail: 'no room' } });
    expect(await call('ticket.issue', { service: 'payment' })).toEqual({ ok: false, problem: { code: 'store.full', detail: 'no room' } });
  });

  it('says that a view does not come, and lets it come later', async () => {
    vi.useFakeTimers();
    const seen: unknown[] = [];
    const stop = watch('kiosk', {}, (one) => seen.push(one));
    await vi.advanceTimersByTimeAsync(answerWithin);
    expect(seen).toMatchObject([{ ok: false, problem: { code: 'screen.reconnecting', retry: true } }]);
    stop();
  });
});
