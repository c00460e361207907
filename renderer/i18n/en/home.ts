import type { Texts } from '../texts.ts';
import type { home as zh } from '../zh/home.ts';

export const home: Texts<typeof zh> = { title: '' };
