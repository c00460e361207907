import { board } from './board.ts';
import { common } from './common.ts';
import { counter } from './counter.ts';
import { feedback } from './feedback.ts';
import { guide } from './guide.ts';
import { home } from './home.ts';
import { join } from './join.ts';
import { kiosk } from './kiosk.ts';
import { link } from './link.ts';
import { manager } from './manager.ts';
import { printing } from './printing.ts';
import { setup } from './setup.ts';
import { stations } from './stations.ts';

export const zh = { common, kiosk, counter, feedback, board, manager, home, setup, link, guide, stations, join, printing };
