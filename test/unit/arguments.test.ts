import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../main/arguments.ts';

const read = (...argv: string[]) => readArguments(argv, (demo) => path.resolve(demo ? 'demo' : 'hall'));

describe('the command line', () => {
  it('opens the home screen on the default folder', () => {
    expect(read('/app')).toEqual({ data: path.resolve('hall'), screen: 'home', language: null, demo: false, kioskLock: false });
  });

  it('passes switches that are not its own', () => {
    expect(read('--no-sandbox', '--disable-gpu', '/app', '--remote-debugging-port=0', '--data', 'here', '--screen=kiosk', '--lang', 'en', '--kiosk')).toEqual({
      data: path.resolve('here'),
      screen: 'kiosk',
      language: 'en',
      demo: false,
      kioskLock: true,
    });
  });

  it('keeps the demo apart', () => {
    expect(read('/app', '--demo')).toMatchObject({ data: path.resolve('demo'), demo: true });
  });

  it.each([
    [['--screen', 'vault'], /home, kiosk/],
    [['--lang', 'fr'], /zh-CN or en/],
    [['--data'], /--data needs a value/],
    [['--data='], /--data needs a value/],
  ])('says what is wrong with %j', (argv, says) => {
    expect(read(...argv)).toMatch(says);
  });
});
