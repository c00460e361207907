import type { Texts } from '../texts.ts';
import type { counter as zh } from '../zh/counter.ts';

export const counter: Texts<typeof zh> = { title: '' };
