import type { Texts } from '../texts.ts';
import type { board as zh } from '../zh/board.ts';

export const board: Texts<typeof zh> = { title: '' };
