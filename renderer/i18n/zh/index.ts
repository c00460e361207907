import { board } from './board.ts';
import { common } from './common.ts';
import { counter } from './counter.ts';
import { feedback } from './feedback.ts';
import { home } from './home.ts';
import { kiosk } from './kiosk.ts';
import { manager } from './manager.ts';

export const zh = { common, kiosk, counter, feedback, board, manager, home };
