import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../main/arguments.ts';

const files: Record<string, string> = { 'roll-out.json': '{"role":"counter","name":3,"host":"10.0.0.5","standBy":true}', 'broken.json': '{' };
const readFile = (file: string) => files[file] ?? (() => { throw new Error('no such file'); })();
const read = (...argv: string[]) => readArguments(argv, (demo) => path.resolve(demo ? 'demo' : 'hall'), readFile);
const unasked = { port: null, rollOut: { role: null, name: null, host: null, code: null, standBy: false } };

describe('the command line', () => {
  it('opens the home screen on the default folder', () => {
    expect(read('/app')).toEqual({ data: path.resolve('hall'), screen: 'home', language: null, demo: false, kioskLock: false, byName: false, ...unasked });
  });

  it('passes switches that are not its own', () => {
    expect(read('--no-sandbox', '--disable-gpu', '/app', '--remote-debugging-port=0', '--data', 'here', '--screen=kiosk', '--lang', 'en', '--kiosk')).toEqual({
      data: path.resolve('here'),
      screen: 'kiosk',
      language: 'en',
      demo: false,
      kioskLock: true,
      byName: true,
      ...unasked,
    });
  });

  it('keeps the demo apart', () => {
    expect(read('/app', '--demo')).toMatchObject({ data: path.resolve('demo'), demo: true });
  });

  it('takes a role from a roll-out file, and what stands on the line before it', () => {
    expect(read('--config', 'roll-out.json', '--name', '4')).toMatchObject({ rollOut: { role: 'counter', name: '4', host: '10.0.0.5', code: null, standBy: true } });
  });

  it.each([
    [['--screen', 'vault'], /home, kiosk/],
    [['--lang', 'fr'], /zh-CN or en/],
    [['--data'], /--data needs a value/],
    [['--data='], /--data needs a value/],
    [['--role', 'boss'], /all-in-one, host, counter/],
    [['--port', '70000'], /1 to 65535/],
    [['--config', 'missing.json'], /missing.json cannot be read/],
    [['--config', 'broken.json'], /broken.json cannot be read/],
  ])('says what is wrong with %j', (argv, says) => {
    expect(read(...argv)).toMatch(says);
  });
});
