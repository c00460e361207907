import type { Texts } from '../texts.ts';
import type { zh } from '../zh/index.ts';
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

export const en: Texts<typeof zh> = { common, kiosk, counter, feedback, board, manager, home, setup, link, guide, stations, join, printing };
